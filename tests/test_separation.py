"""A test that reads the starter's text is detected: an edit of that text could break it."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

import separation
from separation import ROOT

DATA_FOLDER = ROOT / "playbook_data"


def by_program() -> None:
    subprocess.run([sys.executable, "-c", "", str(DATA_FOLDER / "tone.yml")], check=True)


def in_folder() -> None:
    subprocess.run([sys.executable, "-c", ""], cwd=ROOT, check=True)


def relative() -> None:
    original = Path.cwd()
    os.chdir(ROOT)
    try:
        Path("mkdocs.yml").read_text(encoding="utf-8")
    finally:
        os.chdir(original)


ACCESSES: dict[str, Callable[[], object]] = {
    "playbook_data": lambda: (DATA_FOLDER / "tone.yml").read_bytes(),
    "docs": lambda: (ROOT / "docs" / "about.md").read_text(encoding="utf-8"),
    "mkdocs.yml": relative,
    "listed": lambda: list(DATA_FOLDER.glob("*.yml")),
    "copied": lambda: shutil.copyfile(DATA_FOLDER / "tone.yml", os.devnull),
    "a program": by_program,
    "a program in the folder": in_folder,
}


@pytest.mark.parametrize("reach", ACCESSES.values(), ids=ACCESSES)
def test_reaching_the_starter_is_noticed(
    reach: Callable[[], object], request: pytest.FixtureRequest
) -> None:
    reach()
    violations = separation.end()
    assert violations
    assert all(line.startswith(f"{request.node.nodeid}: ") for line in violations)


def test_what_is_the_generators_may_be_read(tmp_path: Path) -> None:
    (ROOT / "pyproject.toml").read_bytes()
    (ROOT / "hooks" / "mkdocs_hooks.py").read_bytes()
    subprocess.run(["git", "status", "--short", "hooks"], cwd=ROOT, check=True)
    shutil.copytree(ROOT / "tests" / "data", tmp_path / "data")
    assert separation.end() == []


def test_the_starters_own_tests_may_read_it() -> None:
    separation.begin(separation.STARTER_TESTS / "test_counts.py", "a test")
    (DATA_FOLDER / "tone.yml").read_bytes()
    assert separation.end() == []
