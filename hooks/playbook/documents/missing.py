"""Reports characters that no font of a document has: a box would be printed in their place."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from ..model.entry import Entry
from ..problems import Location, Problem
from ..project import DATA_FOLDER
from .codes import MISSING_CHARACTERS
from .parts import Part
from .source import Source


def missing_problems(characters: Iterable[str], source: Source, part: Part) -> Iterator[Problem]:
    """A problem for each entry with some of the characters, or one for the settings."""
    missing = set(characters)
    for entry in part.entries:
        if found := missing & _characters(entry):
            location = source.handbook.playbook.origins[entry.id].location()
            yield _problem(location, found)
            missing -= found
    if missing:
        yield _problem(Location(f"{DATA_FOLDER}/playbook.yml"), missing)


def _problem(location: Location, characters: set[str]) -> Problem:
    named = (f"{character} (U+{ord(character):04X})" for character in sorted(characters))
    return MISSING_CHARACTERS.at(location, characters=", ".join(named))


def _characters(entry: Entry) -> set[str]:
    return set(entry.model_dump_json())
