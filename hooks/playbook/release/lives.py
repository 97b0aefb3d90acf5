"""Follows each entry through all published versions: its names, and what each version changed.

A withdrawn version does not count, nor does an entry in a version from which its page was
withdrawn.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from ..changes.change import VALUES, Change
from ..words.catalogue import Words
from .change_pairs import compared_versions
from .published_version import Version
from .version_changes import VersionChanges, changes_between, content_of


@dataclass(frozen=True)
class Comparison:
    """The changes from one published version to another in one language."""

    before: Version
    after: Version
    changes: VersionChanges


@dataclass(frozen=True)
class Event:
    """What the version ``after`` did to an entry, whose name was ``id`` then.

    ``before`` is the version that ``after`` is compared with; None for the first version, whose
    ``change`` has the whole content of the entry. ``changes`` are those of all entries.
    """

    before: Version | None
    after: Version
    id: str
    change: Change
    changes: VersionChanges


@dataclass(frozen=True)
class Life:
    """All names of an entry, its current or last one first, and its events, the latest first."""

    names: tuple[str, ...]
    events: tuple[Event, ...]


def compare_each(versions: Sequence[Version], words: Words) -> list[Comparison]:
    """The comparison of each version with the one before it. Raises RefusedError."""
    return [compare_versions(*pair, words) for pair in compared_versions(versions)]


def compare_versions(before: Version, after: Version, words: Words) -> Comparison:
    """The comparison of two versions. Raises RefusedError if the data is damaged."""
    return Comparison(before, after, changes_between(before, after, words))


def lives(
    versions: Sequence[Version], comparisons: Sequence[Comparison], words: Words
) -> list[Life]:
    """The life of each entry of a kind that binds, in the order of their names.

    ``versions`` and ``comparisons`` are those that were not withdrawn. Raises RefusedError.
    """
    names = _names(versions)
    events: dict[str, list[Event]] = {}
    for event in (*_first_events(versions, comparisons, words), *_events(comparisons)):
        events.setdefault(names[event.id][0], []).append(event)
    binding = {
        names[id][0]
        for version in versions
        for id, entry in version.index["entries"].items()
        if (kind := version.state.kinds.get(entry["kind"])) and kind.spec.is_binding
    }
    return [
        Life(names[name], tuple(sorted(events.get(name, ()), key=_release_time, reverse=True)))
        for name in sorted(binding)
    ]


def _release_time(event: Event) -> str:
    return event.after.manifest.date


def _names(versions: Sequence[Version]) -> Mapping[str, tuple[str, ...]]:
    """For each name of an entry, all names of the entry, the latest first."""
    names: dict[str, tuple[str, ...]] = {}
    for version in sorted(versions, key=lambda version: version.manifest.date):
        for id, entry in version.index["entries"].items():
            own = [id, *entry.get("previous_ids", ())]
            known = dict.fromkeys(name for each in own for name in names.get(each, (each,)))
            # a correction of an old version does not take the new name away
            current = names[id][0] if id in names else id
            merged = tuple(dict.fromkeys((current, *own, *known)))
            names.update(dict.fromkeys(merged, merged))
    return names


def _first_events(
    versions: Sequence[Version], comparisons: Sequence[Comparison], words: Words
) -> Iterator[Event]:
    """The content of each entry in the versions that are not compared with an earlier one."""
    compared_numbers = {comparison.after.text for comparison in comparisons}
    for version in versions:
        if version.text not in compared_numbers:
            changes = content_of(version, words)
            for change in changes.changes:
                if change.id in version.index["entries"]:
                    yield Event(
                        before=None, after=version, id=change.id, change=change, changes=changes
                    )


def _events(comparisons: Sequence[Comparison]) -> Iterator[Event]:
    """Each change of an entry, or of a value in its texts, that both versions may show."""
    for comparison in comparisons:
        before, after = comparison.before, comparison.after
        hidden = {*_withdrawn_ids(before), *_withdrawn_ids(after)}
        entries = {**before.index["entries"], **after.index["entries"]}
        for change in comparison.changes.changes:
            for id in change.affected if change.kind == VALUES else (change.id,):
                entry = entries.get(id)
                if entry is None or change.kind not in (VALUES, entry["kind"]):
                    continue  # a chapter or a setting
                if not hidden & {id, *entry.get("previous_ids", ())}:
                    yield Event(before, after, id, change, comparison.changes)


def _withdrawn_ids(version: Version) -> Iterator[str]:
    for decision in version.index.get("withdrawn_pages", ()):
        yield from decision["entries"]
