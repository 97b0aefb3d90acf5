"""Words that differ only by accents, such as *mäta* (measure) and *mata* (feed).

Both have the same term in the index, as people also type without accents. For such terms, the index
says which entries contain which spelling, so that the spelling that was typed comes first.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from .analysis import fold
from .coding import encode
from .entries import Phrase
from .vocabulary import Vocabulary

_WORD = re.compile(r"[^\W\d_]+")


@dataclass
class Spellings:
    """The words of each entry as written, collected while its phrases and texts are read."""

    entries_by_word: dict[str, set[int]] = field(default_factory=dict)

    def recorded_phrases(self, entry: int, phrases: Iterable[Phrase]) -> Iterator[Phrase]:
        """The phrases of an entry, unchanged; their words are recorded."""
        for phrase in phrases:
            self._record(entry, phrase.text)
            yield phrase

    def recorded_texts(
        self, entry: int, texts: Iterable[tuple[str, int]]
    ) -> Iterator[tuple[str, int]]:
        """The texts of an entry with their weights, unchanged; their words are recorded."""
        for text, weight in texts:
            self._record(entry, text)
            yield text, weight

    def _record(self, entry: int, text: str) -> None:
        for word in words_as_written(text):
            self.entries_by_word.setdefault(word, set()).add(entry)

    def serialized(self, vocabulary: Vocabulary) -> dict[str, dict[str, str]]:
        """For each term with several spellings: the entries that contain each spelling, encoded.

        An entry is encoded as the distance from the previous one.
        """
        by_term: dict[str, dict[str, set[int]]] = {}
        for word, entries in self.entries_by_word.items():
            term = vocabulary.term(fold(word))
            if term not in vocabulary.stop and (spelled := spelling(word, term)):
                by_term.setdefault(term, {}).setdefault(spelled, set()).update(entries)
        return {
            term: {spelled: encode(_distances(entries)) for spelled, entries in sorted(own.items())}
            for term, own in sorted(by_term.items())
            if len(own) > 1
        }


def words_as_written(text: str) -> list[str]:
    """The words of a text in lower case, with their accents."""
    return _WORD.findall(unicodedata.normalize("NFC", text).lower())


def spelling(word: str, term: str) -> str:
    """The letters of a word that its term consists of, with accents; empty for irregular forms."""
    spelled = word[: len(term)]
    return spelled if fold(spelled) == term else ""


def _distances(entries: Iterable[int]) -> Iterator[int]:
    return (entry - previous - 1 for previous, entry in pairwise((-1, *sorted(entries))))
