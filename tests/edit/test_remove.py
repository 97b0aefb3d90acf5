"""``playbook remove``: the plan names every place, and all of it is written, or nothing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import commit, git
from hypothesis import given, settings
from hypothesis import strategies as st

from playbook.cli import main
from playbook.edit.draft import EditRefusal, read_draft
from playbook.edit.language_removal import plan_language_removal
from playbook.edit.removal import Plan, Request, ids_of_chapter, ids_of_kind, plan_removal
from playbook.kinds import KINDS
from playbook.project import DATA_FOLDER, read_project
from support import SMALL, copy_small, problem_lines, replace


def remove(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["remove", *arguments, "--project", str(project)])


def texts(project: Path) -> Mapping[str, str]:
    """The text of each file of a project's data and pages."""
    files = [path for folder in (DATA_FOLDER, "docs") for path in (project / folder).rglob("*.*")]
    return {path.relative_to(project).as_posix(): path.read_bytes().decode() for path in files}


def text(project: Path, name: str) -> str:
    return (project / DATA_FOLDER / name).read_text(encoding="utf-8")


def test_an_entry_is_removed_with_the_references_in_lists(small_project: Path) -> None:
    result = remove(small_project, "entry", "spot-hidden-ads", "--yes")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "playbook_data/policy/posting.yml:84:16: remove the reference to 'spot-hidden-ads'\n"
        "playbook_data/reading.yml:2:5: remove 'spot-hidden-ads'\n"
        "2 files changed\n"
    )
    assert text(small_project, "reading.yml") == "entries: []\n"
    assert "    see_also: [moderator, public-record]\n" in text(small_project, "policy/posting.yml")
    assert problem_lines(small_project) == []


def test_a_link_in_prose_needs_a_decision(small_project: Path) -> None:
    before = texts(small_project)
    result = remove(small_project, "entry", "how-do-i-reply", "--yes")
    assert result.exit_code == 1
    assert "4 references to 'how-do-i-reply' need a replacement (--replace how-do-i-reply=NEW;" in (
        result.stdout
    )
    assert texts(small_project) == before
    result = remove(small_project, "entry", "how-do-i-reply", "--yes", "--unlink")
    assert result.exit_code == 0, result.output
    assert "Följ rutinen.\n" in text(small_project, "roles.yml")
    assert problem_lines(small_project) == []


def test_a_link_in_prose_is_replaced(small_project: Path) -> None:
    arguments = ("--replace", "how-do-i-reply=reply-in-time", "--yes")
    result = remove(small_project, "entry", "how-do-i-reply", *arguments)
    assert result.exit_code == 0, result.output
    assert "[rutinen](id:reply-in-time)" in text(small_project, "roles.yml")
    assert problem_lines(small_project) == []


def test_what_nothing_uses_afterwards_is_removed_as_well(small_project: Path) -> None:
    result = remove(small_project, "kind", "flows", "--unlink", "--yes")
    assert result.exit_code == 0, result.output
    assert "remove 'threat-checklist' as well, because nothing else refers to it" in result.stdout
    assert not (small_project / DATA_FOLDER / "flows.yml").exists()
    assert problem_lines(small_project) == []


def test_unused_entries_that_are_kept_are_new_problems(small_project: Path) -> None:
    before = texts(small_project)
    result = remove(small_project, "kind", "flows", "--unlink", "--yes", "--keep-unused")
    assert result.exit_code == 1
    assert "PB723: nothing refers to 'threat-checklist' of checklists" in result.stdout
    assert texts(small_project) == before


def test_an_exception_for_a_replaced_role_is_then_for_its_replacement(small_project: Path) -> None:
    replacements = [
        argument
        for new in ("policy-owner", "employee")
        for argument in ("--replace", f"moderator={new}")
    ]
    result = remove(small_project, "role", "moderator", *replacements, "--yes")
    assert result.exit_code == 0, result.output
    rules = text(small_project, "policy/posting.yml")
    assert "- when: {account: [official], roles: [policy-owner]}\n" in rules
    assert "Moderatorn delar inte i tjänsten" in rules
    assert "Vänder sig inlägget till USA" in rules
    assert "backup: employee" in text(small_project, "channels.yml")  # its owner is policy-owner
    assert "role_hours" not in text(small_project, "playbook.yml")
    assert problem_lines(small_project) == []


