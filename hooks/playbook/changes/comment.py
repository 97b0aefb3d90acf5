"""The pull request comment: changes and problems."""

from __future__ import annotations

from collections.abc import Sequence

from ..messages import messages
from ..problems import Problem
from ..report.github import summary, truncated
from ..visible import escape_controls
from ..words.catalogue import Words
from .change import Change
from .gaps import Gap, unread
from .labels import Labels
from .renderers import as_markdown, head

MARK = "<!-- playbook -->"
"""The first line; identifies the comment so that it can be replaced."""
MAX_LENGTH = 60_000
"""Maximum length of a comment on code hosts."""


def comment(changes: Sequence[Change], labels: Labels, problems: Sequence[Problem]) -> str:
    """The comment as Markdown, truncated at a line end if too long."""
    parts = [
        MARK,
        as_markdown(changes, labels),
        "",
        summary(problems, messages(labels.words.language)),
    ]
    return _truncated(parts, labels.words, labels.words("diff.cut"))


def unknown(gaps: Sequence[Gap], problems: Sequence[Problem], words: Words) -> str:
    """The comment if the ``playbook.yml`` of a state cannot be read: there is no comparison."""
    lines = [MARK, *head(words("diff.unknown"), [unread(gap, words) for gap in gaps], words)]
    table = summary(problems, messages(words.language))
    return _truncated([*lines, "", table], words, words("diff.cut_problems"))


def _truncated(lines: Sequence[str], words: Words, note: str) -> str:
    """The lines as one text, truncated if too long; ``note`` names the command that shows all."""
    text = escape_controls("\n".join(lines))
    return truncated(text, MAX_LENGTH, lambda left: f"{words.count('diff.lines', left)}\n\n{note}")
