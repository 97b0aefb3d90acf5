"""The comment of a pull request: what changes, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Problem, failing
from ..report.github import fitting, summary
from ..visible import visible
from ..words.catalogue import Words
from .change import Change
from .gaps import Gap, unread
from .telling import Telling
from .voices import as_markdown, head

MARK = "<!-- playbook -->"
"""The first line, by which the comment is found and replaced."""
MAX = 60_000
"""Characters that a comment holds on the hosts; the full text is the command's output at home."""


def comment(changes: Sequence[Change], telling: Telling, problems: Sequence[Problem]) -> str:
    """The comment as Markdown; a very long one is cut at the end of a line."""
    fails = len(failing(problems))
    whole = [MARK, as_markdown(changes, telling), "", summary(problems, fails)]
    return _cut(whole, telling.words, telling.words("diff.cut"))


def unknown(gaps: Sequence[Gap], problems: Sequence[Problem], words: Words) -> str:
    """The comment where the ``playbook.yml`` of a state cannot be read: nothing is compared."""
    lines = [MARK, *head(words("diff.unknown"), [unread(gap, words) for gap in gaps], words)]
    fails = len(failing(problems))
    return _cut([*lines, "", summary(problems, fails)], words, words("diff.cut_problems"))


def _cut(lines: Sequence[str], words: Words, where: str) -> str:
    whole = visible("\n".join(lines))
    return fitting(whole, MAX, lambda left: f"{words.count('diff.lines', left)}\n\n{where}")
