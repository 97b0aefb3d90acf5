"""Checks that references point to entries that exist, have the right kind and are not retired."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from ..model.entry import Entry
from ..model.fields import MarkedValue, walk
from ..model.playbook import Origin, Playbook
from ..model.types import RefMarker, ValueMarker
from ..model.value_descriptions import did_you_mean
from ..problems import Code, Location, Phrase, Problem
from ..source.fixes import replacement_fix, straight_quotes_fix
from .causes import retired_entry_cause, unknown_entry_cause, unknown_value_cause
from .meant_ids import id_with_title, meant_id

UNKNOWN_ID = Code("PB202", "error", "id", "kinds")
WRONG_KIND = Code("PB203", "error", "id", "found", "key", "kinds")
RETIRED_TARGET = Code("PB204", "error", "id", "replacement")
RETIRED_FOR_GOOD = Code("PB213", "error", "id")
MANY_REFERENCES = 3
"""So many references have the same unknown id only if an entry was removed or renamed."""
MAX_LISTED_IDS = 12
"""Maximum number of ids that a suggestion lists."""
INCOMPLETE_RETIREMENT = Code("PB205", "error", "id", "key")
NOT_RETIRED = Code("PB210", "error", "id")
CIRCULAR_REPLACEMENT = Code("PB211", "error", "id")
PREVIOUS_ID = Code("PB206", "error", "id", "holder")
UNKNOWN_VALUE = Code("PB207", "error", "name")
_FIELDS_THAT_MAY_REFER_TO_SELF = ("owner", "applies_to")
"""Fields in which a role may refer to itself."""
SELF_REFERENCE = Code("PB208", "error", "id", "key")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Problems with references, names of values, retired entries and previous ids."""
    yield from _with_changed_ids(list(_check(playbook)))


def _with_changed_ids(problems: Sequence[Problem]) -> Iterator[Problem]:
    """The problems; an id that many references have was not misspelt but removed or renamed."""
    places = {(each.cause, each.location) for each in problems if each.code == UNKNOWN_ID.code}
    counts = Counter(cause for cause, _ in places)
    for problem in problems:
        if (
            problem.code != UNKNOWN_ID.code
            or counts[problem.cause] < MANY_REFERENCES
            or problem.fix
        ):
            yield problem
            continue
        id, known = problem.fact("id"), dict(problem.cure.facts) if problem.cure else {}
        if "suggestion" in known:
            cure = Phrase("cure.renamed-without", id=id, suggestion=known["suggestion"])
        else:
            cure = Phrase("cure.removed", id=id)
        yield replace(problem, cure=cure)


def _check(playbook: Playbook) -> Iterator[Problem]:
    for entry in playbook.entries.values():
        fields = playbook.marked_values[entry.id]
        yield from _check_references(playbook, entry, playbook.origins[entry.id], fields)
        yield from _check_retirement(playbook, entry)
    for incomplete, origin in playbook.incomplete:
        yield from _check_references(playbook, incomplete, origin, walk(incomplete))
    yield from _check_previous_ids(playbook)


def _unknown_id(
    playbook: Playbook, origin: Origin, location: Location, id: str, kinds: tuple[str, ...]
) -> Problem:
    """The problem with a reference to an id that no entry has."""
    candidates = [
        entry.id for entry in playbook.entries.values() if not kinds or entry.kind in kinds
    ]
    meant = playbook.current_ids.get(id)
    fix = straight_quotes_fix(origin.tree, location)
    if meant:
        cure: Phrase | None = Phrase("cure.renamed", id=meant)
    elif meant := meant_id(id, candidates):
        cure = Phrase("cure.write", value=meant)
    elif titled := id_with_title(playbook, id, candidates):
        cure = Phrase("cure.id-with-title", suggestion=titled)
    else:
        cure = did_you_mean(id, candidates)
    if meant:
        fix = fix or replacement_fix(origin.tree, location, id, meant)
    if not cure and len(candidates) <= MAX_LISTED_IDS:
        cure = Phrase("cure.write-id", kinds=_kind_names(kinds), ids=candidates)
    return UNKNOWN_ID.at(
        location, id=id, kinds=_kind_names(kinds), cure=cure, cause=unknown_entry_cause(id), fix=fix
    )


