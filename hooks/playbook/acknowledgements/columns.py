"""Finds the columns of an export by their headings, in every language that has a list of them."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..languages.pack import Languages
from ..languages.shapes import FORMS

FIELDS = ("address", "name", "time", "version", "digest", "role", "text")
_IN_QUESTIONS = ("version", "digest", "role")
"""Fields that a form asks for in words of its own: one of the names in the question is enough."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True)
class Headings:
    """The known headings of each field, in lower case."""

    names: Mapping[str, frozenset[str]]

    def count(self, headings: Sequence[str]) -> int:
        """How many of the headings are known."""
        return sum(len(found) for found in self.columns(headings).values())

    def columns(self, headings: Sequence[str]) -> dict[str, list[int]]:
        """The columns of each field, by their index. A column belongs to one field only."""
        normalized = list(map(_normalized, headings))
        found = {
            field: [index for index, each in enumerate(normalized) if each in self.names[field]]
            for field in FIELDS
        }
        taken = {index for indexes in found.values() for index in indexes}
        for field in _IN_QUESTIONS:
            if not found[field]:
                found[field] = [
                    index
                    for index, each in enumerate(normalized)
                    if index not in taken and self.names[field] & set(_WORD.findall(each))
                ]
                taken |= set(found[field])
        return found


def known_headings(languages: Languages) -> Headings:
    """The headings in all known languages."""
    data = [languages[code].data(FORMS) for code in languages.known()]
    return Headings(
        {
            field: frozenset(
                _normalized(name) for each in data for name in each.get(f"{field}_columns", ())
            )
            for field in FIELDS
        }
    )


def _normalized(heading: str) -> str:
    """A heading in lower case, with single spaces and without the marks around it."""
    return " ".join(heading.casefold().split()).strip(" :*?.")
