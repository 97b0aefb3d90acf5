"""Checks that no Python or JavaScript code names a language, as its data is in its folder."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import playbook
from playbook.languages.files import shipped_languages
from playbook.languages.stemmers import stemmers

PACKAGE = Path(playbook.__file__).parent
NAMES = {*shipped_languages(), *stemmers()}
EXCEPTIONS = {
    ("languages/pack.py", "en"): "the language whose strings stand in for those that another lacks",
    ("messages.py", "en"): "the same, for the sentences of problems",
    ("schema/examples.py", "sv"): "an example of a language in the schema of playbook.yml",
}
"""The modules that may name a language, with the reason."""
_STRING = re.compile(r"([\"'`])((?:(?!\1)[^\\\n])*)\1")


def literals() -> Iterator[tuple[str, str]]:
    """The string literals of the package: the path of the module, and the text."""
    for path in sorted(PACKAGE.rglob("*.py")):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.Constant) and isinstance(node.value, str):
                yield path.relative_to(PACKAGE).as_posix(), node.value
    for path in sorted(PACKAGE.rglob("*.js")):
        if path.parent.name != "snowball":
            for match in _STRING.finditer(path.read_text(encoding="utf-8")):
                yield path.relative_to(PACKAGE).as_posix(), match[2]


def test_no_language_is_named_in_code() -> None:
    found = {(path, text) for path, text in literals() if text in NAMES}
    assert sorted(found - EXCEPTIONS.keys()) == []
    assert sorted(EXCEPTIONS.keys() - found) == []


def test_literals_are_found_in_python_and_javascript() -> None:
    suffixes = [path.rpartition(".")[2] for path, _ in literals()]
    assert suffixes.count("py") > 1000
    assert suffixes.count("js") > 500
