"""Checks how the tests run: the order of the files, and the folder in memory."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

import memory_folder
from running_order import SLOW_FILES
from support import TESTS


@pytest.mark.parametrize("name", SLOW_FILES)
def test_a_slow_file_exists(name: str) -> None:
    assert (TESTS / name).is_file(), (
        "SLOW_FILES names a file that does not exist: if it was renamed, it now starts late, and "
        "other cores wait for it"
    )


def test_no_slow_file_is_listed_twice() -> None:
    assert len(set(SLOW_FILES)) == len(SLOW_FILES)


def create_folder(memory: Path, then: str = "") -> Path | None:
    """Run `memory_folder.create()` in a new process with `memory` as the parent, then a code.

    Returns the created folder.
    """
    code = (
        "import sys, memory_folder; from pathlib import Path;"
        f"memory_folder.MEMORY = Path(sys.argv[1]); memory_folder.MIN_BYTES = 1;"
        f"folder = memory_folder.create(); print(folder and folder.is_dir() and folder);{then}"
    )
    command = [sys.executable, "-c", code, str(memory)]
    env = {**os.environ, "PYTHONPATH": str(TESTS)}
    output = subprocess.run(command, capture_output=True, text=True, check=False, env=env).stdout
    return None if output.strip() == "None" else Path(output.strip())


def test_the_folder_in_memory_is_removed_when_the_run_ends(tmp_path: Path) -> None:
    folder = create_folder(tmp_path)
    assert folder is not None
    assert folder.parent == tmp_path
    assert not folder.exists()


def test_the_folder_of_a_killed_run_is_removed_by_the_next(tmp_path: Path) -> None:
    killed = create_folder(tmp_path, "import os; sys.stdout.flush(); os.kill(os.getpid(), 9)")
    assert killed is not None
    assert killed.is_dir()
    running = tmp_path / f"{memory_folder.PREFIX}{os.getpid()}"
    running.mkdir()
    create_folder(tmp_path)
    assert list(tmp_path.iterdir()) == [running]


def test_without_a_folder_in_memory_the_disk_is_used(tmp_path: Path) -> None:
    assert create_folder(tmp_path / "missing") is None
