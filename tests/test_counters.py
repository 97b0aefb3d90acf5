"""The last lines of a test run have the number of inputs of each type, also of worker processes."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from support import TESTS

TESTS_OF_COUNTERS = {
    "test_git.py::test_git_output_is_the_same_in_any_kind_of_repository[worktree]": (
        "repository shapes tried", "git settings tried",
    ),
    "release/test_interrupted_release.py::test_kill_at_any_system_call": ("kill points tried",),
    "source/test_files.py::test_a_character_that_readers_do_not_see_is_reported": (
        "hostile values tried",
    ),
    "source/test_site_texts.py::test_a_conflict_is_found_at_its_first_mark": (
        "invalid inputs tried",
    ),
}  # fmt: skip


@pytest.mark.slow
def test_a_run_in_several_processes_ends_with_its_counts(tmp_path: Path) -> None:
    ids = [str(TESTS / id) for id in TESTS_OF_COUNTERS]
    options = ("-q", "-p", "no:cacheprovider", "--numprocesses=2", "--dist=loadfile")
    config = ("--config-file", str(TESTS.parent / "pyproject.toml"))
    done = subprocess.run(
        [sys.executable, "-m", "pytest", *options, *config, *ids],
        cwd=tmp_path, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
    for label in (label for labels in TESTS_OF_COUNTERS.values() for label in labels):
        assert re.search(rf"^{label}: [1-9]\d* \(", done.stdout, re.MULTILINE), done.stdout
