"""Computes the stems of words by the rules of their language; the engines add the endings.

Combining stems and endings also produces forms that do not exist, which does no harm.
"""

from __future__ import annotations

from ..languages.pack import Inflections

MIN_INFLECTED_LENGTH = 4
"""Shorter words are not inflected: their inflected forms are often different words."""


def compiled_word(word: str, inflections: Inflections) -> str:
    """A word for the matcher: its stems, each followed by ``~``, or the word itself."""
    if len(word) < MIN_INFLECTED_LENGTH or not word.isalpha() or not inflections.endings:
        return word
    changed = (rule.apply(word) for rule in inflections.stems)
    stems = [word, *(stem for stem in changed if stem)]
    return "".join(f"{stem}~" for stem in dict.fromkeys(stems))
