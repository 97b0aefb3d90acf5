"""Words and phrases as regular expressions for Vale."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .pattern_characters import SPECIAL, escape
from .token_patterns import GAP, WORD

_GAP = f"[{GAP}]+"
_WORD_END = f"(?!['’:]?[{WORD}])"


def regex(text: str) -> str:
    """A literal text as an expression: escaped, and with either form of apostrophe."""
    return "".join(
        "['’]" if character in "'’" else escape(character, SPECIAL) for character in text
    )


def literal_words(text: str) -> str:
    r"""A literal text as whole words; ``(`` is ``\x28``, as Vale takes any bracket for a group."""
    return f"(?<![{WORD}_#@]){regex(text)}{_WORD_END}".replace(r"\(", r"\x28")


def phrase_words(phrase: Mapping[str, Any], endings: Sequence[str], excluded: str = "") -> str:
    """A compiled phrase in all its forms, as whole words, without the form ``excluded``."""
    without = f"(?!{regex(excluded)}{_WORD_END})" if excluded else ""
    forms = _GAP.join(_word(word, endings) for word in phrase["words"])
    return f"(?<![{WORD}_#@]){without}{forms}{_WORD_END}"


def _word(word: str, endings: Sequence[str]) -> str:
    """The expression of a compiled word.

    ``*`` alone is any word, and at the end or the beginning of a word any letters. ``~`` follows
    each stem of a word that may have any of the endings.
    """
    if word == "*":
        return f"[{WORD}'’]+"
    if "*" in word:
        return f"[{WORD}'’]*".join(regex(part) for part in word.split("*"))
    if "~" not in word:
        return regex(word)
    stems = "|".join(regex(stem) for stem in word.split("~") if stem)
    any_ending = "|".join(
        regex(ending) for ending in sorted(endings, key=len, reverse=True) if ending
    )
    return f"(?:{stems})(?:{any_ending})?"
