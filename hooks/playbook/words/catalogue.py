"""Reads UI strings from one catalogue per language, and formats values."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from pathlib import Path

from ..kinds import KINDS
from ..model.entry import Entry
from ..model.kind_labels import flattened, kind_labels
from ..model.playbook import Playbook
from ..model.settings import Settings, Value
from ..problems import Code, Location, Problem
from ..source.tree import Tree, read_tree

CATALOGUE_FOLDER = Path(__file__).parent

NO_CATALOGUE = Code("PB501", "error", "language", "known")
MISSING_STRING = Code("PB502", "error", "key", "reference", "words")
UNUSED_STRING = Code("PB503", "error", "key")
DIFFERENT_PLACEHOLDERS = Code("PB504", "error", "key", "slots")
REFERENCE = "en"
"""The language of the catalogue that the others are compared with."""


@dataclass(frozen=True)
class Words:
    """The UI strings of one language by dotted key, for example ``verdict.yes``."""

    language: str
    words: Mapping[str, str]

    def __call__(self, key: str, **facts: object) -> str:
        """The string of a key with placeholders filled in. Raises KeyError for an unknown key."""
        text = self.words[key]
        return text.format(**facts) if facts else text

    def kind(self, kind: str) -> str:
        """The title of a kind; its name if this handbook does not know it."""
        return self.words.get(f"kinds.{kind}.title", kind)

    def field(self, kind: str, key: str) -> str:
        """The label of a field of a kind, or of the header; its key if it has none."""
        own = self.words.get(f"kinds.{kind}.fields.{key}")
        return own or self.words.get(f"field.{key}", key)

    def count(self, key: str, number: int, **facts: object) -> str:
        """The string for a count: ``key.one`` or ``key.other``, with the count in ``{n}``."""
        form = "one" if number == 1 else "other"
        return self(f"{key}.{form}", n=self.number(number), **facts)

    def number(self, value: Decimal | int | float) -> str:
        """A number with the separators of the language."""
        text = f"{value:,f}" if isinstance(value, Decimal) else f"{value:,}"
        group, decimal = self.words["number.group"], self.words["number.decimal"]
        return "".join({",": group, ".": decimal}.get(c, c) for c in text)

    def value(self, value: Value) -> str:
        """One of the organisation's values as text, for example ``2 hours``."""
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


def catalogue(language: str) -> Words:
    """The catalogue of a language, with the labels of the kinds of the package.

    Raises FileNotFoundError if there is none.
    """
    return _catalogue(language, tuple(KINDS.values()))


def words_of(playbook: Playbook, language: str) -> Words:
    """The UI strings of one of a playbook's languages, with the labels of its kinds."""
    return _catalogue(language, tuple(playbook.kinds.values()))


@functools.lru_cache(maxsize=64)
def _catalogue(language: str, kinds: tuple[type[Entry], ...]) -> Words:
    words, _ = read_catalogue(CATALOGUE_FOLDER / f"{language}.yml")
    labels = {key: text for kind in kinds for key, text in kind_labels(kind, language).items()}
    return Words(language, {**labels, **words})


def read_catalogue(path: Path) -> tuple[Mapping[str, str], list[Problem]]:
    """The strings of a catalogue file by dotted key, and its YAML problems."""
    tree, problems = read_tree(f"words/{path.name}", path.read_text(encoding="utf-8"))
    return (dict(flattened(tree.data, "")) if tree else {}), problems


def known_languages() -> list[str]:
    """The languages that have a catalogue."""
    return sorted(path.stem for path in CATALOGUE_FOLDER.glob("*.yml"))


def check_languages(settings: Settings, tree: Tree) -> Iterator[Problem]:
    """A problem for each language without a catalogue, and for each missing string."""
    known = known_languages()
    for index, language in enumerate(settings.languages):
        if language not in known:
            location: Location = tree.location(("languages", index))
            yield NO_CATALOGUE.at(location, language=language, known=known)
        elif language != REFERENCE:
            yield from _catalogue_problems(language)


@functools.cache
def _catalogue_problems(language: str) -> tuple[Problem, ...]:
    """The problems of a catalogue of the package: it does not change while a process runs."""
    reference = CATALOGUE_FOLDER / f"{REFERENCE}.yml"
    return tuple(check_catalogue(CATALOGUE_FOLDER / f"{language}.yml", reference))


def check_catalogue(path: Path, reference: Path) -> Iterator[Problem]:
    """Problems of a catalogue whose keys or placeholders differ from those of the reference."""
    words, problems = read_catalogue(path)
    yield from problems
    expected, _ = read_catalogue(reference)
    location = Location(f"words/{path.name}")
    for key in sorted(expected.keys() - words.keys()):
        yield MISSING_STRING.at(location, key=key, reference=reference.stem, words=expected[key])
    for key in sorted(words.keys() - expected.keys()):
        yield UNUSED_STRING.at(location, key=key)
    for key in sorted(words.keys() & expected.keys()):
        if placeholders(words[key]) != placeholders(expected[key]):
            yield DIFFERENT_PLACEHOLDERS.at(
                location, key=key, slots=sorted(placeholders(expected[key]))
            )


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a string."""
    return frozenset(re.findall(r"\{(\w+)\}", text))
