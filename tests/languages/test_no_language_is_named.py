"""Checks that only the folder of a language has its code and its words, not code or templates."""

from __future__ import annotations

import ast
import functools
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import playbook
from playbook.languages.files import shipped_languages
from playbook.languages.stemmers import stemmers

PACKAGE = Path(playbook.__file__).parent
LANGUAGE_NAMES = {*shipped_languages(), *stemmers()}
"""The codes of languages, and the names of their stemmers."""
NAMING_MODULES = {
    ("languages/pack.py", "en"): "the language whose strings replace missing strings",
    ("messages.py", "en"): "the language whose sentences replace missing sentences of problems",
    ("schema/examples.py", "sv"): "an example of a language in the schema of playbook.yml",
    ("site/theme/assets/playbook/dates.js", "sv"): "a locale whose dates are as in ISO 8601",
    ("site/theme/assets/playbook/dates.js", "en"): "a locale whose weekdays are as in the data",
}
"""The modules that may name a language, with the reason."""
FILES_WITH_WORDS = {
    "post/language_patterns.py": "the range of capital letters in Latin-1",
    "post/token_patterns.py": "the ranges of letters in Unicode",
    "checks/pasted_texts.py": "letters in a wrong encoding, and ligatures",
    "checks/staleness/vocabulary.py": "the range of capital letters in Latin-1",
    "pages/heading_font.py": "the letters that a font has",
    "schema/examples.py": "examples in the schema",
    "search/analysis.py": "letters that Unicode does not decompose",
    "visible.py": "characters that cannot be seen",
    "site/theme/assets/playbook/search/analysis.js": "letters that Unicode does not decompose",
}
"""The files that may have letters beyond ASCII, or keys that are languages, with the reason."""
_STRING = re.compile(r"([\"'`])((?:(?!\1)[^\\\n])*)\1")
_SCRIPT_COMMENT = re.compile(r"/\*.*?\*/|(?<![:\w\"'])//[^\n]*", re.DOTALL)
_TEMPLATE_COMMENT = re.compile(r"\{#.*?#\}", re.DOTALL)
_ATTRIBUTE = re.compile(r"\blang=\"([\w-]+)\"")
_KEY = re.compile(rf"[{{,]\s*(?:{'|'.join(sorted(LANGUAGE_NAMES))}):")


def python_literals(path: Path) -> Iterator[str]:
    """The string literals of a module, without docstrings and the examples of fields."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    nodes = [node for node in ast.walk(tree) if isinstance(node, ast.Expr | ast.keyword)]
    documentation = {
        id(part)
        for node in nodes
        if isinstance(node, ast.Expr) or node.arg == "examples"
        for part in ast.walk(node.value)
    }
    for node in ast.walk(tree):
        text = node.value if isinstance(node, ast.Constant) else None
        if isinstance(text, str) and id(node) not in documentation:
            yield text


def script_literals(path: Path) -> Iterator[str]:
    """The string literals of a script, and its whole code, which may have regular expressions."""
    code = _SCRIPT_COMMENT.sub("", path.read_text(encoding="utf-8"))
    yield from (match[2] for match in _STRING.finditer(code))
    yield code


def template_literals(path: Path) -> Iterator[str]:
    """The strings and ``lang`` attributes of a template, and the template itself."""
    code = _TEMPLATE_COMMENT.sub("", path.read_text(encoding="utf-8"))
    yield from (match[2] for match in _STRING.finditer(code))
    yield from _ATTRIBUTE.findall(code)
    yield code


LITERALS = {".py": python_literals, ".js": script_literals, ".html": template_literals,
            ".xml": template_literals}  # fmt: skip


@functools.cache
def literals(suffix: str = "") -> tuple[tuple[str, str], ...]:
    """The literals of the package's files with a suffix: the path of the file, and the text."""
    return tuple(_literals(suffix))


def _literals(suffix: str) -> Iterator[tuple[str, str]]:
    for path in sorted(PACKAGE.rglob(f"*{suffix}")):
        if path.suffix in LITERALS and not {"snowball", "__pycache__"} & set(path.parts):
            for text in LITERALS[path.suffix](path):
                yield path.relative_to(PACKAGE).as_posix(), text


def has_words(text: str) -> bool:
    """Whether a text has letters beyond ASCII, or a key that is a language."""
    return any(letter.isalpha() and not letter.isascii() for letter in text) or bool(
        _KEY.search(text)
    )


def test_no_language_is_named_in_code() -> None:
    found = {(path, text) for path, text in literals() if text in LANGUAGE_NAMES}
    assert sorted(found - NAMING_MODULES.keys()) == []
    assert sorted(NAMING_MODULES.keys() - found) == []


def test_no_code_has_words_of_a_language() -> None:
    found = {path for path, text in literals() if has_words(text)}
    assert sorted(found - FILES_WITH_WORDS.keys()) == []
    assert sorted(FILES_WITH_WORDS.keys() - found) == []


@pytest.mark.parametrize(("suffix", "minimum"), [(".py", 1000), (".js", 500), (".html", 300)])
def test_many_literals_are_found_in_each_type_of_file(suffix: str, minimum: int) -> None:
    assert len(literals(suffix)) > minimum


@pytest.mark.parametrize(
    ("name", "text", "found"),
    [
        ("a.py", 'WORD = f"{x}gatan"\nlanguage = "sv"', ["sv", "gatan"]),
        ("a.py", '"""möten is not mot"""', []),
        ("a.js", 'of(/väg/, "nb") // möten', ["nb", 'of(/väg/, "nb") ']),
        ("a.html", '<p lang="nb">{# å #}', ["nb", "nb", '<p lang="nb">']),
    ],
)
def test_the_literals_of_a_file_are_found(
    tmp_path: Path, name: str, text: str, found: list[str]
) -> None:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    assert list(LITERALS[path.suffix](path)) == found


def test_words_and_keys_of_languages_are_recognised() -> None:
    assert has_words("[Ll]ösenord")
    assert has_words("{sv: Hej, en: Hello}")
    assert not has_words("© 2026 → “x”")
