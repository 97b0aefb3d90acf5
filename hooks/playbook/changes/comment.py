"""Formats the pull request comment: changes and problems."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Problem
from ..report.github import summary, truncated
from ..visible import escape_controls
from ..words.catalogue import Words
from .change import Change
from .gaps import Gap, describe_gap
from .labels import Labels
from .renderers import as_markdown, comment_header

MARK = "<!-- playbook -->"
"""The first line of the comment, by which CI finds and replaces it."""
MAX_LENGTH = 60_000
"""The maximum number of characters; code hosts reject longer comments."""


def comment(changes: Sequence[Change], labels: Labels, problems: Sequence[Problem]) -> str:
    """Format the comment as Markdown, truncated at the end of a line if it is too long."""
    parts = [
        MARK,
        as_markdown(changes, labels),
        "",
        summary(problems, labels.words.sentences),
    ]
    return _truncated(parts, labels.words, labels.words("diff.cut"))


def comment_without_comparison(
    gaps: Sequence[Gap], problems: Sequence[Problem], words: Words
) -> str:
    """Format the comment for the case that a state has no readable ``playbook.yml``."""
    lines = [
        MARK,
        *comment_header(words("diff.unknown"), [describe_gap(gap, words) for gap in gaps], words),
    ]
    table = summary(problems, words.sentences)
    return _truncated([*lines, "", table], words, words("diff.cut_problems"))


def _truncated(lines: Sequence[str], words: Words, note: str) -> str:
    """Join lines and truncate the result if it is too long, ending with ``note``."""
    text = escape_controls("\n".join(lines))
    return truncated(text, MAX_LENGTH, lambda left: f"{words.count('diff.lines', left)}\n\n{note}")