def test_the_plan_lists_the_words_that_remain_of_a_replaced_role(small_project: Path) -> None:
    page = small_project / "docs" / "parking.md"
    page.parent.mkdir()
    page.write_text("# Parkering\n\nModeratorerna parkerar här.\n", encoding="utf-8")
    replacements = ("--replace", "moderator=policy-owner", "--replace", "moderator=employee")
    output = remove(small_project, "role", "moderator", *replacements, "--yes").stdout
    for location, word in re.findall(r"^(\S+): the word '(\w+)' remains here", output, re.M):
        path, number, column = location.split(":")
        line = (small_project / path).read_text(encoding="utf-8").split("\n")[int(number) - 1]
        assert line[int(column) - 1 :].startswith(word)
        assert word.lower().startswith("moderator")
    assert "docs/parking.md:3:1: the word 'Moderatorerna' remains here" in output
    assert ": the word 'Moderatorn' remains here" in output


def test_a_replacement_that_a_list_has_already_is_not_repeated(small_project: Path) -> None:
    arguments = ("--replace", "spot-hidden-ads=public-record", "--yes")
    replace(
        small_project, "policy/posting.yml",
        "see_also: [spot-hidden-ads, moderator, public-record]",
        "see_also: [spot-hidden-ads, public-record]",
    )  # fmt: skip
    assert remove(small_project, "entry", "spot-hidden-ads", *arguments).exit_code == 0
    assert "    see_also: [public-record]\n" in text(small_project, "policy/posting.yml")


def test_an_exception_for_a_removed_role_only_is_removed(small_project: Path) -> None:
    draft = read_draft(small_project)
    ids = frozenset({"moderator"})
    plan = plan_removal(draft, Request(ids, unlink=ids))
    scopes = [step.location for step in plan.steps if step.change.key == "edit.removed-scope"]
    assert [(place.path, place.line) for place in scopes] == [
        ("playbook_data/policy/posting.yml", 46)
    ]


def test_a_rule_for_a_removed_role_only_needs_a_decision(small_project: Path) -> None:
    replace(
        small_project, "policy/posting.yml",
        "    no_answer: no\n    applies_to: {account: [official]}",
        "    no_answer: no\n    applies_to: {roles: [moderator]}",
    )  # fmt: skip
    draft = read_draft(small_project)
    new = {"moderator": ("policy-owner", "employee")}
    plan = plan_removal(draft, Request(frozenset({"moderator"}), replacements=new))
    assert "applies_to: {roles: [policy-owner]}" in str(
        plan.texts[f"{DATA_FOLDER}/policy/posting.yml"]
    )
    plan = plan_removal(draft, Request(frozenset({"moderator"}), unlink=frozenset({"moderator"})))
    assert ("entries", 1, "applies_to", "roles", 0) in [use.path for use in plan.undecided]


def test_a_chapter_is_removed_with_its_rules_and_its_file(small_project: Path) -> None:
    result = remove(small_project, "chapter", "posting", "--yes")
    assert result.exit_code == 0, result.output
    assert not (small_project / DATA_FOLDER / "policy").exists()
    assert problem_lines(small_project) == []


def test_the_keys_after_a_removed_one_get_new_numbers(small_project: Path) -> None:
    assert remove(small_project, "entry", "be-human", "--yes").exit_code == 0
    playbook = read_project(small_project).playbook
    assert playbook
    assert [getattr(key, "order", 0) for key in playbook.of_kind("keys")] == [1, 2, 3, 4, 5, 6]


