"""Texts that are in another language than their key says: swapped or not translated."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.playbook import Playbook
from ...model.types import TextMarker
from ...problems import Code
from ..links import iter_texts
from .finding import CurrentEntries, Finding

WRONG_LANGUAGE = Code("PB725", "warning", "key", "language", "other")
FUNCTION_WORDS = {
    "sv": frozenset({
        "att", "bör", "de", "den", "det", "du", "eller", "ett", "från", "får", "för", "ha", "har",
        "hos", "hur", "inte", "jag", "kan", "med", "måste", "ni", "när", "och", "om", "på", "ska",
        "som", "till", "upp", "ut", "vad", "var", "varför", "vem", "vi", "vid", "vilka", "är",
        "å", "även",
    }),
    "en": frozenset({
        "and", "are", "be", "can", "do", "does", "for", "from", "has", "have", "how", "i", "if",
        "is", "it", "may", "must", "need", "not", "of", "or", "our", "should", "that", "the",
        "their", "they", "this", "to", "us", "we", "what", "when", "where", "which", "who", "why",
        "with", "you", "your",
    }),
}  # fmt: skip
"""Common function words of each language."""
MIN_WORDS = 2
"""Minimum number of different function words of the other language."""


def check(playbook: Playbook) -> Iterator[Finding]:
    """Texts with function words of another language of the handbook, and none of their own."""
    known = [language for language in playbook.languages if language in FUNCTION_WORDS]
    if len(known) < 2:
        return
    for entry in CurrentEntries(playbook):
        for field in playbook.found[entry.id]:
            if isinstance(field.marker, TextMarker):
                for path, language, text in iter_texts(field.value, field.path):
                    if detected := _detected_language(language, text, known):
                        location = playbook.origins[entry.id].location(path)
                        yield (
                            entry.id,
                            WRONG_LANGUAGE.at(
                                location, key=field.path[0], language=language, other=detected
                            ),
                        )


def _detected_language(language: str, text: str, known: list[str]) -> str | None:
    """The other language that a text appears to be in, or None."""
    if language not in known:
        return None
    words = {word.strip(".,:;?!()”’‘\"'*") for word in text.lower().split()}
    if not FUNCTION_WORDS[language].isdisjoint(words):
        return None
    for candidate in known:
        if candidate != language and len(FUNCTION_WORDS[candidate] & words) >= MIN_WORDS:
            return candidate
    return None
