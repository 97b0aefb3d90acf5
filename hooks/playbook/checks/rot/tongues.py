"""Texts that stand under one language and read as another: swapped, or never translated."""

from __future__ import annotations

from collections.abc import Iterator

from ...model.playbook import Playbook
from ...model.types import TextMarker
from ...problems import Code
from ..links import texts
from .finding import Finding, InForce

OTHER_TONGUE = Code(
    "PB725",
    "warning",
    "'{key}' has a text under {language} that reads as {other}",
    "write it in {language}; where two languages have changed places, change them back",
)
SMALL_WORDS = {
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
"""Words that most sentences of a language have some of, and another language seldom has."""
AT_LEAST = 2
"""How many different words of another language tell, where there is none of its own."""


def check(playbook: Playbook) -> Iterator[Finding]:
    """Texts with small words of another of the handbook's languages, and none of their own."""
    known = [language for language in playbook.languages if language in SMALL_WORDS]
    if len(known) < 2:
        return
    for entry in InForce(playbook):
        for found in playbook.found[entry.id]:
            if isinstance(found.marker, TextMarker):
                for path, language, text in texts(found.value, found.path):
                    if other := _other(language, text, known):
                        place = playbook.origins[entry.id].place(path)
                        yield (
                            entry.id,
                            OTHER_TONGUE.at(
                                place, key=found.path[0], language=language, other=other
                            ),
                        )


def _other(language: str, text: str, known: list[str]) -> str | None:
    """The language that a text reads as, where it is not its own."""
    if language not in known:
        return None
    words = {word.strip(".,:;?!()”’‘\"'*") for word in text.lower().split()}
    if not SMALL_WORDS[language].isdisjoint(words):
        return None
    others = (one for one in known if one != language)
    return next((one for one in others if len(SMALL_WORDS[one] & words) >= AT_LEAST), None)
