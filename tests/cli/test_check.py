"""``playbook check``: every problem at once, sorted; the exit status; nothing written."""

from __future__ import annotations

import hashlib
import os
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


def state(folder: Path) -> dict[str, str]:
    """The modification time and the hash of each file in a folder, by path."""
    return {
        str(path.relative_to(folder)): f"{path.stat().st_mtime_ns} "
        + (hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else "")
        for path in sorted(folder.rglob("*"))
    }


@pytest.fixture
def broken(small_project: Path) -> Path:
    """A project with an error in the source, in the model and in a check, and a warning."""
    replace(small_project, "tone.yml", "    trait:", "\ttrait:")
    replace(small_project, "channels.yml", "standing: closed", "standing: open")
    replace(small_project, "accounts.yml", "    channel: company-blog", "    channel: press-desk")
    replace(small_project, "templates.yml", "    slots:\n", "    slots:\n      unused: {all: x}\n")
    return small_project


def test_a_playbook_without_problems(small_project: Path) -> None:
    result = run(small_project)
    assert (result.exit_code, result.stdout, result.stderr) == (0, "", "no problems\n")


def test_what_is_left_is_told_only_when_asked_and_then_fails(small_project: Path) -> None:
    replace(small_project, "playbook.yml", "  name: Exempel AB", "  name: Exempelbolaget")
    assert run("--strict", small_project).exit_code == 0
    result = run("--adopted", small_project)
    assert result.exit_code == 1
    assert "playbook_data/playbook.yml:4:9: notice PB603: " in result.stdout
    count = len(result.stdout.splitlines())
    assert result.stderr == f"{count} notices\n"


def test_all_problems_come_at_once_with_causes_first(broken: Path) -> None:
    result = run(broken)
    assert result.exit_code == 1
    lines = result.stdout.splitlines()
    assert [line.split(": ")[0] + " " + line.split(": ")[1] for line in lines] == [
        "playbook_data/tone.yml:7:1 error PB003",
        "playbook_data/channels.yml:19:15 error PB103",
        "playbook_data/accounts.yml:8:14 error PB203",
        "playbook_data/templates.yml:15:7 warning PB313",
    ]
    assert result.stderr == "3 errors, 1 warning\n"


def test_problems_are_sorted_by_number_and_not_by_digit(small_project: Path) -> None:
    replace(small_project, "keys.yml", "    order: 1\n", "    order: one\n")
    replace(small_project, "keys.yml", "    order: 7\n", "    order: seven\n")
    replace(small_project, "keys.yml", "    order: 2\n", "    order: two\n")
    numbers = [int(line.split(":")[1]) for line in run(small_project).stdout.splitlines()]
    assert numbers == sorted(numbers)
    assert len(numbers) == 3


def test_a_warning_fails_only_where_it_is_strict(small_project: Path) -> None:
    replace(small_project, "templates.yml", "    slots:\n", "    slots:\n      unused: {all: x}\n")
    assert run(small_project).exit_code == 0
    assert run(small_project).stderr == "1 warning\n"
    result = run(small_project, "--strict")
    assert result.exit_code == 1
    assert result.stderr == "1 warning\n"


@pytest.mark.parametrize("arguments", [("nowhere",), (TESTS,), (TESTS / "support.py",)])
def test_what_cannot_run_has_a_status_of_its_own(arguments: tuple[str | Path]) -> None:
    result = run(*arguments)
    assert result.exit_code == 2
    assert "Error: " in result.stderr
    assert "Traceback" not in result.output


def test_an_unknown_option_has_that_status_too() -> None:
    assert run("--loudly").exit_code == 2


def test_the_folder_is_by_default_the_one_where_one_stands(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(small_project)
    assert run().exit_code == 0


def test_nothing_is_written(broken: Path) -> None:
    (broken / "site").mkdir()
    (broken / "site" / "index.html").write_text("the last good site", encoding="utf-8")
    before = state(broken)
    assert run(broken).exit_code == 1
    assert state(broken) == before


def test_an_empty_folder_of_data_is_a_problem_and_no_accident(tmp_path: Path) -> None:
    (tmp_path / DATA_FOLDER).mkdir()
    result = run(tmp_path)
    assert result.exit_code == 1
    assert "PB019: playbook.yml is missing" in result.stdout


def command(folder: Path, encoding: str = "utf-8") -> subprocess.CompletedProcess[str]:
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


def test_the_real_command_says_the_same(broken: Path) -> None:
    before = state(broken)
    done = command(broken)
    assert (done.returncode, done.stdout) == (1, run(broken).stdout)
    assert done.stderr == "3 errors, 1 warning\n"
    assert state(broken) == before


def test_a_terminal_that_lacks_a_letter_is_no_accident(small_project: Path) -> None:
    replace(
        small_project, "flows.yml", "Nej, en: No}, to: leave-it", "Nej, en: No}, to: is-it-a-threat"
    )
    done = command(small_project, encoding="iso-8859-1")
    assert done.returncode == 1
    assert "is-it-a-threat \\u2192 is-it-a-question \\u2192 is-it-a-threat" in done.stdout
    assert "Traceback" not in done.stderr


def test_the_command_starts_without_what_it_does_not_need() -> None:
    code = "import sys, playbook.cli; print(*sorted(sys.modules))"
    hooks = TESTS.parent / "hooks"
    done = subprocess.run(
        [sys.executable, "-c", code],
        env={**os.environ, "PYTHONPATH": str(hooks)},
        capture_output=True,
        text=True,
        check=True,
    )
    assert not {"pydantic", "yaml", "mkdocs", "markdown_it"} & set(done.stdout.split())


def test_single_files_and_folders_can_be_asked_about(broken: Path) -> None:
    data = broken / DATA_FOLDER
    lines = run(data / "channels.yml", data / "policy").stdout.splitlines()
    assert [line.split(" ")[0] for line in lines] == ["playbook_data/channels.yml:19:15:"]
    assert run(data / "policy").exit_code == 0
    assert run(data).stdout == run(broken).stdout


def test_references_of_a_single_file_lead_into_the_others(small_project: Path) -> None:
    replace(small_project, "accounts.yml", "    channel: company-blog", "    channel: company-blag")
    stdout = run(small_project / DATA_FOLDER / "accounts.yml").stdout
    assert "no entry has the id 'company-blag'; did you mean 'company-blog'?" in stdout


def test_files_of_two_projects_are_not_mixed(small_project: Path, tmp_path: Path) -> None:
    (tmp_path / "other" / DATA_FOLDER).mkdir(parents=True)
    assert run(small_project / DATA_FOLDER / "roles.yml", tmp_path / "other").exit_code == 2


def test_a_notice_fails_only_where_the_handbook_is_adopted(small_project: Path) -> None:
    result = run("--strict", "--today", "2027-03-01", small_project)
    assert (result.exit_code, "notice PB711" in result.stdout) == (0, True)
    assert run("--adopted", "--today", "2027-03-01", small_project).exit_code == 1
    assert "PB711" not in run("--adopted", "--today", "2026-03-01", small_project).stdout


def test_today_is_the_clocks_where_no_day_is_given(small_project: Path) -> None:
    replace(
        small_project,
        "contacts.yml",
        "address: {email:",
        "review_by: 1999-01-01\n    address: {email:",
    )
    assert "notice PB711" in run(small_project).stdout


def test_the_summary_has_every_problem(broken: Path, tmp_path: Path) -> None:
    path = tmp_path / "summary.md"
    run("--format", "github", "--summary", path, broken)
    assert path.read_text(encoding="utf-8").count("\n| ") == 1 + 1 + 4
