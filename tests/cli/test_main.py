"""Checks that every command reports operating system errors on one line."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from support import replace


@pytest.mark.slow
def test_a_full_disk_is_reported_on_one_line(small_project: Path) -> None:
    command = [sys.executable, "-m", "playbook", "health", str(small_project)]
    with Path("/dev/full").open("wb") as full_device:
        completed = subprocess.run(command, stdout=full_device, stderr=subprocess.PIPE, check=False)
    assert (completed.returncode, completed.stderr) == (2, b"Error: No space left on device\n")


def test_an_unwritable_file_is_reported_with_its_path(small_project: Path) -> None:
    replace(small_project, "channels.yml", "standing: closed", "standing: open")
    file = small_project / "no-folder" / "summary.md"
    result = CliRunner().invoke(main, ["check", "--summary", str(file), str(small_project)])
    assert result.exit_code == 2
    assert result.stderr == f"Error: {file}: No such file or directory\n"


@pytest.mark.parametrize("command", ["check", "health", "release"])
@pytest.mark.parametrize("day", ["0001-01-01", "9999-12-31", "2026-02-30"])
def test_a_date_outside_the_range_of_the_data_is_refused(command: str, day: str) -> None:
    arguments = [command, "--today", day, *(["1.0.0"] if command == "release" else [])]
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 2
    assert "Error: Invalid value for '--today': " in result.stderr
