"""Checks that no shown text links to a hidden entry, in any sector and country."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.entry import Entry
from ..model.playbook import Origin, Playbook
from ..model.remembered import remembered_with
from ..model.selection import OTHER_COUNTRIES, hidden_for
from ..model.shown_parts import example_profiles, lists_too_short, shown_parts
from ..model.types import RefMarker, TextMarker
from ..problems import Code, Phrase, Problem
from ..prose import markdown
from ..source.tree import DataPath
from .links import iter_texts

HIDDEN_TARGET = Code("PB209", "error", "key", "id", "where")
HIDDEN_LINK = Code("PB306", "error", "id", "where")
TOO_FEW_SHOWN = Code("PB212", "error", "key", "found", "minimum", "where")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Single references and prose links to hidden entries, and lists with too few shown items."""
    for entry in playbook.entries.values():
        yield from _short_lists(entry, playbook.origins[entry.id])
        for field in playbook.marked_values[entry.id]:
            if isinstance(field.marker, RefMarker):
                yield from _check_reference(playbook, entry, field.path, field.value)
            elif isinstance(field.marker, TextMarker) and field.marker.prose:
                for path, _, text in iter_texts(field.value, field.path):
                    yield from _check_links(playbook, entry, path, text)


@remembered_with
def _short_lists(entry: Entry, origin: Origin) -> tuple[Problem, ...]:
    """One problem for each list that has too few items for some organisation."""
    return tuple(_lists_too_short(entry, origin))


def _lists_too_short(entry: Entry, origin: Origin) -> Iterator[Problem]:
    reported: set[DataPath] = set()
    for profile in example_profiles(entry):
        for path, found, minimum in lists_too_short(shown_parts(entry, profile)):
            if path not in reported:
                reported.add(path)
                yield TOO_FEW_SHOWN.at(
                    origin.location(path),
                    key=path[-1],
                    found=found,
                    minimum=minimum,
                    where=profile.names,
                )


def _check_reference(
    playbook: Playbook, entry: Entry, path: DataPath, id: str
) -> Iterator[Problem]:
    is_in_list = isinstance(path[-1], int)
    if is_in_list or path == ("replaced_by",):
        return  # pages leave these out if their target is hidden
    if where := _hidden_for(playbook, entry, path, id):
        location = playbook.origins[entry.id].location(path)
        yield HIDDEN_TARGET.at(location, key=path[-1], id=id, where=where)


def _check_links(playbook: Playbook, entry: Entry, path: DataPath, text: str) -> Iterator[Problem]:
    for url in markdown.links(text):
        id = url.removeprefix(markdown.ENTRY)
        if id != url and (where := _hidden_for(playbook, entry, path, id)):
            location = playbook.origins[entry.id].find(path, url)
            yield HIDDEN_LINK.at(location, id=id, where=where)


def _hidden_for(playbook: Playbook, entry: Entry, path: DataPath, id: str) -> list[str | Phrase]:
    """The sectors and countries for which a link target is hidden.

    A chapter is hidden if all its entries are.
    """
    target = playbook.entries.get(id)
    targets = [target] if target else playbook.in_chapter(id)
    hidden = [set(hidden_for(entry, path, target)) for target in targets]
    hidden_names = sorted(set.intersection(*hidden)) if hidden else []
    return [Phrase("other-countries") if name == OTHER_COUNTRIES else name for name in hidden_names]
