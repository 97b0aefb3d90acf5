"""Finds gaps: states that could not be read in full, so a report may miss changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..languages.codes import NO_CATALOGUE
from ..model import codes as model_codes
from ..problems import Code, Problem
from ..project import CheckResult
from ..source import codes as source_codes
from ..visible import escape_for_one_line
from ..words.catalogue import Words

Side = Literal["old", "new"]
Pair = tuple[str, str]

HIDING_CODES = frozenset(
    code.code
    for code in (*vars(source_codes).values(), *vars(model_codes).values(), NO_CATALOGUE)
    if isinstance(code, Code) and code.level == "error" and code is not source_codes.INVISIBLE
)
"""Codes of errors that prevent a file, an entry or a language from being read in full."""

MAX_LISTED_ERRORS = 10
"""The maximum number of errors to list per gap; `playbook check` lists all of them."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A state that was not read in full.

    ``argument`` is the command-line argument for the state, ``name`` its name for readers, and
    ``problems`` are the errors that prevented reading.
    """

    side: Side
    argument: str
    name: str
    problems: tuple[Problem, ...]


def find_gaps(old: CheckResult, new: CheckResult, arguments: Pair, names: Pair) -> tuple[Gap, ...]:
    """The states that were not read in full.

    ``arguments`` and ``names`` are pairs, of the old and the new state.
    """
    sides: tuple[Side, Side] = ("old", "new")
    problems = (_hiding_errors(old), _hiding_errors(new))
    candidates = map(Gap, sides, arguments, names, problems)
    return tuple(gap for gap in candidates if gap.problems)


def _hiding_errors(state: CheckResult) -> tuple[Problem, ...]:
    """The errors that may hide changes; all errors if entries are missing for any other reason."""
    hiding = tuple(problem for problem in state.errors if problem.code in HIDING_CODES)
    is_complete = state.playbook is not None and state.playbook.is_whole
    return hiding if hiding or is_complete else tuple(state.errors)


def describe_gap(gap: Gap, words: Words) -> tuple[str, list[str]]:
    """A line that names the state of a gap, and a line for each listed error."""
    count = len(gap.problems)
    sentences = words.sentences
    errors = [sentences.line(problem) for problem in gap.problems[:MAX_LISTED_ERRORS]]
    if count > MAX_LISTED_ERRORS:
        errors.append(words.count("diff.more_errors", count - MAX_LISTED_ERRORS))
    return words.count("diff.unread", count, state=escape_for_one_line(gap.name)), errors
