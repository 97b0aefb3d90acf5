"""The page "What you can rely on" names tests that exist, the same ones in both languages."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from support import TESTS

ROOT = TESTS.parent
NAME = "what-you-can-rely-on.md"
PAGES = [ROOT / "docs" / NAME, ROOT / "docs" / "en" / NAME]
TEST = re.compile(r"`(tests/[\w/]+\.py)::(test_\w+)`")


def rows(page: Path) -> list[list[tuple[str, str]]]:
    """The file and the name of each test, for each row of the tables."""
    lines = page.read_text(encoding="utf-8").splitlines()
    promises = [line for line in lines if line.startswith("| ")]
    return [TEST.findall(line) for line in promises if not line.endswith((" tests |", " tester |"))]


def functions(path: Path) -> set[str]:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.FunctionDef)}


@pytest.mark.parametrize("page", PAGES, ids=["sv", "en"])
def test_every_promise_names_tests_that_exist(page: Path) -> None:
    promises = rows(page)
    assert promises
    for tests in promises:
        assert tests, "a promise without a test"
        for file, name in tests:
            assert name in functions(ROOT / file), f"{file}::{name}"


def test_both_languages_make_the_same_promises() -> None:
    swedish, english = map(rows, PAGES)
    assert swedish == english
