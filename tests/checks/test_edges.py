"""Edge cases of checks: changes to the small playbook, and the codes that they cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import problem_lines, problems_of, replace

BLOG_BACKUP = "    backup: moderator\n"
FORUM_ENTRY = """\
  - id: a-forum
    title: {sv: Q, en: Q}
    platform: Discourse
    standing: approved
    purpose: {sv: Q., en: Q.}
    target_group: {sv: Q., en: Q.}
    reply_within: reply_within
    frequency: post_rate
"""
RETIREMENT = """\
    status: retired
    replaced_by: company-blog
    retired_because: {sv: Q., en: Q.}
"""
PAID_POST_SCOPE = "    basis: [ftc-endorsements]\n    applies_to: {countries: [US]}\n"
BOOK_OWNER = "    owner: policy-owner\n"
REPLACED_BY = "    replaced_by: share-job-posts\n"
MISSION = "{sv: Vara en god kollega också på nätet., en: Be a good colleague online too.}"
MISSION_WITH_RETIRED_LINK = "{sv: 'Se [q](id:no-sharing).', en: Q.}"
ACKNOWLEDGE_LINK = (
    'acknowledge_link: "https://forms.example.com/read?version={version}&proof={hash}&role={role}"'
)

EDGE_CASES: dict[str, tuple[list[tuple[str, str, str]], list[str]]] = {
    "a tag that is only closed": (
        [("roles.yml", MISSION, "{sv: En god</b> kollega., en: A good colleague.}")],
        ["PB301"],
    ),
    "a link to a retired entry": ([("roles.yml", MISSION, MISSION_WITH_RETIRED_LINK)], ["PB303"]),
    "a link to a retired entry without a replacement": (
        [
            ("roles.yml", MISSION, MISSION_WITH_RETIRED_LINK),
            ("policy/posting.yml", REPLACED_BY, ""),
        ],
        ["PB213"],
    ),
    "a link to a current entry with a replacement": (
        [
            ("roles.yml", MISSION, "{sv: 'Se [q](id:reply-in-time).', en: Q.}"),
            (
                "policy/posting.yml",
                "    ask: moderator\n",
                f"    ask: moderator\n{REPLACED_BY}",
            ),
        ],
        ["PB210"],
    ),
    "a condition of a check without a word": (
        [("tone.yml", "sv: [rabattkod]", "sv: ['!']")],
        ["PB467"],
    ),
    "words that match any words": ([("tone.yml", "sv: [mottaget]", "sv: ['* *']")], ["PB467"]),
    "no link to acknowledge the handbook": ([("playbook.yml", ACKNOWLEDGE_LINK, "")], []),
    "a channel without a backup": ([("channels.yml", BLOG_BACKUP, "")], ["PB422"]),
    "a channel whose backup is its owner": (
        [("channels.yml", BLOG_BACKUP, "    backup: policy-owner\n")],
        ["PB423"],
    ),
    "a retired channel without a backup": (
        [
            (
                "channels.yml",
                "  - id: old-forum\n",
                f"{FORUM_ENTRY}{RETIREMENT}\n  - id: old-forum\n",
            )
        ],
        [],
    ),
    "a current channel without a backup": (
        [("channels.yml", "  - id: old-forum\n", f"{FORUM_ENTRY}\n  - id: old-forum\n")],
        ["PB422"],
    ),
    "a retired channel whose backup is its owner": (
        [
            (
                "channels.yml",
                "  - id: old-forum\n",
                f"{FORUM_ENTRY}{RETIREMENT}    backup: policy-owner\n\n  - id: old-forum\n",
            )
        ],
        [],
    ),
    "a channel without a backup after a retired one": (
        [
            (
                "channels.yml",
                "  - id: company-blog\n",
                f"{FORUM_ENTRY}{RETIREMENT}\n  - id: company-blog\n",
            ),
            ("channels.yml", BLOG_BACKUP, ""),
        ],
        ["PB422"],
    ),
    "a reference to a current entry with a replacement": (
        [("reading.yml", BOOK_OWNER, f"{BOOK_OWNER}    replaced_by: marketing-act\n")],
        ["PB210"],
    ),
    "a reference to a retired entry": (
        [("reading.yml", BOOK_OWNER, BOOK_OWNER + RETIREMENT)],
        ["PB204"],
    ),
    "a reference from one retired entry to another": (
        [
            ("reading.yml", BOOK_OWNER, BOOK_OWNER + RETIREMENT),
            ("policy/posting.yml", "see_also: [spot-hidden-ads, ", "see_also: ["),
            (
                "policy/posting.yml",
                REPLACED_BY,
                f"{REPLACED_BY}    see_also: [spot-hidden-ads]\n",
            ),
        ],
        [],
    ),
    "a reference to a retired entry without a replacement": (
        [
            (
                "reading.yml",
                BOOK_OWNER,
                BOOK_OWNER + RETIREMENT.replace("    replaced_by: company-blog\n", ""),
            )
        ],
        ["PB213"],
    ),
    "replacements that lead into a loop": (
        [
            ("policy/posting.yml", REPLACED_BY, "    replaced_by: spot-hidden-ads\n"),
            ("policy/posting.yml", "see_also: [spot-hidden-ads, ", "see_also: ["),
            (
                "reading.yml",
                "entries:\n",
                "entries:\n  - id: other\n    title: {sv: Q, en: Q}\n    author: Q\n"
                "    year: 2020\n    why: {sv: Q., en: Q.}\n"
                + RETIREMENT.replace("company-blog", "spot-hidden-ads"),
            ),
            (
                "reading.yml",
                BOOK_OWNER,
                BOOK_OWNER + RETIREMENT.replace("company-blog", "other"),
            ),
        ],
        ["PB211", "PB211"],
    ),
    "an upcoming yes_if with the conditions of the rule": (
        [("policy/posting.yml", "      verdict: yes\n", "      verdict: yes_if\n")],
        [],
    ),
    "an upcoming yes_if with its own conditions": (
        [
            (
                "policy/posting.yml",
                PAID_POST_SCOPE,
                f"{PAID_POST_SCOPE}    pending:\n      from: 2026-09-01\n      verdict: yes_if\n"
                "      conditions: {sv: [Q.], en: [Q.]}\n",
            )
        ],
        [],
    ),
    "a retired entry without an owner": (
        [
            (
                "reading.yml",
                "    owner: policy-owner\n",
                "    status: retired\n    replaced_by: marketing-act\n"
                "    retired_because: {sv: Q., en: Q.}\n",
            ),
            ("policy/posting.yml", "see_also: [spot-hidden-ads, ", "see_also: ["),
        ],
        [],
    ),
}


@pytest.mark.parametrize(("changes", "codes"), EDGE_CASES.values(), ids=EDGE_CASES)
def test_an_edge_case_gives_exactly_its_codes(
    small_project: Path, changes: list[tuple[str, str, str]], codes: list[str]
) -> None:
    for file, old, new in changes:
        replace(small_project, file, old, new)
    assert [line.split()[2][:-1] for line in problem_lines(small_project)] == codes


@pytest.mark.parametrize(
    ("permission", "needs_backup"),
    [
        ("publish", True),
        ("reply", True),
        ("approve", True),
        ("moderate", True),
        ("block", True),
        ("speak_to_press", True),
        ("manage_accounts", True),
        ("declare_incident", True),
        ("decide_policy", True),
        ("share", False),
    ],
)
def test_a_role_with_a_daily_permission_needs_a_backup(
    small_project: Path, permission: str, needs_backup: bool
) -> None:
    replace(small_project, "roles.yml", "    may: [share]\n", f"    may: [{permission}]\n")
    lines = problem_lines(small_project)
    if needs_backup:
        (line,) = lines
        assert "PB422: 'employee' has no backup" in line
    else:
        assert lines == []


@pytest.mark.parametrize(("count", "is_listed"), [(12, True), (13, False)])
def test_a_cure_lists_at_most_twelve_ids(small_project: Path, count: int, is_listed: bool) -> None:
    replace(small_project, "contacts.yml", "backup: legal-desk", "backup: xyz")
    with (small_project / "playbook_data" / "contacts.yml").open("a", encoding="utf-8") as file:
        for number in range(count - 2):
            file.write(
                f"\n  - id: desk-{number}\n    title: {{sv: Q, en: Q}}\n    for: {{sv: Q, en: Q}}\n"
                "    hours: {sv: Q, en: Q}\n    address: {email: q@example.com}\n"
            )
    (line,) = (line for line in problem_lines(small_project) if "PB202" in line)
    assert ("press-desk, legal-desk, desk-0" in line) is is_listed


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (1, "write the id of an entry of any kind"),
        (2, "write the id of an entry of any kind; also in 1 more place:"),
        (5, "which also finds all places; also in 4 more places:"),
    ],
)
def test_every_use_of_an_unknown_id_is_one_problem(
    small_project: Path, count: int, ending: str
) -> None:
    with (small_project / "playbook_data" / "reading.yml").open("a", encoding="utf-8") as file:
        file.write(f"    see_also: [{', '.join(['xyz'] * count)}]\n")
    (line,) = (line for line in problem_lines(small_project) if "PB202" in line)
    assert "no entry has the id 'xyz'" in line
    assert line.endswith(ending)


def test_adoption_needs_no_review_of_retired_or_hidden_entries(small_project: Path) -> None:
    replace(small_project, "policy/posting.yml", "  reviewed: 2026-02-10\n", "")
    lines = problem_lines(small_project, adopted=True)
    reported_ids = [line.split("'")[1] for line in lines if " PB605: " in line]
    assert reported_ids == ["share-job-posts", "reply-in-time", "posts-a-week"]


@pytest.mark.parametrize("name", ["role_hours", "emoji_max"])
def test_a_value_with_only_a_bound_is_reported(small_project: Path, name: str) -> None:
    path = small_project / "playbook_data" / "playbook.yml"
    lines = path.read_text(encoding="utf-8").split("\n")
    (line,) = (number for number, text in enumerate(lines) if text.startswith(f"  {name}: "))
    lines[line] = f"  {name}: {{bound: at_most}}"
    path.write_text("\n".join(lines), encoding="utf-8")
    location = f"playbook_data/playbook.yml:{line + 1}:"
    assert any(
        problem_line.startswith(location) and f"'{name}'" in problem_line
        for problem_line in problem_lines(small_project)
    )


RULE = """
  - id: {id}
    title: {{sv: {id}, en: {id}}}
    question: {{sv: Måste jag läsa texten högt?, en: Must I read the text aloud?}}
    asks: must
    verdict: no
    statement: {{sv: "Nej.", en: "No."}}
    why: {{sv: Örat hör mer., en: The ear hears more.}}
    examples: {{do: {{sv: [Läs.], en: [Read.]}}, dont: {{sv: [Skrik.], en: [Shout.]}}}}
    owner: moderator
{more}"""


def test_every_rule_for_all_employees_without_an_easy_text_is_located(small_project: Path) -> None:
    rules = [
        RULE.format(id="easy", more="    easy: {sv: Nej., en: No.}"),
        RULE.format(id="hard", more=""),
        RULE.format(id="for-one-role", more="    applies_to: {roles: [moderator]}"),
        RULE.format(id="for-official-accounts", more="    applies_to: {account: [official]}"),
        RULE.format(id="also-hard", more=""),
    ]
    chapter = "chapter: {id: aloud, title: {sv: A, en: A}, summary: {sv: A., en: A.}, order: 2}\n"
    path = small_project / "playbook_data" / "policy" / "aloud.yml"
    text = f"{chapter}entries:{''.join(rules)}"
    path.write_text(text, encoding="utf-8")
    (problem,) = (each for each in problems_of(small_project) if each.code == "PB455")
    lines = text.splitlines()
    expected = [lines.index(f"  - id: {id}") + 1 for id in ("hard", "also-hard")]
    assert [
        place.line for place in problem.locations if place.path.endswith("aloud.yml")
    ] == expected
    path.write_text(text.replace("    easy: {sv: Nej., en: No.}", ""), encoding="utf-8")
    assert not [each for each in problems_of(small_project) if each.code == "PB455"]