def test_comments_line_endings_and_quotes_stay(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "policy" / "posting.yml"
    old = path.read_text(encoding="utf-8").replace("see_also: [spot", "see_also: [ 'spot")
    old = old.replace("hidden-ads, mod", "hidden-ads',  # read it\n      mod")
    path.write_bytes(old.replace("\n", "\r\n").encode())
    assert remove(small_project, "entry", "thank-you", "--unlink", "--yes").exit_code == 0
    assert path.read_bytes() == old.replace("\n", "\r\n").encode()
    assert remove(small_project, "entry", "spot-hidden-ads", "--yes").exit_code == 0
    new = old.replace("[ 'spot-hidden-ads',  # read it\n      mod", "[ mod")
    assert path.read_bytes() == new.replace("\n", "\r\n").encode()


def test_without_a_terminal_nothing_is_written_without_yes(small_project: Path) -> None:
    before = texts(small_project)
    result = remove(small_project, "entry", "spot-hidden-ads")
    assert (result.exit_code, result.stderr) == (
        1, "nothing was written; add --yes to write the files\n"
    )  # fmt: skip
    assert remove(small_project, "entry", "spot-hidden-ads", "--dry-run").exit_code == 0
    assert texts(small_project) == before


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("entry", "nothing"), "there is no entry of that type with the id 'nothing'"),
        (("role", "listen"), "there is no entry of that type with the id 'listen'"),
        (("chapter", "listen"), "'listen' does not exist; use one of: posting"),
        (("language", "de"), "'de' does not exist; use one of: sv, en"),
        (("language", "sv", "en"), "a handbook needs a language: keep one of them"),
        (("entry", "listen", "--replace", "viral=learn"), "--replace names 'viral', which is not"),
        (("entry", "listen", "--replace", "listen=no"), "'no' cannot replace anything"),
        (("language", "en", "--keep-unused"), "--keep-unused: not for languages"),
        (
            ("language", "en", "--replace", "a=b", "--retire", "en=A."),
            "--replace, --retire: not for languages",
        ),
        (("entry", "listen", "--replace", "listen"), "write two parts with = between them"),
    ],
)
def test_a_wrong_name_is_refused(
    small_project: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = texts(small_project)
    result = remove(small_project, *arguments, "--yes")
    assert result.exit_code in (1, 2)
    assert message in result.stderr
    assert texts(small_project) == before


def test_data_with_errors_is_not_edited(small_project: Path) -> None:
    replace(small_project, "roles.yml", "  - id: employee\n", "  - id: Employee\n")
    result = remove(small_project, "entry", "listen", "--yes")
    assert result.exit_code == 1
    assert "the data has errors" in result.stderr
    assert "PB1" in result.stdout


def test_unlink_removes_links_in_hand_written_pages(small_project: Path) -> None:
    page = small_project / "docs" / "own.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text("See [the rules](policy/posting/index.md), [us](about.md).\n", "utf-8")
    result = remove(small_project, "chapter", "posting", "--yes")
    assert "docs/own.md:1:5" in result.stdout
    assert result.exit_code == 1
    assert remove(small_project, "chapter", "posting", "--yes", "--unlink").exit_code == 0
    assert page.read_text("utf-8") == "See the rules, [us](about.md).\n"


def test_notes_of_the_next_release_on_what_is_removed_are_removed(small_project: Path) -> None:
    notes = small_project / "changes" / "next.yml"
    notes.parent.mkdir()
    notes.write_text(
        "note: {sv: Ny., en: New.}\neditorial: {spot-hidden-ads: A comma., viral: Two.}\n", "utf-8"
    )
    assert remove(small_project, "entry", "spot-hidden-ads", "--yes").exit_code == 0
    assert remove(small_project, "language", "sv", "--yes").exit_code == 0
    assert notes.read_text("utf-8") == "note: {en: New.}\neditorial: {viral: Two.}\n"


def test_an_organisations_own_language_is_removed(small_project: Path) -> None:
    own = small_project / DATA_FOLDER / "languages" / "fi" / "ui.yml"
    own.parent.mkdir(parents=True)
    own.write_text("print: Tulosta\n", encoding="utf-8")
    settings = "missing_text: notice\nlanguages: [sv, en, fi]\n"
    replace(small_project, "playbook.yml", "languages: [sv, en]\n", settings)
    result = remove(small_project, "language", "fi", "--yes")
    assert result.exit_code == 0, result.output
    assert not own.parent.parent.exists()
    assert problem_lines(small_project) == []


def test_a_field_that_has_no_meaning_without_a_removed_one_is_removed(
    small_project: Path,
) -> None:
    replace(small_project, "policy/posting.yml", "    ask: moderator\n", "    ask: legal-desk\n")
    result = remove(small_project, "entry", "legal-desk", "--unlink", "--yes")
    assert result.exit_code == 0, result.output
    assert "remove 'no_answer', which has no meaning without 'ask'" in result.stdout
    assert "no_answer" not in text(small_project, "policy/posting.yml")
    assert problem_lines(small_project) == []


def test_the_team_of_a_removed_role_is_removed(small_project: Path) -> None:
    teams = "  branch: main\n  teams: {moderator: '@mod', policy-owner: '@own'}\n"
    replace(small_project, "playbook.yml", "  branch: main\n", teams)
    new = {"moderator": ("policy-owner", "employee")}
    request = Request(frozenset({"moderator"}), replacements=new)
    plan = plan_removal(read_draft(small_project), request)
    assert plan.is_possible
    assert "teams: {policy-owner: '@own'}\n" in str(plan.texts[f"{DATA_FOLDER}/playbook.yml"])


@pytest.fixture
def released(small_project: Path) -> Path:
    """A repository whose data is released as 1.0.0."""
    git(small_project, "init", "--quiet", "-b", "main", ".")
    commit(small_project, "The first text", "2026-03-02T08:00:00Z")
    git(small_project, "tag", "v1.0.0")
    return small_project


def test_a_published_entry_is_not_removed_by_default(released: Path) -> None:
    before = texts(released)
    result = remove(released, "entry", "posts-a-week", "reply-in-time", "--yes")
    assert result.exit_code == 1
    assert "'reply-in-time' is in a release, and readers may have links to it: " in result.stdout
    assert "'posts-a-week' is in" not in result.stdout  # a draft
    assert texts(released) == before


def test_a_published_entry_is_retired_with_a_reason(released: Path) -> None:
    reasons = ("--retire", "sv=Vi svarar inte.", "--retire", "en=We do not reply: it's over.")
    result = remove(released, "entry", "reply-in-time", *reasons, "--yes")
    assert result.exit_code == 0, result.output
    assert problem_lines(released) == []
    playbook = read_project(released).playbook
    assert playbook
    entry = playbook.entries["reply-in-time"]
    assert entry.status == "retired"
    assert entry.retired_because == {
        "sv": "Vi svarar inte.", "en": "We do not reply: it's over."
    }  # fmt: skip


def test_a_reason_is_needed_in_each_language(released: Path) -> None:
    result = remove(released, "entry", "reply-in-time", "--retire", "sv=Slut.", "--yes")
    assert result.exit_code == 1
    assert "in each language: sv, en" in result.stderr


def test_what_replaces_a_published_entry_gets_its_address(released: Path) -> None:
    arguments = ("--replace", "share-job-posts=reply-in-time", "--unlink", "--yes")
    result = remove(released, "entry", "share-job-posts", *arguments)
    assert "'marketing-act' is in a release" in result.stdout  # only the removed rule refers to it
    assert "'share-job-posts' is in" not in result.stdout
    reasons = ("--retire", "sv=Slut.", "--retire", "en=Over.")
    result = remove(released, "entry", "share-job-posts", *arguments, *reasons)
    assert result.exit_code == 0, result.output
    assert problem_lines(released) == []
    playbook = read_project(released).playbook
    assert playbook
    ids = playbook.entries["reply-in-time"].previous_ids
    assert ids == ["repost-from-work", "share-job-posts"]


def test_a_language_is_removed(small_project: Path) -> None:
    replace(small_project, "contacts.yml", "hours: {sv: Vardagar, en: Weekdays}",
            "hours: {sv: Vardagar, en: Weekdays}  # also in July")  # fmt: skip
    result = remove(small_project, "language", "en", "--yes")
    assert result.exit_code == 0, result.output
    assert problem_lines(small_project) == []
    assert "    hours: {sv: Vardagar}  # also in July\n" in text(small_project, "contacts.yml")
    assert "languages: [sv]\n" in text(small_project, "playbook.yml")
    tone = text(small_project, "tone.yml")
    assert "situations: [post], languages: [sv]}" in tone
    assert "swap: {sv: {föreligger: finns}}" in tone
    assert "aforesaid" not in tone


def test_the_pages_of_a_language_and_their_settings_are_removed(small_project: Path) -> None:
    _write_pages(small_project)
    result = remove(small_project, "language", "en", "--yes")
    assert result.exit_code == 1
    assert "no other language has the page en/only.md" in result.stdout
    result = remove(small_project, "language", "en", "--yes", "--unlink")
    assert result.exit_code == 0, result.output
    assert not (small_project / "docs" / "en").exists()
    page = (small_project / "docs" / "own.md").read_text("utf-8")
    assert page == "# Egen\n\n[Andra](own.md), bara och [vi](https://example.com/en/).\n"
    assert (small_project / "mkdocs.yml").read_text("utf-8") == (
        "site_name: A\nnot_in_nav: |  # for editors\n  /own.md\nnav:\n  - own.md\n"
    )


def test_the_folder_of_pages_stays_without_its_pages(small_project: Path) -> None:
    page = small_project / "docs" / "en" / "a.md"
    page.parent.mkdir(parents=True)
    page.write_text("# A\n", encoding="utf-8")
    result = remove(small_project, "language", "en", "--yes")
    assert "docs:1:1: keep the empty folder in Git\n" in result.stdout
    assert [path.name for path in (small_project / "docs").rglob("*")] == [".gitkeep"]


def test_schemas_that_cannot_be_updated_are_reported(small_project: Path) -> None:
    CliRunner().invoke(main, ["schema", str(small_project)])
    names = small_project / "schema" / "names.json"
    names.rename(names.with_name("own.json"))
    names.symlink_to("own.json")
    result = remove(small_project, "entry", "spot-hidden-ads", "--yes")
    assert result.exit_code == 0, result.output
    assert result.stdout.endswith(
        "2 files changed\nthe schemas in schema/ are not updated: run 'playbook check'\n"
    )


def test_the_pages_of_a_new_first_language_move_to_the_top(small_project: Path) -> None:
    _write_pages(small_project)
    result = remove(small_project, "language", "sv", "--yes")
    assert result.exit_code == 0, result.output
    docs = small_project / "docs"
    assert sorted(path.relative_to(docs).as_posix() for path in docs.rglob("*.*")) == [
        "assets/logo.svg", "only.md", "own.md"
    ]  # fmt: skip
    assert (docs / "own.md").read_text("utf-8") == (
        "# Own\n\n![Logo](assets/logo.svg) [Only](only.md#a) [Swedish](own.md) "
        "[health](health/index.md)\n"
    )
    assert "/own.md\n  /only.md\n" in (small_project / "mkdocs.yml").read_text("utf-8")


def _write_pages(project: Path) -> None:
    pages = {
        "docs/own.md": "# Egen\n\n[Andra](en/own.md), [bara](en/only.md) och "
        "[vi](https://example.com/en/).\n",
        "docs/assets/logo.svg": "<svg/>",
        "docs/en/own.md": "# Own\n\n![Logo](../assets/logo.svg) [Only](only.md#a) "
        "[Swedish](../own.md) [health](health/index.md)\n",
        "docs/en/only.md": "# Only\n",
        "mkdocs.yml": "site_name: A\nnot_in_nav: |  # for editors\n  /own.md\n  /en/only.md\n"
        "nav:\n  - own.md\n  - English:\n      - en/own.md\n",
    }
    for name, content in pages.items():
        path = project / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content, encoding="utf-8")


