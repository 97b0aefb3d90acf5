"""References lead to entries that exist, are of the right kind and are not retired."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.types import RefTo, ValueName
from ..model.wording import guess
from ..problems import Code, Place, Problem
from ..source.tree import Path

UNKNOWN = Code(
    "PB202", "error", "no entry has the id '{id}'{more}", "write the id of an entry of {kinds}"
)
WRONG_KIND = Code(
    "PB203",
    "error",
    "'{id}' is an entry of {found}, and '{key}' wants one of {kinds}",
    "refer to another entry",
)
RETIRED = Code("PB204", "error", "'{id}' is retired", "refer to what replaced it: '{replacement}'")
FORMER = "write '{id}', as it is called now"
"""What to do with a reference to an id that an entry once had; `playbook fix` does it."""
FEW = 12
"""How many ids a cure lists."""
MANY = 5
"""From how many places on a missing id is told as one mistake that shows in all of them."""
TOMBSTONE = Code(
    "PB205",
    "error",
    "the retired entry '{id}' lacks '{key}'",
    "say what replaced it and why; whoever looks for it is led on from there",
)
NOT_RETIRED = Code(
    "PB210",
    "error",
    "'{id}' has 'replaced_by' and is not retired",
    "write status: retired, or remove replaced_by",
)
CIRCLE = Code(
    "PB211",
    "error",
    "what replaced '{id}' leads back to it",
    "let the last of them lead to an entry that applies",
)
PREVIOUS_ID = Code(
    "PB206", "error", "the previous id '{id}' belongs to {holder}", "an id is never used again"
)
UNKNOWN_VALUE = Code(
    "PB207", "error", "'{name}' is no value in playbook.yml", "add it under values"
)
_OF_ITSELF = ("owner", "applies_to")
"""Fields in which a role may well name itself."""
SELF = Code("PB208", "error", "'{id}' refers to itself in '{key}'", "refer to another entry")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Problems with references, names of values, tombstones and previous ids."""
    known = _Known(playbook)
    for entry in playbook.entries.values():
        yield from _references(playbook, entry, known)
        yield from _tombstone(playbook, entry)
    yield from _previous_ids(playbook)


class _Known:
    """What is known of ids that no entry has: the entries that once had them, and how often."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook

    @functools.cached_property
    def now(self) -> Mapping[str, str]:
        entries = self.playbook.entries.values()
        return {id: entry.id for entry in entries for id in entry.previous_ids}

    @functools.cached_property
    def counts(self) -> Mapping[str, int]:
        """In how many places each id is referred to; defaults of a file are one place."""
        places = {
            (one.value, self.playbook.origins[id].place(one.path))
            for id, fields in self.playbook.found.items()
            for one in fields
            if isinstance(one.marker, RefTo)
        }
        return Counter(id for id, _ in places)

    def unknown(self, place: Place, id: str, kinds: tuple[str, ...]) -> Problem:
        """The problem with a reference to an id that no entry has."""
        entries = self.playbook.entries.values()
        fitting = [its.id for its in entries if not kinds or its.kind in kinds]
        cure = FORMER.format(id=self.now[id]) if id in self.now else guess(id, fitting)
        if not cure and len(fitting) <= FEW:
            cure = f"write the id of an entry of {_named(kinds)}: {', '.join(fitting)}"
        often = self.counts[id]
        more = f", to which {often} places refer" if often >= MANY else ""
        return UNKNOWN.at(place, id=id, more=more, kinds=_named(kinds), cure=cure)


def _named(kinds: tuple[str, ...]) -> str:
    return " or ".join(kinds) or "any kind"


def _references(playbook: Playbook, entry: Entry, known: _Known) -> Iterator[Problem]:
    origin = playbook.origins[entry.id]
    for found in playbook.found[entry.id]:
        if isinstance(found.marker, RefTo):
            kinds = found.marker.kinds
            yield from _reference(playbook, entry, found.path, found.value, kinds, known)
        elif isinstance(found.marker, ValueName) and found.value not in playbook.settings.values:
            cure = guess(found.value, playbook.settings.values)
            yield UNKNOWN_VALUE.at(origin.place(found.path), name=found.value, cure=cure)


def _reference(
    playbook: Playbook, entry: Entry, path: Path, id: str, kinds: tuple[str, ...], known: _Known
) -> Iterator[Problem]:
    place: Place = playbook.origins[entry.id].place(path)
    target = playbook.entries.get(id)
    key = next(part for part in reversed(path) if isinstance(part, str))
    if target is None:
        if not playbook.may_exist(id):
            yield known.unknown(place, id, kinds)
    elif kinds and target.kind not in kinds:
        yield WRONG_KIND.at(place, id=id, found=target.kind, key=key, kinds=_named(kinds))
    elif target.id == entry.id and path[0] not in _OF_ITSELF:
        yield SELF.at(place, id=id, key=key)
    elif target.status == "retired" and entry.status != "retired" and target.replaced_by:
        yield RETIRED.at(place, id=id, replacement=target.replaced_by)  # else: see TOMBSTONE


def _tombstone(playbook: Playbook, entry: Entry) -> Iterator[Problem]:
    if entry.status != "retired":
        if entry.replaced_by is not None:
            place = playbook.origins[entry.id].place(("replaced_by",), of_key=True)
            yield NOT_RETIRED.at(place, id=entry.id)
        return
    if _comes_back(playbook, entry):
        place = playbook.origins[entry.id].place(("replaced_by",))
        yield CIRCLE.at(place, id=entry.id)
    for key in ("replaced_by", "retired_because"):
        if getattr(entry, key) is None:
            place = playbook.origins[entry.id].place(("status",))
            yield TOMBSTONE.at(place, id=entry.id, key=key)


def _comes_back(playbook: Playbook, entry: Entry) -> bool:
    """Whether what replaced an entry, and what replaced that, leads back to the entry."""
    met: set[str] = set()
    id = entry.replaced_by
    while id is not None and id not in met:
        if id == entry.id:
            return True
        met.add(id)
        replacement = playbook.entries.get(id)
        id = replacement.replaced_by if replacement else None
    return False


def _previous_ids(playbook: Playbook) -> Iterator[Problem]:
    holders: dict[str, str] = {id: f"the entry '{id}'" for id in playbook.entries}
    holders |= {id: f"the chapter '{id}'" for id in playbook.chapter_origins}
    for entry in playbook.entries.values():
        for index, id in enumerate(entry.previous_ids):
            if id in holders:
                place = playbook.origins[entry.id].place(("previous_ids", index))
                yield PREVIOUS_ID.at(place, id=id, holder=holders[id])
            holders[id] = f"the former id of '{entry.id}'"
