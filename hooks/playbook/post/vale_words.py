"""Words and phrases as expressions that Vale reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .pattern_characters import SPECIAL, quoted
from .token_patterns import GAP, WORD

_BETWEEN = f"[{GAP}]+"
_END = f"(?!['’:]?[{WORD}])"


def regex(text: str) -> str:
    """A text as it is, with what is special quoted and either apostrophe in place of one."""
    return "".join("['’]" if one in "'’" else quoted(one, SPECIAL) for one in text)


def bounded(text: str) -> str:
    """A text as it is, as whole words. Vale counts brackets in what it swaps, so none is there."""
    return f"(?<![{WORD}_#@]){regex(text)}{_END}".replace(r"\(", r"\x28")


def whole(phrase: Mapping[str, Any], endings: Sequence[str], excluded: str = "") -> str:
    """A compiled phrase in all its forms, as whole words; ``but`` is a form that is not meant."""
    without = f"(?!{regex(excluded)}{_END})" if excluded else ""
    forms = _BETWEEN.join(_word(word, endings) for word in phrase["words"])
    return f"(?<![{WORD}_#@]){without}{forms}{_END}"


def _word(word: str, endings: Sequence[str]) -> str:
    if word == "*":
        return f"[{WORD}'’]+"
    if "*" in word:
        return f"[{WORD}'’]*".join(regex(part) for part in word.split("*"))
    if "~" not in word:
        return regex(word)
    stems = "|".join(regex(stem) for stem in word.split("~") if stem)
    some = "|".join(regex(its) for its in sorted(endings, key=len, reverse=True) if its)
    return f"(?:{stems})(?:{some})?"
