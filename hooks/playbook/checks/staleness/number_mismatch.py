"""Finds translations whose numbers or names in braces differ from those in the source language."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from ...model.entry import Entry
from ...model.playbook import Origin, Playbook, marked_values
from ...model.remembered import remembered_with
from ...model.types import TextMarker
from ...problems import Code, Phrase, Problem
from ...prose.markdown import placeholder_names
from ...source.tree import DataPath
from .finding import CurrentEntries, Finding

DIFFERENT_NUMBERS = Code("PB724", "warning", "key", "here", "language", "there", "source")
LANGUAGE_SPECIFIC_FIELDS = {
    "asked_as",
    "forms",
    "synonyms",
    "dont",
    "do",
    "pairs",
    "prompts",
    "good_examples",
}
"""Fields whose content differs between languages."""

_FORMATTED_NUMBER = re.compile(r"(?<![^\W\d])\d+(?:[.,:   ]\d+)*")
"""A number, with its separators of thousands, decimals or hours."""
_DIGIT = re.compile(r"\d")
_TWELVE_HOUR_TIME = re.compile(r"\b(\d{1,2})([.:]\d\d)?\s?([ap])\.?m\b")
"""A time such as 2.20 pm."""
_LINK_TARGET = re.compile(r"\]\((?:[^)\]]|\](?!\())*\)")


def check(playbook: Playbook) -> Iterator[Finding]:
    """Texts whose numbers, or names in braces, differ between languages."""
    for entry in CurrentEntries(playbook):
        for problem in _mismatches(entry, playbook.origins[entry.id]):
            yield entry.id, problem


@remembered_with
def _mismatches(entry: Entry, origin: Origin) -> tuple[Problem, ...]:
    return tuple(
        DIFFERENT_NUMBERS.at(
            origin.location((*field.path, *path)), key=field.path[0], language=path[0],
            source=source, here=extra, there=missing,
        )
        for field in marked_values(entry)
        if isinstance(field.marker, TextMarker)
        and not LANGUAGE_SPECIFIC_FIELDS.intersection(field.path)
        for path, source, extra, missing in _differences(field.value)
    )  # fmt: skip


def _differences(
    text: Mapping[str, str | Sequence[str]],
) -> Iterator[tuple[DataPath, str, list[str] | Phrase, list[str] | Phrase]]:
    """Each differing translation: its path, the source language, what is extra, what is missing."""
    source, *others = text
    for language in others:
        if text[language] is text[source]:
            continue  # one text for all languages
        actual, expected = _numbers_and_names(text[language]), _numbers_and_names(text[source])
        if actual != expected:
            extra, missing = actual - expected, expected - actual
            yield (language,), source, _formatted(extra), _formatted(missing)


def _numbers_and_names(texts: str | Sequence[str]) -> Counter[str]:
    """The numbers of a text without separators, and its names in braces."""
    text = texts if isinstance(texts, str) else "\n".join(texts)
    numbers_and_names: Counter[str] = Counter()
    if "{" in text:
        numbers_and_names.update(f"{{{name}}}" for name in placeholder_names(text))
    if _DIGIT.search(text):
        numbers = _FORMATTED_NUMBER.findall(
            _TWELVE_HOUR_TIME.sub(_as_24_hours, _LINK_TARGET.sub("]", text))
        )
        numbers_and_names.update(re.sub(r"\D", "", number) for number in numbers)
    return numbers_and_names


def _as_24_hours(match: re.Match[str]) -> str:
    """A time such as 2.20 pm in the 24-hour format: 14.20."""
    hour = int(match[1]) % 12 + (12 if match[3] == "p" else 0)
    return f"{hour}{match[2] or ''}"


def _formatted(numbers_and_names: Counter[str]) -> list[str] | Phrase:
    return sorted(numbers_and_names.elements()) or Phrase("number.none")
