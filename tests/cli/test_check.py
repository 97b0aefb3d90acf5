"""Checks the output, the exit status and the options of ``playbook check``."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from playbook.cli import main
from playbook.project import DATA_FOLDER
from support import TESTS, TIMEOUT_SECONDS, replace


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["check", *map(str, arguments)])


def file_states(folder: Path) -> dict[str, str]:
    """The modification time and the hash of each file in a folder, by path."""
    return {
        str(path.relative_to(folder)): f"{path.stat().st_mtime_ns} "
        + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def broken_project(small_project: Path) -> Path:
    """A project with an error in the source, in the model and in a check, and a warning."""
    replace(small_project, "tone.yml", "    trait:", "\ttrait:")
    replace(small_project, "channels.yml", "standing: closed", "standing: open")
    replace(small_project, "accounts.yml", "    channel: company-blog", "    channel: press-desk")
    replace(small_project, "templates.yml", "    slots:\n", "    slots:\n      unused: {all: x}\n")
    return small_project


def test_a_playbook_without_problems_exits_with_0(small_project: Path) -> None:
    result = run(small_project)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no problems\n")


def test_starter_text_is_reported_and_fails_only_with_adopted(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "  name: Exempel AB", "  name: Exempelbolaget")
    assert run("--strict", small_project).exit_code == 0
    result = run("--adopted", small_project)
    assert result.exit_code == 1
    assert "playbook_data/playbook.yml:4:9: notice PB603: " in result.stdout
    count = len(result.stdout.splitlines())
    assert result.stderr == f"{count} notices\n"


def test_a_file_that_replaces_one_of_the_handbook_is_reported_before_the_build(
    broken_project: Path,
) -> None:
    """Selecting docs/ leaves out the problems of the data."""
    sheet = broken_project / "docs" / "assets" / "playbook" / "crisis.css"
    sheet.parent.mkdir(parents=True)
    sheet.write_text("p {}\n", encoding="utf-8")
    assert "docs/assets/playbook/crisis.css:1:1: warning PB979: " in run(broken_project).stdout
    for selected in (broken_project / "docs", sheet):
        [line] = run(selected).stdout.splitlines()
        assert " warning PB979: " in line


def test_a_folder_in_which_nothing_is_checked_is_refused(small_project: Path) -> None:
    (small_project / "notes").mkdir()
    result = run(small_project / "notes")
    assert result.exit_code == 2
    assert "nothing in notes is checked: give a file or folder in playbook_data, " in result.stderr
    for folder in ("docs", "changes"):
        (small_project / folder).mkdir(exist_ok=True)
        assert run(small_project / folder).exit_code == 0


def test_all_problems_are_reported_with_causes_before_consequences(broken_project: Path) -> None:
    result = run(broken_project)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[:2] for line in lines] == [
        ["playbook_data/tone.yml:7:1", "error PB003"],
        ["playbook_data/channels.yml:19:15", "error PB103"],
        ["playbook_data/accounts.yml:8:14", "error PB203"],
        ["playbook_data/templates.yml:15:7", "warning PB313"],
    ]
    assert result.stderr == "3 errors, 1 warning\n"


def test_line_numbers_are_sorted_numerically(small_project: Path) -> None:
    replace(small_project, "keys.yml", "    order: 1\n", "    order: one\n")
    replace(small_project, "keys.yml", "    order: 7\n", "    order: seven\n")
    replace(small_project, "keys.yml", "    order: 2\n", "    order: two\n")
    numbers = [int(line.split(":")[1]) for line in run(small_project).stdout.splitlines()]
    assert numbers == sorted(numbers)
    assert len(numbers) == 3


def test_a_warning_fails_only_with_strict(small_project: Path) -> None:
    replace(small_project, "templates.yml", "    slots:\n", "    slots:\n      unused: {all: x}\n")
    assert run(small_project).exit_code == 0
    assert run(small_project).stderr == "1 warning\n"
    result = run(small_project, "--strict")
    assert result.exit_code == 1
    assert result.stderr == "1 warning\n"


@pytest.mark.parametrize("path", ["nowhere", "other", "other/file.py", "handbook/notes"])
def test_a_path_outside_a_project_exits_with_2(tmp_path: Path, path: str) -> None:
    """Or a path in a project that is not a part of it."""
    for folder in ("other", "handbook/notes", f"handbook/{DATA_FOLDER}"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "other" / "file.py").touch()
    result = run(tmp_path / path)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_option_exits_with_2() -> None:
    assert run("--loudly").exit_code == 2


def test_the_path_defaults_to_the_current_folder(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_project)
    assert run().exit_code == 0


def test_check_writes_nothing(broken_project: Path) -> None:
    (broken_project / "site").mkdir()
    (broken_project / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    before = file_states(broken_project)
    assert run(broken_project).exit_code == 1
    assert file_states(broken_project) == before


def test_an_empty_data_folder_is_a_problem(tmp_path: Path) -> None:
    (tmp_path / DATA_FOLDER).mkdir()
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "PB019: playbook.yml is missing" in result.stdout


def run_process(folder: Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
    path = {"PYTHONPATH": str(TESTS.parent / "hooks"), "PYTHONDONTWRITEBYTECODE": "1"}
    return subprocess.run(
        [sys.executable, "-m", "playbook", "check", "."],
        cwd=folder,
        env={**os.environ, **path, "PYTHONIOENCODING": encoding},
        capture_output=True,
        text=True,
        encoding=encoding,
        timeout=TIMEOUT_SECONDS,
        check=False,
    )


@pytest.mark.slow
def test_the_command_in_its_own_process_gives_the_same_output(broken_project: Path) -> None:
    before = file_states(broken_project)
    completed = run_process(broken_project)
    assert (completed.returncode, completed.stdout) == (1, run(broken_project).stdout)
    assert completed.stderr == "3 errors, 1 warning\n"
    assert file_states(broken_project) == before


@pytest.mark.slow
def test_a_character_that_the_encoding_lacks_is_escaped(small_project: Path) -> None:
    replace(
        small_project, "flows.yml", "Nej, en: No}, to: leave-it", "Nej, en: No}, to: is-it-a-threat"
    )
    completed = run_process(small_project, encoding="iso-8859-1")
    assert completed.returncode == 1
    assert "is-it-a-threat \\u2192 is-it-a-question \\u2192 is-it-a-threat" in completed.stdout
    assert "Traceback" not in completed.stderr


def test_starting_the_command_imports_no_heavy_package() -> None:
    code = "import sys, playbook.cli; print(*sorted(sys.modules))"
    hooks = TESTS.parent / "hooks"
    completed = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(hooks)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"pydantic", "yaml", "mkdocs", "markdown_it"} & set(completed.stdout.split())


def test_paths_limit_the_problems_to_files_and_folders(broken_project: Path) -> None:
    data = broken_project / DATA_FOLDER
    lines = run(data / "channels.yml", data / "policy").stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["playbook_data/channels.yml:19:15:"]
    assert run(data / "policy").exit_code == 0
    assert run(data).stdout == run(broken_project).stdout


def test_a_single_file_is_checked_against_the_whole_project(small_project: Path) -> None:
    replace(small_project, "accounts.yml", "    channel: company-blog", "    channel: company-blag")
    stdout = run(small_project / DATA_FOLDER / "accounts.yml").stdout
    assert "no entry has the id 'company-blag'; did you mean 'company-blog'?" in stdout


def test_paths_in_two_projects_exit_with_2(small_project: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / DATA_FOLDER).mkdir(parents=True)
    assert run(small_project / DATA_FOLDER / "roles.yml", tmp_path / "other").exit_code == 2


def test_with_adopted_only_tasks_before_adoption_fail(small_project: Path) -> None:
    """A review that is due (PB711) is reported, but does not fail."""
    for path in (small_project / DATA_FOLDER).rglob("*.yml"):
        text = path.read_text().replace("example.com", "verkstan.test")
        text = text.replace("+46 8 465 004 00", "+44 20 7946 0001")
        path.write_text(text.replace("status: draft", "status: current"))
    for option in ("--strict", "--adopted"):
        result = run(option, "--today", "2027-03-01", small_project)
        assert (result.exit_code, "notice PB711" in result.stdout) == (0, True), result.stdout
    assert "PB711" not in run("--adopted", "--today", "2026-03-01", small_project).stdout
    replace(small_project, "playbook.yml", "format: 2", "format: 2\nstarter: true")
    assert run("--adopted", "--today", "2026-03-01", small_project).exit_code == 1


def test_today_defaults_to_the_current_date(small_project: Path) -> None:
    replace(
        small_project,
        "contacts.yml",
        "address: {email:",
        "review_by: 1999-01-01\n    address: {email:",
    )
    assert "notice PB711" in run(small_project).stdout


def test_the_summary_lists_every_problem(broken_project: Path, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    run("--format", "github", "--summary", path, broken_project)
    assert path.read_text(encoding="utf-8").count("\n| ") == 1 + 1 + 4


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        (b"\xef\xbb\xbfnote: {sv: X, en: Y}\n", "byte order mark"),
        (b"note: {sv: X}\n", "write the note as {sv: "),
        (b"notes: {sv: X, en: Y}\n", "has the unknown key 'notes'"),
        (b"editorial: [a]\n", "write it as editorial: {entry-id: reason}"),
        (b"editorial: {no-such-entry: A comma}\n", "'no-such-entry' under editorial is not an id"),
    ],
)
def test_the_notes_on_the_next_release_are_checked(
    small_project: Path, text: bytes, reason: str
) -> None:
    """Otherwise a mistake in them is found only when somebody releases."""
    (small_project / "changes").mkdir()
    (small_project / "changes" / "next.yml").write_bytes(text)
    result = CliRunner().invoke(main, ["check", str(small_project)])
    assert result.exit_code == 1
    assert re.search(r"changes/next\.yml:1:1: error PB8(?:11|98): ", result.output)
    assert reason in result.output
