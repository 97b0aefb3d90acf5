"""What a decision about published versions changes, and the days on which it can have been made."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable
from dataclasses import dataclass

from ..problems import Phrase
from .codes import WRONG_DAY, refusal
from .decisions import Decision
from .published_version import Version
from .remaining_texts import Place
from .stores import Target
from .tree import TreeUpdate


@dataclass(frozen=True)
class Plan:
    """What a decision changes.

    ``before`` and ``after`` are the versions that apply; ``undone`` those that no longer apply.
    ``replaced_pages`` get a note; ``removed`` is the number of removed files. ``same_texts`` are
    other versions, each with the number of withdrawn entries that it contains unchanged.
    ``shared`` are texts of a withdrawn page that other pages have too, so they stay there.
    ``remaining`` are the files that still contain a title or a text of a withdrawn page.
    """

    before: str
    after: str
    undone: tuple[str, ...]
    update: TreeUpdate
    replaced_pages: tuple[str, ...] = ()
    removed: int = 0
    same_texts: tuple[tuple[str, int], ...] = ()
    shared: tuple[str, ...] = ()
    remaining: tuple[Place, ...] = ()


Planner = Callable[[Target], Plan]
"""Plans a decision for a tree. Raises RefusedError."""


def refuse_early(decision: Decision, versions: Iterable[Version]) -> None:
    """Refuse a decision that is older than a version that it is about. Raises RefusedError."""
    for version in versions:
        if decision.on < version.day:
            why = Phrase("decision.early", version=version.text, day=version.day)
            raise refusal(WRONG_DAY, version.text, on=decision.on, why=why)


def refuse_future(decision: Decision, today: dt.date) -> None:
    """Check that a decision has been made. Raises RefusedError."""
    if decision.on > today.isoformat():
        raise refusal(WRONG_DAY, "--on", on=decision.on, why=Phrase("decision.future", day=today))
