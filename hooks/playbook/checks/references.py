"""References point to entries that exist, have the right kind and are not retired."""

from __future__ import annotations

import functools
from collections import Counter
from collections.abc import Iterator, Mapping

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.types import RefMarker, ValueMarker
from ..model.value_descriptions import did_you_mean
from ..problems import Code, Location, Problem
from ..source.tree import Path

UNKNOWN = Code(
    "PB202", "error", "no entry has the id '{id}'{more}", "write the id of an entry of {kinds}"
)
WRONG_KIND = Code(
    "PB203",
    "error",
    "'{id}' is an entry of {found}, but '{key}' needs an entry of {kinds}",
    "refer to another entry",
)
RETIRED = Code("PB204", "error", "'{id}' is retired", "refer to what replaced it: '{replacement}'")
RENAMED_CURE = "write '{id}', as it is called now"
"""The cure for a reference to the previous id of an entry; `playbook fix` applies it."""
MAX_LISTED_IDS = 12
"""Maximum number of ids that a cure lists."""
MIN_REPEATED = 5
"""From this number of references on, the message gives the number."""
INCOMPLETE_RETIREMENT = Code(
    "PB205",
    "error",
    "the retired entry '{id}' has no '{key}'",
    "state what replaced it and why: readers of the old entry are sent there",
)
NOT_RETIRED = Code(
    "PB210",
    "error",
    "'{id}' has 'replaced_by' but is not retired",
    "set 'status: retired', or remove 'replaced_by'",
)
CIRCLE = Code(
    "PB211",
    "error",
    "the replacements of '{id}' form a loop",
    "let the last one refer to an entry that is not retired",
)
PREVIOUS_ID = Code(
    "PB206", "error", "the previous id '{id}' belongs to {holder}", "an id must not be reused"
)
UNKNOWN_VALUE = Code(
    "PB207", "error", "'{name}' is not a value in playbook.yml", "add it under values"
)
_MAY_NAME_ITSELF = ("owner", "applies_to")
"""Fields in which a role may refer to itself."""
SELF = Code("PB208", "error", "'{id}' refers to itself in '{key}'", "refer to another entry")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Problems with references, names of values, retired entries and previous ids."""
    index = _IdIndex(playbook)
    for entry in playbook.entries.values():
        yield from _references(playbook, entry, index)
        yield from _retirement(playbook, entry)
    yield from _previous_ids(playbook)


class _IdIndex:
    """Previous ids and reference counts, for problems with unknown ids."""

    def __init__(self, playbook: Playbook) -> None:
        self.playbook = playbook

    @functools.cached_property
    def current_ids(self) -> Mapping[str, str]:
        entries = self.playbook.entries.values()
        return {id: entry.id for entry in entries for id in entry.previous_ids}

    @functools.cached_property
    def counts(self) -> Mapping[str, int]:
        """The number of references to each id; a file's defaults count once."""
        locations = {
            (field.value, self.playbook.origins[id].location(field.path))
            for id, fields in self.playbook.found.items()
            for field in fields
            if isinstance(field.marker, RefMarker)
        }
        return Counter(id for id, _ in locations)

    def unknown(self, location: Location, id: str, kinds: tuple[str, ...]) -> Problem:
        """The problem with a reference to an id that no entry has."""
        entries = self.playbook.entries.values()
        candidates = [entry.id for entry in entries if not kinds or entry.kind in kinds]
        cure = (
            RENAMED_CURE.format(id=self.current_ids[id])
            if id in self.current_ids
            else did_you_mean(id, candidates)
        )
        if not cure and len(candidates) <= MAX_LISTED_IDS:
            cure = f"write the id of an entry of {_kind_names(kinds)}: {', '.join(candidates)}"
        count = self.counts[id]
        more = f", used in {count} places" if count >= MIN_REPEATED else ""
        return UNKNOWN.at(location, id=id, more=more, kinds=_kind_names(kinds), cure=cure)


def _kind_names(kinds: tuple[str, ...]) -> str:
    return " or ".join(kinds) or "any kind"


def _references(playbook: Playbook, entry: Entry, index: _IdIndex) -> Iterator[Problem]:
    origin = playbook.origins[entry.id]
    for field in playbook.found[entry.id]:
        if isinstance(field.marker, RefMarker):
            kinds = field.marker.kinds
            yield from _reference(playbook, entry, field.path, field.value, kinds, index)
        elif isinstance(field.marker, ValueMarker) and field.value not in playbook.settings.values:
            cure = did_you_mean(field.value, playbook.settings.values)
            yield UNKNOWN_VALUE.at(origin.location(field.path), name=field.value, cure=cure)


def _reference(
    playbook: Playbook, entry: Entry, path: Path, id: str, kinds: tuple[str, ...], index: _IdIndex
) -> Iterator[Problem]:
    location: Location = playbook.origins[entry.id].location(path)
    target = playbook.entries.get(id)
    key = next(part for part in reversed(path) if isinstance(part, str))
    if target is None:
        if not playbook.may_exist(id):
            yield index.unknown(location, id, kinds)
    elif kinds and target.kind not in kinds:
        yield WRONG_KIND.at(location, id=id, found=target.kind, key=key, kinds=_kind_names(kinds))
    elif target.id == entry.id and path[0] not in _MAY_NAME_ITSELF:
        yield SELF.at(location, id=id, key=key)
    elif target.status == "retired" and entry.status != "retired" and target.replaced_by:
        # without a replacement, INCOMPLETE_RETIREMENT reports the target itself
        yield RETIRED.at(location, id=id, replacement=target.replaced_by)


def _retirement(playbook: Playbook, entry: Entry) -> Iterator[Problem]:
    if entry.status != "retired":
        if entry.replaced_by is not None:
            location = playbook.origins[entry.id].location(("replaced_by",), of_key=True)
            yield NOT_RETIRED.at(location, id=entry.id)
        return
    if _is_circular(playbook, entry):
        location = playbook.origins[entry.id].location(("replaced_by",))
        yield CIRCLE.at(location, id=entry.id)
    for key in ("replaced_by", "retired_because"):
        if getattr(entry, key) is None:
            location = playbook.origins[entry.id].location(("status",))
            yield INCOMPLETE_RETIREMENT.at(location, id=entry.id, key=key)


def _is_circular(playbook: Playbook, entry: Entry) -> bool:
    """Whether the chain of replacements leads back to the entry."""
    visited: set[str] = set()
    id = entry.replaced_by
    while id is not None and id not in visited:
        if id == entry.id:
            return True
        visited.add(id)
        replacement = playbook.entries.get(id)
        id = replacement.replaced_by if replacement else None
    return False


def _previous_ids(playbook: Playbook) -> Iterator[Problem]:
    holders: dict[str, str] = {id: f"the entry '{id}'" for id in playbook.entries}
    holders |= {id: f"the chapter '{id}'" for id in playbook.chapter_origins}
    for entry in playbook.entries.values():
        for index, id in enumerate(entry.previous_ids):
            if id in holders:
                location = playbook.origins[entry.id].location(("previous_ids", index))
                yield PREVIOUS_ID.at(location, id=id, holder=holders[id])
            holders[id] = f"the former id of '{entry.id}'"
