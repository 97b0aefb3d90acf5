"""Gaps: states that could not be read in full, so that a report may miss changes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from ..languages.codes import NO_CATALOGUE
from ..messages import messages
from ..model import codes as model_codes
from ..problems import Code, Problem
from ..project import CheckResult
from ..source import codes as source_codes
from ..visible import escape_for_one_line
from ..words.catalogue import Words

Side = Literal["old", "new"]
Pair = tuple[str, str]

HIDING = frozenset(
    code.code
    for code in (*vars(source_codes).values(), *vars(model_codes).values(), NO_CATALOGUE)
    if isinstance(code, Code) and code.level == "error" and code is not source_codes.INVISIBLE
)
"""Codes of errors that prevent a file, an entry or a language from being read in full."""

LISTED = 10
"""Maximum number of listed errors per gap; `playbook check` shows all."""


@dataclass(frozen=True, slots=True)
class Gap:
    """A state that was not read in full.

    ``asked`` is the argument of the command, ``name`` the name for readers, and ``problems`` are
    the errors that prevented reading.
    """

    side: Side
    asked: str
    name: str
    problems: tuple[Problem, ...]


def gaps(old: CheckResult, new: CheckResult, asked: Pair, names: Pair) -> tuple[Gap, ...]:
    """The states that were not read in full; ``names`` are the names of both for readers."""
    sides: tuple[Side, Side] = ("old", "new")
    problems = (_hiding_errors(old), _hiding_errors(new))
    both = map(Gap, sides, asked, names, problems)
    return tuple(gap for gap in both if gap.problems)


def _hiding_errors(state: CheckResult) -> tuple[Problem, ...]:
    """The errors that may hide changes: all errors if entries are missing for another reason."""
    hiding = tuple(problem for problem in state.errors if problem.code in HIDING)
    is_whole = state.playbook is not None and state.playbook.is_whole
    return hiding if hiding or is_whole else tuple(state.errors)


def unread(gap: Gap, words: Words) -> tuple[str, list[str]]:
    """A line that names the state that was not read in full, and one for each listed error."""
    count = len(gap.problems)
    sentences = messages(words.language)
    errors = [sentences.line(problem) for problem in gap.problems[:LISTED]]
    if count > LISTED:
        errors.append(words.count("diff.more_errors", count - LISTED))
    return words.count("diff.unread", count, state=escape_for_one_line(gap.name)), errors
