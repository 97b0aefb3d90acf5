"""Finds texts in a different language from the one their key names: swapped or untranslated."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ...languages.pack import Language
from ...model.entry import Entry
from ...model.playbook import Origin, Playbook, marked_values
from ...model.remembered import remembered_with
from ...model.types import TextMarker
from ...problems import Code, Problem
from ..links import iter_texts
from .finding import CurrentEntries, Finding

WRONG_LANGUAGE = Code("PB725", "warning", "key", "language", "other")
MIN_WORDS = 2
"""Minimum number of distinct function words that identify a language."""


def check(playbook: Playbook) -> Iterator[Finding]:
    """Texts with function words of a different language of the handbook, and none of their own."""
    words_by_language = {
        code: _function_words(playbook.language_data[code]) for code in playbook.languages
    }
    supported = {code: words for code, words in words_by_language.items() if words}
    if len(supported) < 2:
        return
    for entry in CurrentEntries(playbook):
        for problem in _mismatches(entry, (playbook.origins[entry.id], supported)):
            yield entry.id, problem


@remembered_with
def _mismatches(
    entry: Entry, context: tuple[Origin, Mapping[str, frozenset[str]]]
) -> tuple[Problem, ...]:
    """The problems of an entry, whose context is its origin and the words of each language."""
    origin, supported = context
    return tuple(
        WRONG_LANGUAGE.at(
            origin.location(path), key=field.path[0], language=language, other=detected
        )
        for field in marked_values(entry)
        if isinstance(field.marker, TextMarker)
        for path, language, text in iter_texts(field.value, field.path)
        if (detected := _detected_language(language, text, supported))
    )


def _function_words(language: Language) -> frozenset[str]:
    """Common function words of a language."""
    return frozenset(language.listed("function_words"))


def _detected_language(
    language: str, text: str, supported: Mapping[str, frozenset[str]]
) -> str | None:
    """The different language that a text appears to be in, or None."""
    if language not in supported:
        return None
    words = {word.strip(".,:;?!()”’‘\"'*") for word in text.lower().split()}
    if not supported[language].isdisjoint(words):
        return None
    for candidate, function_words in supported.items():
        if candidate != language and len(function_words & words) >= MIN_WORDS:
            return candidate
    return None
