"""Formats the pull request comment: problems and changes."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Problem
from ..report.github import summary
from ..visible import escape_controls
from ..words.catalogue import Words
from .gaps import Gap, describe_gap
from .markdown_report import as_markdown, comment_header, problem_summary
from .report import Report

MARK = "<!-- playbook -->"
"""The first line of the comment, by which CI finds and replaces it."""
MAX_LENGTH = 60_000
"""The maximum number of characters.

GitHub rejects comments of more than 65,536 characters; GitLab accepts a million.
"""


def comment(report: Report) -> str:
    """Format the comment as Markdown. A long one says less about each change."""
    text = as_markdown(report, MAX_LENGTH)
    if report.problems:
        return _escaped([MARK, text])
    no_problems = summary((), report.labels.words.sentences)
    return _escaped([MARK, text, "", no_problems])


def comment_without_comparison(
    gaps: Sequence[Gap], problems: Sequence[Problem], words: Words
) -> str:
    """Format the comment for the case that a state has no readable ``playbook.yml``."""
    header = comment_header(
        words("diff.unknown"), [describe_gap(gap, words) for gap in gaps], words
    )
    return _escaped([MARK, *header, "", problem_summary(problems, words, MAX_LENGTH // 2)])


def _escaped(lines: Sequence[str]) -> str:
    return escape_controls("\n".join(lines)).rstrip("\n") + "\n"
