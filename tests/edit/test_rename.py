"""``playbook rename``: one change for readers, and no reference is lost."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from changes.renaming import moves, read_playbook
from playbook.changes.change import BINDING
from playbook.changes.compare import compare
from playbook.cli import main
from playbook.project import DATA_FOLDER
from support import SMALL, problem_lines, replace


def rename(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["rename", *arguments, "--project", str(project)])


def text(project: Path, name: str) -> str:
    return (project / DATA_FOLDER / name).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("moderator", "host"),
        ("press-desk", "media-desk"),
        ("share-job-posts", "share-jobs"),
        ("marketing-act", "the-marketing-act"),
        ("company-blog", "blog"),
    ],
)
def test_a_new_id_is_one_change_that_binds_nobody(small_project: Path, old: str, new: str) -> None:
    before = read_playbook(SMALL)
    result = rename(small_project, old, new, "--yes")
    assert result.exit_code == 0, result.output
    assert problem_lines(small_project) == []
    changes = compare(before, read_playbook(small_project), "sv")
    assert moves(changes) == {new: old}
    assert [change for change in changes if change.change_type in BINDING] == []


def test_the_report_of_changes_has_one_line(small_project: Path) -> None:
    assert rename(small_project, "moderator", "host", "--yes").exit_code == 0
    result = CliRunner().invoke(main, ["diff", str(SMALL), str(small_project), "--language", "en"])
    assert result.exit_code == 0, result.output
    assert result.stdout.count("moderator") == 1, result.stdout
    assert "1 change" in result.stdout


def test_a_chapter_is_renamed_with_its_file_and_its_links(small_project: Path) -> None:
    page = small_project / "docs" / "own.md"
    page.parent.mkdir(exist_ok=True)
    page.write_text(
        "[All](policy/posting/index.md), [one](policy/posting/index.md#reply-in-time), "
        "[other](policy/index.md)\n", "utf-8",
    )  # fmt: skip
    before = read_playbook(SMALL)
    result = rename(small_project, "posting", "writing", "--yes")
    assert result.exit_code == 0, result.output
    assert not (small_project / DATA_FOLDER / "policy" / "posting.yml").exists()
    assert "[kapitlet](id:writing)" in text(small_project, "policy/writing.yml")
    assert page.read_text("utf-8") == (
        "[All](policy/writing/index.md), [one](policy/writing/index.md#reply-in-time), "
        "[other](policy/index.md)\n"
    )
    assert problem_lines(small_project) == []
    changes = compare(before, read_playbook(small_project), "sv")
    assert [change for change in changes if change.change_type in BINDING] == []


def test_a_value_is_renamed_in_fields_and_in_texts(small_project: Path) -> None:
    before = read_playbook(SMALL)
    result = rename(small_project, "reply_within", "answer_within", "--yes")
    assert result.exit_code == 0, result.output
    assert problem_lines(small_project) == []
    assert "  answer_within: {duration: {amount: 1" in text(small_project, "playbook.yml")
    assert "- Svara inom {answer_within}." in text(small_project, "roles.yml")
    assert "    reply_within: answer_within\n" in text(small_project, "channels.yml")
    changes = compare(before, read_playbook(small_project), "sv")
    assert [change for change in changes if change.change_type in BINDING] == []


def test_a_link_in_a_page_to_an_entry_gets_its_new_anchor(small_project: Path) -> None:
    page = small_project / "docs" / "en" / "own.md"
    page.parent.mkdir(parents=True)
    page.write_text("[one](policy/posting/index.md#reply-in-time)\n", "utf-8")
    assert rename(small_project, "reply-in-time", "reply-soon", "--yes").exit_code == 0
    assert page.read_text("utf-8") == "[one](policy/posting/index.md#reply-soon)\n"


def test_the_team_of_a_role_is_renamed(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "  branch: main\n",
            "  branch: main\n  teams: {moderator: '@mod'}\n")  # fmt: skip
    assert rename(small_project, "moderator", "host", "--yes").exit_code == 0
    assert "teams: {host: '@mod'}" in text(small_project, "playbook.yml")


def test_the_note_on_a_change_gets_the_new_id(small_project: Path) -> None:
    notes = small_project / "changes" / "next.yml"
    notes.parent.mkdir()
    notes.write_text("editorial:\n  moderator: A comma.  # ours\n", encoding="utf-8")
    assert rename(small_project, "moderator", "host", "--yes").exit_code == 0
    assert notes.read_text("utf-8") == "editorial:\n  host: A comma.  # ours\n"


def test_a_second_new_name_keeps_both_former_ids(small_project: Path) -> None:
    assert rename(small_project, "share-job-posts", "share-jobs", "--yes").exit_code == 0
    assert rename(small_project, "share-jobs", "share-ads", "--yes").exit_code == 0
    assert "previous_ids: [repost-from-work, share-job-posts, share-jobs]" in text(
        small_project, "policy/posting.yml"
    )
    assert problem_lines(small_project) == []


def test_a_new_name_can_be_undone(small_project: Path) -> None:
    before = read_playbook(SMALL)
    assert rename(small_project, "share-job-posts", "share-jobs", "--yes").exit_code == 0
    result = rename(small_project, "share-jobs", "share-job-posts", "--yes")
    assert result.exit_code == 0, result.output
    assert "previous_ids: [repost-from-work, share-jobs]" in text(
        small_project, "policy/posting.yml"
    )
    assert problem_lines(small_project) == []
    changes = compare(before, read_playbook(small_project), "sv")
    assert [change for change in changes if change.change_type in BINDING] == []


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("nothing", "new"), "there is no entry, chapter or value with the name 'nothing'"),
        (("moderator", "Host"), "'Host' is not a valid name"),
        (("moderator", "employee"), "the name 'employee' is or was used"),
        (("moderator", "repost-from-work"), "the name 'repost-from-work' is or was used"),
        (("reply_within", "act_within"), "the name 'act_within' is or was used"),
        (("reply_within", "reply-within"), "'reply-within' is not a valid name"),
        (("moderator", "host", "--what", "value"), "there is no entry, chapter or value"),
    ],
)
def test_a_wrong_name_is_refused(
    small_project: Path, arguments: tuple[str, ...], message: str
) -> None:
    before = text(small_project, "roles.yml")
    result = rename(small_project, *arguments, "--yes")
    assert result.exit_code == 1
    assert message in result.stderr
    assert text(small_project, "roles.yml") == before


def test_an_ambiguous_name_needs_its_type(small_project: Path) -> None:
    rename(small_project, "reply_within", "listen", "--yes")
    result = rename(small_project, "listen", "hear", "--yes")
    assert "use --what with one of entry, value" in result.stderr
    assert rename(small_project, "listen", "hear", "--what", "value", "--yes").exit_code == 0
    assert problem_lines(small_project) == []
