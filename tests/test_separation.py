"""Checks that a test of the generator fails if it reads the starter's text."""

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


def pass_to_program() -> None:
    subprocess.run([sys.executable, "-c", "", str(DATA_FOLDER / "tone.yml")], check=True)


def run_at_root() -> None:
    subprocess.run([sys.executable, "-c", ""], cwd=ROOT, check=True)


def read_relative_path() -> None:
    original = Path.cwd()
    os.chdir(ROOT)
    try:
        Path("mkdocs.yml").read_text(encoding="utf-8")
    finally:
        os.chdir(original)


ACCESSES: dict[str, Callable[[], object]] = {
    "playbook_data": lambda: (DATA_FOLDER / "tone.yml").read_bytes(),
    "docs": lambda: (ROOT / "docs" / "about.md").read_text(encoding="utf-8"),
    "mkdocs.yml": read_relative_path,
    "a listed folder": lambda: list(DATA_FOLDER.glob("*.yml")),
    "a copied file": lambda: shutil.copyfile(DATA_FOLDER / "tone.yml", os.devnull),
    "an argument of a program": pass_to_program,
    "a program at the root": run_at_root,
}


@pytest.mark.parametrize("access", ACCESSES.values(), ids=ACCESSES)
def test_an_access_to_the_starter_is_detected(
    access: Callable[[], object], request: pytest.FixtureRequest
) -> None:
    access()
    violations = separation.end()
    assert violations
    assert all(line.startswith(f"{request.node.nodeid}: ") for line in violations)


def test_generator_files_may_be_read(tmp_path: Path) -> None:
    (ROOT / "pyproject.toml").read_bytes()
    (ROOT / "hooks" / "mkdocs_hooks.py").read_bytes()
    subprocess.run(["git", "status", "--short", "hooks"], cwd=ROOT, check=True)
    shutil.copytree(ROOT / "tests" / "data", tmp_path / "data")
    assert separation.end() == []


def test_starter_tests_may_read_the_starter() -> None:
    separation.begin(separation.STARTER_TESTS / "test_counts.py", "a test")
    (DATA_FOLDER / "tone.yml").read_bytes()
    assert separation.end() == []
