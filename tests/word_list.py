"""Reports discouraged terms in code, comments, messages and documents.

Run it with ``python -m tests.word_list``. The terms, their replacements and the exceptions are in
``word_list.yml``.
"""

from __future__ import annotations

import io
import re
import sys
import tokenize
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

import yaml

ROOT = Path(__file__).parents[1]
WORD_LIST_FILE = Path(__file__).with_suffix(".yml")
FILE_PATTERNS = (
    *(f"{folder}/**/*.{ext}" for folder in ("hooks", "tests") for ext in ("py", "js", "mjs")),
    *("hooks/**/*.html", "hooks/**/*.css", "hooks/**/*.md", "hooks/playbook/languages/*/ui.yml"),
    *("bench/**/*.py", ".ci/*.py", "*.md", "docs/**/*.md", "Makefile"),
)
"""Glob patterns, relative to the root, of the files to check."""
EXCLUDED_FOLDERS = (
    "node_modules",
    "snowball",
    "cases",
    "expected",
    "conformance",
    "data",
    "labelled",
)
"""Folders with third-party code, test data or expected output."""
GENERATED_FILE = "docs/en/problems.md"
_NAME_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_DECLARATION = re.compile(r"\b(?:const|let|var|function|class)\s+([\w$]+)")


class Piece(NamedTuple):
    """An identifier, or a string, comment or line of a file, with its first line number."""

    line: int
    text: str
    is_name: bool


class Finding(NamedTuple):
    """A discouraged term in a file."""

    path: str
    line: int
    term: str
    replacement: str


@dataclass(frozen=True)
class WordList:
    """The terms and their replacements, in names, English and Swedish texts; and the exceptions."""

    names: dict[str, str]
    texts: dict[str, str]
    swedish: dict[str, str]
    allowed: list[dict[str, str]]

    def permits(self, path: str, term: str) -> bool:
        """Whether an exception allows the term in the file."""
        return any(
            PurePosixPath(path).match(entry["file"]) and re.search(entry["term"], term, re.I)
            for entry in self.allowed
        )


def read_list(path: Path = WORD_LIST_FILE) -> WordList:
    """Read a word list from a YAML file."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return WordList(**data)


def files(root: Path) -> list[Path]:
    """The paths of the files to check, sorted."""
    matches = {path for pattern in FILE_PATTERNS for path in root.glob(pattern)}
    relative_paths = {path: path.relative_to(root) for path in matches}
    return sorted(
        path
        for path, relative in relative_paths.items()
        if not set(relative.parts) & set(EXCLUDED_FOLDERS) and relative.as_posix() != GENERATED_FILE
    )


def python_pieces(text: str, *, all_strings: bool) -> Iterator[Piece]:
    """The names, comments and strings in Python code, except the names of tests.

    :param all_strings: If False, the only strings are docstrings.
    """
    previous = ""
    at_statement_start = True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        line = token.start[0]
        if token.type == tokenize.NAME and not (previous == "def" and token.string[:5] == "test_"):
            yield Piece(line, token.string, is_name=True)
        elif token.type == tokenize.COMMENT or (
            tokenize.tok_name[token.type] in ("STRING", "FSTRING_MIDDLE")
            and (all_strings or at_statement_start)
        ):
            yield Piece(line, token.string, is_name=False)
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            at_statement_start = token.type in (
                tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT
            )  # fmt: skip
            previous = token.string


def pieces(path: Path, relative: str) -> Iterator[Piece]:
    """The names and texts of a file that are checked."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from python_pieces(text, all_strings=not relative.startswith("tests/"))
        return
    for number, line in enumerate(text.splitlines(), start=1):
        yield Piece(number, line, is_name=False)
        if path.suffix in (".js", ".mjs"):
            yield from (Piece(number, name, is_name=True) for name in _DECLARATION.findall(line))


def is_swedish(relative: str) -> bool:
    """Whether a file contains Swedish text for readers."""
    return relative.endswith("sv/ui.yml") or re.match(r"docs/[^/]+\.md$", relative) is not None


def terms(piece: Piece, texts: dict[str, str], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Each discouraged term in a piece, as it is written there, with its replacement."""
    if piece.is_name:
        parts = [part.lower() for part in _NAME_PART.findall(piece.text)]
        yield from ((part, names[part]) for part in parts if part in names)
        return
    one_line = re.sub(r"\s*\n[ #*]*", " ", piece.text)
    for pattern, replacement in texts.items():
        yield from (
            (match[0], replacement) for match in re.finditer(pattern, one_line, re.IGNORECASE)
        )


def check(root: Path, words: WordList) -> Iterator[Finding]:
    """The discouraged terms in a project that no exception allows."""
    for path in files(root):
        relative = path.relative_to(root).as_posix()
        texts = words.swedish if is_swedish(relative) else words.texts
        for piece in pieces(path, relative):
            for term, replacement in terms(piece, texts, words.names):
                if not words.permits(relative, term):
                    yield Finding(relative, piece.line, term, replacement)


def main(root: Path = ROOT) -> int:
    """Print each finding, and return the exit status: 1 if there are any."""
    findings = list(check(root, read_list()))
    for finding in findings:
        print(f"{finding.path}:{finding.line}: '{finding.term}': use {finding.replacement}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
