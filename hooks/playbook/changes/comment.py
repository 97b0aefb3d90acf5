"""The comment of a pull request: what changes, and what is wrong."""

from __future__ import annotations

from collections.abc import Sequence

from ..problems import Problem, failing
from ..report.github import summary
from .change import Change
from .telling import Telling
from .voices import as_markdown

MARK = "<!-- playbook -->"
"""The first line, by which the comment is found and replaced."""
MAX = 60_000
"""Characters that a comment holds on the hosts; the full text is the command's output at home."""


def comment(changes: Sequence[Change], telling: Telling, problems: Sequence[Problem]) -> str:
    """The comment as Markdown; a very long one is cut at the end of a line."""
    fails = len(failing(problems))
    whole = "\n".join([MARK, as_markdown(changes, telling), "", summary(problems, fails)])
    if len(whole) <= MAX:
        return whole
    cut = whole[:MAX].rsplit("\n", 1)[0]
    return f"{cut}\n\n{telling.words('diff.cut')}\n"
