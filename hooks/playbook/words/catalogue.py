"""UI strings from one catalogue per language, and formatted values."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path
from typing import Any

from ..model.settings import Settings, Value
from ..problems import Code, Location, Problem
from ..source.tree import Tree, read_tree

CATALOGUE_FOLDER = Path(__file__).parent

NO_CATALOGUE = Code(
    "PB501",
    "error",
    "there is no UI catalogue for '{language}'",
    "use one of: {known}; to add a language, add a catalogue to the package's folder 'words'",
)
NO_WORD = Code(
    "PB502",
    "error",
    "the catalogue has no string for '{key}' (in {reference}: {words})",
    "add it",
)
UNUSED_WORD = Code("PB503", "error", "no page uses the string '{key}'", "remove it")
OTHER_SLOTS = Code(
    "PB504",
    "error",
    "the string '{key}' has other placeholders than the pages fill in",
    "use these: {slots}",
)
REFERENCE = "en"
"""The catalogue with which the others are compared."""
NO_BREAK = "\N{NO-BREAK SPACE}"


@dataclass(frozen=True)
class Words:
    """The words of one language by dotted key, as ``verdict.yes``."""

    language: str
    words: Mapping[str, str]

    def __call__(self, key: str, **facts: object) -> str:
        """The words of a key with its ``{facts}`` filled in. Raises KeyError for an unknown key."""
        text = self.words[key]
        return text.format(**facts) if facts else text

    def count(self, key: str, number: int, **facts: object) -> str:
        """The words for a number of things: ``key.one`` or ``key.other``, with ``{n}``."""
        form = "one" if number == 1 else "other"
        return self(f"{key}.{form}", n=self.number(number), **facts)

    def number(self, value: Decimal | int | float) -> str:
        """A number as the language writes it."""
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        group, decimal = self.words["number.group"], self.words["number.decimal"]
        return "".join({",": group, ".": decimal}.get(c, c) for c in text)

    def value(self, value: Value) -> str:
        """One of the organisation's values in words; numbers stay with their units."""
        if value.duration is not None:
            return self.count(f"time.{value.duration.unit}", value.duration.amount)
        if value.rate is not None:
            return self.count(f"rate.{value.rate.per}", value.rate.times)
        if value.percent is not None:
            return self("percent", n=self.number(value.percent))
        if value.count is not None:
            return self.number(value.count)
        assert value.text is not None
        return value.text.get(self.language) or next(iter(value.text.values()))


@functools.cache
def catalogue(language: str) -> Words:
    """The words of a language. Raises FileNotFoundError where there is no catalogue."""
    words, _ = read_catalogue(CATALOGUE_FOLDER / f"{language}.yml")
    return Words(language, words)


def read_catalogue(path: Path) -> tuple[Mapping[str, str], list[Problem]]:
    """The words in one catalogue by dotted key, and what is wrong with its form."""
    tree, problems = read_tree(f"words/{path.name}", path.read_text(encoding="utf-8"))
    return (dict(_flat(tree.data, "")) if tree else {}), problems


def _flat(data: Mapping[str, Any], before: str) -> Iterator[tuple[str, str]]:
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from _flat(value, f"{before}{key}.")
        else:
            yield f"{before}{key}", value.replace("~", NO_BREAK)


def known_languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.stem for path in CATALOGUE_FOLDER.glob("*.yml"))


def check_languages(settings: Settings, tree: Tree) -> Iterator[Problem]:
    """A problem for each language without a catalogue, and for each missing string."""
    known = known_languages()
    for index, language in enumerate(settings.languages):
        if language not in known:
            location: Location = tree.location(("languages", index))
            yield NO_CATALOGUE.at(location, language=language, known=", ".join(known))
        elif language != REFERENCE:
            yield from check_catalogue(
                CATALOGUE_FOLDER / f"{language}.yml", CATALOGUE_FOLDER / f"{REFERENCE}.yml"
            )


def check_catalogue(path: Path, reference: Path) -> Iterator[Problem]:
    """Compare a catalogue with the one that the pages are written with."""
    words, problems = read_catalogue(path)
    yield from problems
    wanted, _ = read_catalogue(reference)
    location = Location(f"words/{path.name}")
    for key in sorted(wanted.keys() - words.keys()):
        yield NO_WORD.at(location, key=key, reference=reference.stem, words=wanted[key])
    for key in sorted(words.keys() - wanted.keys()):
        yield UNUSED_WORD.at(location, key=key)
    for key in sorted(words.keys() & wanted.keys()):
        if slots(words[key]) != slots(wanted[key]):
            yield OTHER_SLOTS.at(location, key=key, slots=", ".join(sorted(slots(wanted[key]))))


def slots(words: str) -> frozenset[str]:
    """The names in braces that a catalogue's words leave to be filled in."""
    return frozenset(re.findall(r"\{(\w+)\}", words))
