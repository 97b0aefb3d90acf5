"""Repairs files that cannot be read: characters and YAML with one certain fix."""

from __future__ import annotations

from ..problems import Problem
from ..source.decoding import decode
from ..source.tree import Tree, read_tree
from .text_edits import apply_edits

MAX_ROUNDS = 200
"""The most mistakes that are repaired in one file: after each, the file is read again."""


def repaired(path: str, text: str) -> str:
    """The text of a file with every mistake repaired up to the first that has no certain fix.

    ``text`` has line feeds only. The parser tells one mistake at a time.
    """
    for _ in range(MAX_ROUNDS):
        _, problems = read_text_of(path, text)
        edits = [edit for problem in problems if problem.fix for edit in problem.fix.edits]
        new = apply_edits(text, edits)
        if new == text:
            return text
        text = new
    return text


def read_text_of(path: str, text: str) -> tuple[Tree | None, list[Problem]]:
    """The tree of a text, if it can be read, and the problems of its characters and its YAML."""
    decoded, problems = decode(text.encode("utf-8"), path)
    return (None, problems) if decoded is None else read_tree(path, decoded)
