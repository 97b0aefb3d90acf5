"""Finds the marks that git leaves in a file when two have changed the same lines.

A conflict begins with a line of ``<``, has a line of ``=`` in the middle and ends with a line of
``>``. In a Markdown file, a line of ``=`` alone underlines a heading, so only the first and last
marks tell a conflict. In a YAML file no line may begin with ``=======``.
"""

from __future__ import annotations

import re

from ..problems import Location, Problem
from . import codes

_MARK = re.compile(r"^[ \t]*(<{7,}|>{7,}|\|{7,}(?= [^|\n]+$))(?=[ \r\n]|\Z)", re.M)
"""A mark; git makes longer ones for ``conflict-marker-size`` and for conflicts in merged bases."""
_MARK_IN_DATA = re.compile(r"^(={7,}|\|{7,})(?=[ \r\n]|\Z)", re.M)
"""A line that remains of a conflict, and that no YAML file has."""


def conflict_problem(text: str, name: str, *, is_data: bool = False) -> Problem | None:
    """The problem with the first conflict mark in a text, or None.

    ``name`` is the path in the location of the problem.
    """
    matches = [_MARK.search(text), _MARK_IN_DATA.search(text) if is_data else None]
    first = min((match for match in matches if match), key=lambda each: each.start(1), default=None)
    if first is None:
        return None
    line = text.count("\n", 0, first.start(1)) + 1
    column = first.start(1) - text.rfind("\n", 0, first.start(1))
    return codes.CONFLICT.at(Location(name, line, column), mark=first[1][:7])
