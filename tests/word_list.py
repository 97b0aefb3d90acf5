"""Report old terms in identifiers, comments, messages and documents: ``python -m tests.word_list``.

The terms, their replacements and the exceptions are in ``word_list.yml``.
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
LIST = Path(__file__).with_suffix(".yml")
PATTERNS = (
    *(f"{folder}/**/*.{ext}" for folder in ("hooks", "tests") for ext in ("py", "js", "mjs")),
    *("hooks/**/*.html", "hooks/**/*.css", "hooks/**/*.md", "hooks/playbook/languages/*/ui.yml"),
    *("bench/**/*.py", ".ci/*.py", "*.md", "docs/**/*.md", "Makefile"),
)
"""The files that are read, below the project's folder."""
LEFT_OUT = ("node_modules", "snowball", "cases", "expected", "conformance", "data", "labelled")
"""Folders of code by others, of test data and of expected output."""
GENERATED = "docs/en/problems.md"
_PART = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+")
_DECLARED = re.compile(r"\b(?:const|let|var|function|class)\s+([\w$]+)")


class Piece(NamedTuple):
    """An identifier or a text of a file, and the line on which it begins."""

    line: int
    text: str
    is_name: bool


class Finding(NamedTuple):
    """An old term in a file."""

    path: str
    line: int
    term: str
    use: str


@dataclass(frozen=True)
class WordList:
    """The terms of ``word_list.yml``; each maps to its replacement."""

    names: dict[str, str]
    texts: dict[str, str]
    swedish: dict[str, str]
    allowed: list[dict[str, str]]

    def permits(self, path: str, term: str) -> bool:
        """Whether an exception names the file and the term."""
        return any(
            PurePosixPath(path).match(entry["file"]) and re.search(entry["term"], term, re.I)
            for entry in self.allowed
        )


def read_list(path: Path = LIST) -> WordList:
    """The word list of a file."""
    data: dict[str, Any] = yaml.safe_load(path.read_text(encoding="utf-8"))
    return WordList(**data)


def files(root: Path) -> list[Path]:
    """The files that are read, sorted."""
    matches = {path for pattern in PATTERNS for path in root.glob(pattern)}
    inside = {path: path.relative_to(root) for path in matches}
    return sorted(
        path
        for path, relative in inside.items()
        if not set(relative.parts) & set(LEFT_OUT) and relative.as_posix() != GENERATED
    )


def python_pieces(text: str, *, all_strings: bool) -> Iterator[Piece]:
    """The names, comments and strings of Python code.

    :param all_strings: False reads docstrings only.
    """
    previous = ""
    begins = True
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        line = token.start[0]
        if token.type == tokenize.NAME and not (previous == "def" and token.string[:5] == "test_"):
            yield Piece(line, token.string, is_name=True)
        elif token.type == tokenize.COMMENT or (
            tokenize.tok_name[token.type] in ("STRING", "FSTRING_MIDDLE")
            and (all_strings or begins)
        ):
            yield Piece(line, token.string, is_name=False)
        if token.type not in (tokenize.COMMENT, tokenize.NL):
            begins = token.type in (tokenize.NEWLINE, tokenize.INDENT, tokenize.DEDENT)
            previous = token.string


def pieces(path: Path, relative: str) -> Iterator[Piece]:
    """What is checked of a file."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".py":
        yield from python_pieces(text, all_strings=not relative.startswith("tests/"))
        return
    for number, line in enumerate(text.splitlines(), start=1):
        yield Piece(number, line, is_name=False)
        if path.suffix in (".js", ".mjs"):
            yield from (Piece(number, name, is_name=True) for name in _DECLARED.findall(line))


def is_swedish(relative: str) -> bool:
    """Whether a file holds Swedish text for readers."""
    return relative.endswith("sv/ui.yml") or re.match(r"docs/[^/]+\.md$", relative) is not None


def terms(piece: Piece, texts: dict[str, str], names: dict[str, str]) -> Iterator[tuple[str, str]]:
    """The old terms in a piece, as they appear there, each with its replacement."""
    if piece.is_name:
        parts = [part.lower() for part in _PART.findall(piece.text)]
        yield from ((part, names[part]) for part in parts if part in names)
        return
    flat = re.sub(r"\s*\n[ #*]*", " ", piece.text)
    for pattern, use in texts.items():
        yield from ((match[0], use) for match in re.finditer(pattern, flat, re.IGNORECASE))


def check(root: Path, words: WordList) -> Iterator[Finding]:
    """The old terms in a project that no exception permits."""
    for path in files(root):
        relative = path.relative_to(root).as_posix()
        texts = words.swedish if is_swedish(relative) else words.texts
        for piece in pieces(path, relative):
            for term, use in terms(piece, texts, words.names):
                if not words.permits(relative, term):
                    yield Finding(relative, piece.line, term, use)


def main(root: Path = ROOT) -> int:
    """Print every finding; the exit status: 1 if there are any."""
    findings = list(check(root, read_list()))
    for finding in findings:
        print(f"{finding.path}:{finding.line}: '{finding.term}': use {finding.use}")
    return 1 if findings else 0


if __name__ == "__main__":
    sys.exit(main())