def _kind_names(kinds: tuple[str, ...]) -> Phrase:
    if len(kinds) > 1:
        return Phrase("or", first=kinds[0], others=_kind_names(kinds[1:]))
    return Phrase("value.plain", value=kinds[0]) if kinds else Phrase("any-kind")


def _check_references(
    playbook: Playbook, entry: Entry, origin: Origin, fields: Iterable[MarkedValue]
) -> Iterator[Problem]:
    for field in fields:
        if isinstance(field.marker, RefMarker):
            kinds = field.marker.kinds
            yield from _check_reference(playbook, entry, origin, field, kinds)
        elif isinstance(field.marker, ValueMarker) and field.value not in playbook.settings.values:
            cure = did_you_mean(field.value, playbook.settings.values)
            location = origin.location(field.path)
            yield UNKNOWN_VALUE.at(
                location, name=field.value, cure=cure, cause=unknown_value_cause(field.value),
                fix=straight_quotes_fix(origin.tree, location),
            )  # fmt: skip


def _check_reference(
    playbook: Playbook, entry: Entry, origin: Origin, field: MarkedValue, kinds: tuple[str, ...]
) -> Iterator[Problem]:
    path, id = field.path, field.value
    location: Location = origin.location(path)
    target = playbook.entries.get(id)
    key = next(part for part in reversed(path) if isinstance(part, str))
    if target is None:
        if not playbook.may_exist(id):
            yield _unknown_id(playbook, origin, location, id, kinds)
    elif kinds and target.kind not in kinds:
        yield WRONG_KIND.at(location, id=id, found=target.kind, key=key, kinds=_kind_names(kinds))
    elif target.id == entry.id and path[0] not in _FIELDS_THAT_MAY_REFER_TO_SELF:
        yield SELF_REFERENCE.at(location, id=id, key=key)
    elif target.status == "retired" and entry.status != "retired" and target.replaced_by:
        yield RETIRED_TARGET.at(
            location, id=id, replacement=target.replaced_by, cause=retired_entry_cause(id),
            fix=replacement_fix(origin.tree, location, id, target.replaced_by)
            if target.replaced_by != entry.id
            else None,
        )  # fmt: skip
    elif target.status == "retired" and entry.status != "retired":
        yield RETIRED_FOR_GOOD.at(location, id=id, cause=retired_entry_cause(id))


def _check_retirement(playbook: Playbook, entry: Entry) -> Iterator[Problem]:
    if entry.status != "retired":
        if entry.replaced_by is not None:
            location = playbook.origins[entry.id].location(("replaced_by",), of_key=True)
            yield NOT_RETIRED.at(location, id=entry.id)
        return
    if _is_circular(playbook, entry):
        location = playbook.origins[entry.id].location(("replaced_by",))
        yield CIRCULAR_REPLACEMENT.at(location, id=entry.id)
    if entry.retired_because is None:
        location = playbook.origins[entry.id].location(("status",))
        yield INCOMPLETE_RETIREMENT.at(location, id=entry.id, key="retired_because")


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


def _check_previous_ids(playbook: Playbook) -> Iterator[Problem]:
    holders: dict[str, Phrase] = {id: Phrase("holder.entry", id=id) for id in playbook.entries}
    holders |= {id: Phrase("holder.chapter", id=id) for id in playbook.chapter_origins}
    for entry in playbook.entries.values():
        for index, id in enumerate(entry.previous_ids):
            if id in holders:
                location = playbook.origins[entry.id].location(("previous_ids", index))
                yield PREVIOUS_ID.at(location, id=id, holder=holders[id])
            holders[id] = Phrase("holder.former-id", id=entry.id)