def test_a_language_with_a_text_in_no_other_language_is_not_removed(small_project: Path) -> None:
    settings = "missing_text: notice\nlanguages: [sv, en]\n"
    replace(small_project, "playbook.yml", "languages: [sv, en]\n", settings)
    replace(small_project, "reading.yml", "{sv: Kort och klar., en: Short and clear.}",
            "{en: Short and clear.}")  # fmt: skip
    before = texts(small_project)
    result = remove(small_project, "language", "en", "--yes")
    assert result.exit_code == 1
    assert "playbook_data/reading.yml:10:10: error PB" in result.stdout
    assert texts(small_project) == before


def possible_names() -> list[tuple[str, str]]:
    """The type and the name of each thing that can be removed."""
    playbook = read_project(SMALL).playbook
    assert playbook
    names = [("entry", id) for id in playbook.entries]
    names += [("kind", kind) for kind in KINDS]
    return [*names, ("chapter", "posting"), ("language", "en"), ("language", "sv")]


def planned(project: Path, what: str, name: str, *, unlink: bool) -> Plan | None:
    """The plan for the removal of one thing, or None if it is refused."""
    draft = read_draft(project)
    try:
        if what == "language":
            return plan_language_removal(draft, [name], unlink=unlink)
        ids, files = {
            "entry": lambda: (frozenset({name}), frozenset[str]()),
            "kind": lambda: ids_of_kind(draft, name),
            "chapter": lambda: ids_of_chapter(draft, name),
        }[what]()
        return plan_removal(draft, Request(ids, files, unlink=ids if unlink else frozenset()))
    except EditRefusal:
        return None


@pytest.mark.slow
@settings(max_examples=60)
@given(chosen=st.sampled_from(possible_names()), unlink=st.booleans())
def test_any_removal_leaves_data_without_problems_or_writes_nothing(
    tmp_path_factory: pytest.TempPathFactory, chosen: tuple[str, str], unlink: bool
) -> None:
    project = copy_small(tmp_path_factory.mktemp("removal"))
    before = texts(project)
    plan = planned(project, *chosen, unlink=unlink)
    assert texts(project) == before
    arguments = [*chosen, "--yes", *(["--unlink"] if unlink else [])]
    result = remove(project, *arguments)
    if plan is None or not plan.is_possible:
        assert result.exit_code == 1
        assert texts(project) == before
    else:
        assert result.exit_code == 0, result.output
        found = [line for line in problem_lines(project) if ": notice PB" not in line]
        assert found == []
