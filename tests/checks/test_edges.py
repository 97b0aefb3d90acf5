"""What is at the edge of a check: changes to the small playbook, and the codes that they cause."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import problem_lines, replace

BLOG = "    backup: moderator\n"
FORUM = """\
  - id: a-forum
    title: {sv: Q, en: Q}
    platform: Discourse
    standing: approved
    purpose: {sv: Q., en: Q.}
    audience: {sv: Q., en: Q.}
    reply_within: reply_within
    frequency: post_rate
"""
RETIRED = """\
    status: retired
    replaced_by: company-blog
    retired_because: {sv: Q., en: Q.}
"""
PAID = "    basis: [ftc-endorsements]\n    applies_to: {countries: [US]}\n"
BOOK = "    owner: policy-owner\n"
GONE = "    replaced_by: share-job-posts\n"
MISSION = "{sv: Vara en god kollega också på nätet., en: Be a good colleague online too.}"
TO_RETIRED = "{sv: 'Se [q](id:no-sharing).', en: Q.}"
ACKNOWLEDGE = (
    'acknowledge_link: "https://forms.example.com/read?version={version}&proof={hash}&role={role}"'
)

EDGES: dict[str, tuple[list[tuple[str, str, str]], list[str]]] = {
    "a tag that is only closed": (
        [("roles.yml", MISSION, "{sv: En god</b> kollega., en: A good colleague.}")],
        ["PB301"],
    ),
    "a link to a retired entry": ([("roles.yml", MISSION, TO_RETIRED)], ["PB303"]),
    "a link to a retired entry without a replacement": (
        [("roles.yml", MISSION, TO_RETIRED), ("policy/posting.yml", GONE, "")],
        ["PB205"],
    ),
    "a link to a current entry with a replacement": (
        [
            ("roles.yml", MISSION, "{sv: 'Se [q](id:reply-in-time).', en: Q.}"),
            ("policy/posting.yml", "    ask: moderator\n", f"    ask: moderator\n{GONE}"),
        ],
        ["PB210"],
    ),
    "a condition of a check without a word": (
        [("tone.yml", "sv: [rabattkod]", "sv: ['!']")],
        ["PB467"],
    ),
    "words that are any words": ([("tone.yml", "sv: [mottaget]", "sv: ['* *']")], ["PB467"]),
    "no link to acknowledge the handbook": ([("playbook.yml", ACKNOWLEDGE, "")], []),
    "a channel without a backup": ([("channels.yml", BLOG, "")], ["PB422"]),
    "a channel whose backup is its owner": (
        [("channels.yml", BLOG, "    backup: policy-owner\n")],
        ["PB423"],
    ),
    "a retired channel without a backup": (
        [("channels.yml", "  - id: old-forum\n", f"{FORUM}{RETIRED}\n  - id: old-forum\n")],
        [],
    ),
    "a current channel without a backup": (
        [("channels.yml", "  - id: old-forum\n", f"{FORUM}\n  - id: old-forum\n")],
        ["PB422"],
    ),
    "a retired channel whose backup is its owner": (
        [
            (
                "channels.yml",
                "  - id: old-forum\n",
                f"{FORUM}{RETIRED}    backup: policy-owner\n\n  - id: old-forum\n",
            )
        ],
        [],
    ),
    "a channel without a backup after a retired one": (
        [
            ("channels.yml", "  - id: company-blog\n", f"{FORUM}{RETIRED}\n  - id: company-blog\n"),
            ("channels.yml", BLOG, ""),
        ],
        ["PB422"],
    ),
    "a reference to a current entry with a replacement": (
        [("reading.yml", BOOK, f"{BOOK}    replaced_by: marketing-act\n")],
        ["PB210"],
    ),
    "a reference to a retired entry": ([("reading.yml", BOOK, BOOK + RETIRED)], ["PB204"]),
    "a reference from one retired entry to another": (
        [
            ("reading.yml", BOOK, BOOK + RETIRED),
            ("policy/posting.yml", "see_also: [spot-hidden-ads, ", "see_also: ["),
            ("policy/posting.yml", GONE, f"{GONE}    see_also: [spot-hidden-ads]\n"),
        ],
        [],
    ),
    "a reference to a retired entry without a replacement": (
        [("reading.yml", BOOK, BOOK + RETIRED.replace("    replaced_by: company-blog\n", ""))],
        ["PB205"],
    ),
    "replacements that lead into a loop": (
        [
            ("policy/posting.yml", GONE, "    replaced_by: spot-hidden-ads\n"),
            ("policy/posting.yml", "see_also: [spot-hidden-ads, ", "see_also: ["),
            (
                "reading.yml",
                "entries:\n",
                "entries:\n  - id: other\n    title: {sv: Q, en: Q}\n    author: Q\n"
                "    year: 2020\n    why: {sv: Q., en: Q.}\n"
                + RETIRED.replace("company-blog", "spot-hidden-ads"),
            ),
            ("reading.yml", BOOK, BOOK + RETIRED.replace("company-blog", "other")),
        ],
        ["PB211", "PB211"],
    ),
    "a coming yes_if with the conditions of the rule": (
        [("policy/posting.yml", "      verdict: yes\n", "      verdict: yes_if\n")],
        [],
    ),
    "a coming yes_if with conditions of its own": (
        [
            (
                "policy/posting.yml",
                PAID,
                f"{PAID}    pending:\n      from: 2026-09-01\n      verdict: yes_if\n"
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


@pytest.mark.parametrize(("changes", "codes"), EDGES.values(), ids=EDGES)
def test_the_codes_at_the_edge_of_a_check(
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
def test_somebody_else_can_do_what_must_be_done_every_day(
    small_project: Path, permission: str, needs_backup: bool
) -> None:
    replace(small_project, "roles.yml", "    may: [share]\n", f"    may: [{permission}]\n")
    lines = problem_lines(small_project)
    assert ["PB422: 'employee' has no backup" in line for line in lines] == [True] * needs_backup


@pytest.mark.parametrize(("count", "listed"), [(12, True), (13, False)])
def test_a_dozen_ids_can_be_listed(small_project: Path, count: int, listed: bool) -> None:
    replace(small_project, "contacts.yml", "backup: legal-desk", "backup: xyz")
    with (small_project / "playbook_data" / "contacts.yml").open("a", encoding="utf-8") as file:
        for number in range(count - 2):
            file.write(
                f"\n  - id: desk-{number}\n    title: {{sv: Q, en: Q}}\n    for: {{sv: Q, en: Q}}\n"
                "    hours: {sv: Q, en: Q}\n    address: {email: q@example.com}\n"
            )
    (line,) = (line for line in problem_lines(small_project) if "PB202" in line)
    assert ("press-desk, legal-desk, desk-0" in line) is listed


@pytest.mark.parametrize(
    ("count", "ending"),
    [
        (1, "of any kind"),
        (2, "of any kind; also in 1 more place:"),
        (5, "of any kind; also in 4 more places:"),
    ],
)
def test_an_unknown_id_is_one_problem_with_all_its_locations(
    small_project: Path, count: int, ending: str
) -> None:
    with (small_project / "playbook_data" / "reading.yml").open("a", encoding="utf-8") as file:
        file.write(f"    see_also: [{', '.join(['xyz'] * count)}]\n")
    (line,) = (line for line in problem_lines(small_project) if "PB202" in line)
    assert f"no entry has the id 'xyz'; write the id of an entry {ending}" in line
    assert line.endswith(ending)


def test_a_retired_or_hidden_entry_needs_no_review_before_adoption(small_project: Path) -> None:
    replace(small_project, "policy/posting.yml", "  reviewed: 2026-02-10\n", "")
    lines = problem_lines(small_project, adopted=True)
    found = [line.split("'")[1] for line in lines if " PB605: " in line]
    assert found == ["share-job-posts", "reply-in-time", "posts-a-week"]
