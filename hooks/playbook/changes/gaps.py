"""What of a state could not be read: a change may be missing there, and a report says so."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..model import codes as of_form
from ..problems import Code, Problem
from ..project import CheckResult
from ..source import codes as of_files
from ..visible import on_a_line
from ..words.catalogue import NO_CATALOGUE, Words

Side = Literal["old", "new"]
Pair = tuple[str, str]

HIDING = frozenset(
    code.code
    for code in (*vars(of_files).values(), *vars(of_form).values(), NO_CATALOGUE)
    if isinstance(code, Code) and code.level == "error" and code is not of_files.INVISIBLE
)
"""Errors with which a file, an entry or a language is not read, or not to its end."""


LISTED = 10
"""How many of the errors that hide changes a report lists; `playbook check` tells all."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A state that was not read in full: the name it was asked for by, what a reader calls it, and
    the errors in the way."""

    side: Side
    asked: str
    name: str
    problems: tuple[Problem, ...]


def gaps(old: CheckResult, new: CheckResult, asked: Pair, names: Pair) -> tuple[Gap, ...]:
    """The states that were not read in full; ``names`` are what a reader calls the two."""
    sides: tuple[Side, Side] = ("old", "new")
    problems = (_in_the_way(old), _in_the_way(new))
    found = map(Gap, sides, asked, names, problems)
    return tuple(gap for gap in found if gap.problems)


def _in_the_way(state: CheckResult) -> tuple[Problem, ...]:
    hiding = tuple(problem for problem in state.errors if problem.code in HIDING)
    is_whole = state.playbook is not None and state.playbook.is_whole
    return hiding if hiding or is_whole else tuple(state.errors)


def unread(gap: Gap, words: Words) -> tuple[str, list[str]]:
    """A line that says what was not read in full, and a line for each of the errors in the way."""
    count = len(gap.problems)
    errors = [str(problem) for problem in gap.problems[:LISTED]]
    if count > LISTED:
        errors.append(words.count("diff.more_errors", count - LISTED))
    return words.count("diff.unread", count, state=on_a_line(gap.name)), errors
