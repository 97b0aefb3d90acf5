"""Checks that data in format 1 can be read, and that ``playbook fix`` migrates it."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook import FORMAT
from playbook.edit.fix import fixed_files
from playbook.model.migrations import STEPS
from playbook.problems import Location
from playbook.project import DATA_FOLDER, read_project
from support import problem_codes, replace, to_format_1


def write_fixes(project: Path) -> list[str]:
    fixed = fixed_files(project)
    for path, text in fixed.items():
        (project / path).write_bytes(text.encode())
    return list(fixed)


def contents(project: Path) -> dict[str, bytes]:
    return {path.name: path.read_bytes() for path in (project / DATA_FOLDER).rglob("*.yml")}


def test_every_older_format_has_a_migration_step() -> None:
    assert len(STEPS) == FORMAT - 1


def test_data_in_format_1_is_read_like_format_2(small_project: Path) -> None:
    current = read_project(small_project).playbook
    to_format_1(small_project)
    checked = read_project(small_project)
    assert checked.playbook
    assert current
    assert checked.playbook.entries == current.entries
    assert checked.playbook.settings == current.settings
    assert [problem.code for problem in checked.problems] == ["PB131"]
    (level,) = [entry for entry in checked.playbook.entries.values() if entry.suppress]
    origin = checked.playbook.origins[level.id]
    assert origin.location(("suppress", 0, "until")) == Location(
        "playbook_data/incidents.yml", 20, 80
    )


def test_fix_rewrites_format_1_as_the_original_format_2_files(small_project: Path) -> None:
    before = contents(small_project)
    to_format_1(small_project)
    assert contents(small_project) != before
    assert write_fixes(small_project) == [
        "playbook_data/channels.yml",
        "playbook_data/incidents.yml",
        "playbook_data/themes.yml",
        "playbook_data/playbook.yml",
    ]
    assert contents(small_project) == before
    assert write_fixes(small_project) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("format: 1", 'format: "1"  # since 2026'),
        ("format: 1", "format: '1'"),
        ("format: 1", "# the format\nformat:\n  1"),
    ],
)
def test_migration_keeps_comments_and_quotes(small_project: Path, old: str, new: str) -> None:
    to_format_1(small_project)
    replace(small_project, "playbook.yml", old, new)
    replace(small_project, "incidents.yml", "    silence:\n", "    'silence':  # for now\n")
    write_fixes(small_project)
    text = (small_project / DATA_FOLDER / "playbook.yml").read_text("utf-8")
    assert new.replace("1", "2", 1) in text
    levels = (small_project / DATA_FOLDER / "incidents.yml").read_text("utf-8")
    assert "    'suppress':  # for now\n" in levels
    assert read_project(small_project).problems == ()


ALL_SECTORS = ["company", "public_body", "municipal_company", "publicly_funded_provider"]


@pytest.mark.parametrize("line_break", ["\n", "\r\n"])
@pytest.mark.parametrize(
    ("old", "new"),
    [
        (
            " {sector: [company, public_body]}",
            " {sector: [company, public_body, municipal_company, publicly_funded_provider]}",
        ),
        (
            " {sector: [ 'public_body', \"company\" ]}  # all",
            " {sector: [ 'public_body', \"company\", municipal_company, publicly_funded_provider ]}"
            "  # all",
        ),
        (
            "\n      sector:  # all\n      - company\n      - public_body  # not yet\n"
            "      countries: [SE]",
            "\n      sector:  # all\n      - company\n      - public_body  # not yet\n"
            "      - municipal_company\n      - publicly_funded_provider\n"
            "      countries: [SE]",
        ),
        (" {sector: [company]}", " {sector: [company]}"),
        (" {sector: [public_body, public_body]}", " {sector: [public_body, public_body]}"),
    ],
    ids=["flow", "quoted", "block", "one", "twice"],
)
def test_only_a_scope_of_both_old_sectors_gets_the_new_sectors(
    small_project: Path, old: str, new: str, line_break: str
) -> None:
    to_format_1(small_project)
    replace(small_project, "policy/posting.yml", " {account: [official]}", old)
    path = small_project / DATA_FOLDER / "policy" / "posting.yml"
    before = path.read_text("utf-8").replace("\n", line_break)
    path.write_bytes(before.encode())
    read_before_fix = sectors(small_project)
    write_fixes(small_project)
    after = path.read_bytes().decode()
    old_scope, new_scope = (text.replace("\n", line_break) for text in (old, new))
    assert after == before.replace(old_scope, new_scope)
    assert sectors(small_project) == read_before_fix
    has_all_sectors = set(read_before_fix) == set(ALL_SECTORS)
    is_changed = old != new
    assert has_all_sectors == is_changed


def sectors(project: Path) -> list[str]:
    """The sectors of a rule."""
    playbook = read_project(project).playbook
    assert playbook
    return list(playbook.entries["reply-in-time"].applies_to.sector)


def test_a_rule_for_both_old_sectors_is_shown_in_every_sector(small_project: Path) -> None:
    """Otherwise the link to it would be reported as a link to a hidden rule."""
    to_format_1(small_project)
    scope = "    applies_to: {account: [official]}\n"
    both = "    applies_to: {account: [official], sector: [company, public_body]}\n"
    replace(small_project, "policy/posting.yml", scope, both)
    replace(small_project, "reading.yml", "Kort och klar.", "'Se [oss](id:reply-in-time).'")
    assert problem_codes(small_project) == {"PB131"}
    write_fixes(small_project)
    assert problem_codes(small_project) == set()


def test_migration_keeps_windows_line_endings(small_project: Path) -> None:
    to_format_1(small_project)
    path = small_project / DATA_FOLDER / "incidents.yml"
    path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    write_fixes(small_project)
    assert b"    suppress:\r\n" in path.read_bytes()
    assert path.read_bytes().count(b"\n") == path.read_bytes().count(b"\r\n")


def test_no_file_is_migrated_if_any_file_is_unreadable(small_project: Path) -> None:
    to_format_1(small_project)
    (small_project / DATA_FOLDER / "themes.yml").write_bytes(b"entries: [\n")
    assert write_fixes(small_project) == []
    (small_project / DATA_FOLDER / "themes.yml").write_bytes(b"\xff\n")
    assert write_fixes(small_project) == []


def test_an_interrupted_migration_is_read_and_completed(small_project: Path) -> None:
    """The data are those after a `fix` that was stopped halfway."""
    to_format_1(small_project)
    replace(small_project, "incidents.yml", "    silence:\n", "    suppress:\n")
    replace(small_project, "themes.yml", "    sort:", "    type:")
    replace(small_project, "channels.yml", "    audience:", "    target_group:")
    assert problem_codes(small_project) == {"PB131"}
    assert write_fixes(small_project) == ["playbook_data/playbook.yml"]
    assert problem_codes(small_project) == set()


def test_a_key_under_both_names_is_an_error_and_stays(small_project: Path) -> None:
    to_format_1(small_project)
    replace(small_project, "incidents.yml", "    silence:\n", "    suppress: []\n    silence:\n")
    assert problem_codes(small_project) == {"PB131", "PB104"}
    write_fixes(small_project)
    levels = (small_project / DATA_FOLDER / "incidents.yml").read_text("utf-8")
    assert "    silence:\n" in levels


def test_a_text_that_looks_like_a_renamed_key_stays(small_project: Path) -> None:
    to_format_1(small_project)
    replace(small_project, "incidents.yml", "en: We are looking into it.", "en: 'silence: [gold]'")
    write_fixes(small_project)
    levels = (small_project / DATA_FOLDER / "incidents.yml").read_text("utf-8")
    assert "en: 'silence: [gold]'" in levels
    assert "    suppress:\n" in levels
