"""``playbook new``: the skeleton is valid, and the rest of the file is unchanged."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from checks.broken_files import no_entries
from playbook.cli import main
from playbook.kinds import KINDS
from playbook.project import DATA_FOLDER, read_project
from support import problem_lines, replace


def run(project: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["new", "--project", str(project), *arguments])


def arguments_for(kind: str) -> list[str]:
    return [kind, f"brand-new-{kind}", *(["--chapter", "posting"] if kind == "policy" else [])]


@pytest.mark.parametrize("kind", KINDS)
def test_the_skeleton_of_every_kind_is_valid(small_project: Path, kind: str) -> None:
    result = run(small_project, *arguments_for(kind))
    assert result.exit_code == 0, result.output
    # A new key is reported: it is the eighth one (PB401) and has no place in the order yet.
    assert [line for line in problem_lines(small_project) if " PB40" not in line] == []
    playbook = read_project(small_project).playbook
    assert playbook
    assert playbook.entries[f"brand-new-{kind}"].status == "draft"
    path, line, _ = result.stdout.split(":", 2)
    first_line = (small_project / path).read_text(encoding="utf-8").splitlines()[int(line) - 1]
    assert first_line == f"  - id: brand-new-{kind}"


def test_texts_of_the_skeleton_have_lines_of_their_own(small_project: Path) -> None:
    """Within braces and brackets, a comma in the first sentence that is written there ends it."""
    assert run(small_project, *arguments_for("policy")).exit_code == 0
    text = (small_project / DATA_FOLDER / "policy/posting.yml").read_text(encoding="utf-8")
    skeleton = text.partition("- id: brand-new-policy")[2]
    assert (
        "    statement:  # The rule itself, in one or two sentences.\n      sv: >\n        …\n"
        in skeleton
    )
    assert "      dont:  # Examples of doing it wrong.\n        sv:\n          - …\n" in skeleton
    assert "    ask: " in skeleton
    assert "    asked_as:  # " in skeleton
    for old, new in (
        ("verdict: yes", "verdict: ask_first"),
        ("…", "Ja, om du frågar, och bara då."),
    ):
        assert old in skeleton
        skeleton = skeleton.replace(old, new)
    path = small_project / DATA_FOLDER / "policy/posting.yml"
    path.write_text(
        f"{text.partition('- id: brand-new-policy')[0]}- id: brand-new-policy{skeleton}"
    )
    assert problem_lines(small_project) == []


@pytest.mark.parametrize("kind", KINDS)
def test_existing_content_stays_byte_for_byte(small_project: Path, kind: str) -> None:
    before = {path: path.read_bytes() for path in (small_project / DATA_FOLDER).rglob("*.yml")}
    run(small_project, *arguments_for(kind))
    after = {path: path.read_bytes() for path in (small_project / DATA_FOLDER).rglob("*.yml")}
    changed = [path for path in before if before[path] != after[path]]
    assert len(changed) == 1
    assert after[changed[0]].startswith(before[changed[0]])


def test_a_new_entry_is_added_after_the_last_entry_and_its_comments(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "contacts.yml"
    text = path.read_text(encoding="utf-8")
    defaults, entries = text.split("\n", 1)
    path.write_text(f"{entries}    # the last of them\n\n# below\n{defaults}\n", encoding="utf-8")
    assert run(small_project, *arguments_for("contacts")).exit_code == 0
    assert problem_lines(small_project) == []
    new_text = path.read_text(encoding="utf-8")
    head, tail = new_text.split("    # the last of them\n")
    assert head == entries
    assert tail.startswith("\n  - id: brand-new-contacts\n")
    assert tail.endswith(f"\n\n# below\n{defaults}\n")


def test_a_new_entry_follows_the_indentation_of_the_others(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "reading.yml"
    lines = path.read_text(encoding="utf-8").splitlines()
    path.write_text("\n".join([lines[0], *(line[2:] for line in lines[1:])]) + "\n", "utf-8")
    assert run(small_project, *arguments_for("reading")).exit_code == 0
    assert "\n\n- id: brand-new-reading\n  status: draft" in path.read_text(encoding="utf-8")
    assert problem_lines(small_project) == []


def test_a_kind_without_a_file_gets_one(small_project: Path) -> None:
    (small_project / DATA_FOLDER / "tone.yml").unlink()
    assert run(small_project, *arguments_for("tone")).exit_code == 0
    text = (small_project / DATA_FOLDER / "tone.yml").read_text(encoding="utf-8")
    assert text.startswith("# yaml-language-server: $schema=../schema/tone.json\n")
    assert [line for line in problem_lines(small_project) if "tone.yml" in line] == []


def test_windows_line_endings_stay(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "reading.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    run(small_project, *arguments_for("reading"))
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["poetry", "x"], "unknown kind 'poetry'"),
        (["tone", "Ny Ton"], "'Ny Ton' is not a valid id"),
        (
            ["tone", "press-desk"],
            "the id 'press-desk' is already used: playbook_data/contacts.yml:3:5",
        ),
        (["tone", "repost-from-work"], "it is a previous id of 'share-job-posts'"),
        (["tone", "posting"], "it is the id of a chapter"),
        (["policy", "new-rule"], "give a chapter with --chapter, one of: posting"),
        (["tone", "new-tone", "--chapter", "posting"], "tone has no chapters"),
        (["tone", "n" * 61], "digits and single hyphens, at most 60 characters"),
        (["tone", "new-tone", "--kind", "policy"], "--kind is only for chapters"),
    ],
)
def test_an_entry_that_cannot_be_created_is_refused(
    small_project: Path, arguments: list[str], message: str
) -> None:
    result = run(small_project, *arguments)
    assert result.exit_code == 2
    assert message in result.output
    assert problem_lines(small_project) == []


def test_a_file_with_invalid_yaml_is_not_changed(small_project: Path) -> None:
    replace(small_project, "tone.yml", "    trait:", "   trait:")
    before = (small_project / DATA_FOLDER / "tone.yml").read_bytes()
    assert run(small_project, *arguments_for("tone")).exit_code in (0, 2)
    if (small_project / DATA_FOLDER / "tone.yml").read_bytes() != before:
        pytest.fail("a file that cannot be read was written")


@pytest.mark.parametrize(
    "entries", ["entries: [\n]\n", '"entries": []\n', "entries: {}\n", "entries: &a []\n"]
)
def test_a_layout_that_does_not_allow_a_new_entry_is_refused(
    small_project: Path, entries: str
) -> None:
    no_entries(small_project / DATA_FOLDER)
    path = small_project / DATA_FOLDER / "contacts.yml"
    path.write_text(entries, encoding="utf-8")
    result = run(small_project, "contacts", "another-desk")
    assert result.exit_code == 2, result.output
    assert path.read_text("utf-8") == entries


def test_a_file_that_is_not_utf_8_is_not_changed(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "glossary.yml"
    path.write_bytes(path.read_bytes() + b"# \xff\n")
    before = path.read_bytes()
    result = run(small_project, *arguments_for("glossary"))
    assert (result.exit_code, path.read_bytes()) == (2, before)
    assert "glossary.yml cannot be read: run 'playbook check'" in result.stderr


def new_chapter(project: Path, *arguments: str) -> Result:
    return run(project, "chapter", *arguments)


def test_a_chapter_is_created_after_the_others(small_project: Path) -> None:
    result = new_chapter(small_project, "on-site")
    assert result.exit_code == 0, result.output
    assert result.stdout == (
        "playbook_data/policy/on-site.yml:2: added the chapter 'on-site'; replace each '…'\n"
    )
    playbook = read_project(small_project).playbook
    assert playbook
    assert [chapter.id for chapter in playbook.chapters["policy"]] == ["posting", "on-site"]
    assert run(small_project, "policy", "ask-first", "--chapter", "on-site").exit_code == 0
    assert problem_lines(small_project) == []
    playbook = read_project(small_project).playbook
    assert playbook
    assert playbook.chapter_of["ask-first"] == "on-site"


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (("posting",), "the id 'posting' is already used: it is the id of a chapter"),
        (("moderator",), "the id 'moderator' is already used"),
        (("On site",), "'On site' is not a valid id"),
        (("n" * 61,), "digits and single hyphens, at most 60 characters"),
        (("on-site", "--chapter", "posting"), "--chapter is only for entries"),
        (("on-site", "--kind", "roles"), "give a kind with chapters with --kind, one of: policy"),
    ],
)
def test_a_chapter_that_cannot_be_created_is_refused(
    small_project: Path, arguments: tuple[str, ...], message: str
) -> None:
    result = new_chapter(small_project, *arguments)
    assert result.exit_code == 2
    assert message in result.stderr


def test_an_empty_handbook_is_filled_step_by_step(small_project: Path) -> None:
    """A notice says what to write first, and no step causes an error."""
    no_entries(small_project / DATA_FOLDER)
    (notice,) = problem_lines(small_project)
    assert "playbook new roles ID" in notice
    result = run(small_project, "policy", "ask-first")
    assert "there are no chapters yet: create one with playbook new chapter ID" in result.stderr
    for arguments in (
        ("roles", "editor"),
        ("chapter", "on-site"),
        ("policy", "ask-first", "--chapter", "on-site"),
    ):
        assert run(small_project, *arguments).exit_code == 0
        assert problem_lines(small_project) == []
