"""The pull request comment: changes and problems."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Problem
from ..report.github import fitting, summary
from ..visible import visible
from ..words.catalogue import Words
from .change import Change
from .gaps import Gap, unread
from .labels import Labels
from .renderers import as_markdown, head

MARK = "<!-- playbook -->"
"""The first line; identifies the comment so that it can be replaced."""
MAX = 60_000
"""Maximum length of a comment on code hosts."""


def comment(changes: Sequence[Change], labels: Labels, problems: Sequence[Problem]) -> str:
    """The comment as Markdown, truncated at a line end if too long."""
    whole = [MARK, as_markdown(changes, labels), "", summary(problems)]
    return _cut(whole, labels.words, labels.words("diff.cut"))


def unknown(gaps: Sequence[Gap], problems: Sequence[Problem], words: Words) -> str:
    """The comment where the ``playbook.yml`` of a state cannot be read: nothing is compared."""
    lines = [MARK, *head(words("diff.unknown"), [unread(gap, words) for gap in gaps], words)]
    return _cut([*lines, "", summary(problems)], words, words("diff.cut_problems"))


def _cut(lines: Sequence[str], words: Words, where: str) -> str:
    whole = visible("\n".join(lines))
    return fitting(whole, MAX, lambda left: f"{words.count('diff.lines', left)}\n\n{where}")
