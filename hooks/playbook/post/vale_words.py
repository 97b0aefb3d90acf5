"""Words and phrases as expressions that Vale reads."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from .characters import SPECIAL, quoted
from .shapes import GAP, W

_BETWEEN = f"[{GAP}]+"
_END = f"(?!['’:]?[{W}])"


def regex(text: str) -> str:
    """A text as it is, with what is special quoted and either apostrophe in place of one."""
    return "".join("['’]" if one in "'’" else quoted(one, SPECIAL) for one in text)


def bounded(text: str) -> str:
    """A text as it is, as whole words. Vale counts brackets in what it swaps, so none is there."""
    return f"(?<![{W}_#@]){regex(text)}{_END}".replace(r"\(", r"\x28")


def whole(phrase: Mapping[str, Any], endings: Sequence[str], but: str = "") -> str:
    """A compiled phrase in all its forms, as whole words; ``but`` is a form that is not meant."""
    without = f"(?!{regex(but)}{_END})" if but else ""
    forms = _BETWEEN.join(_word(word, endings) for word in phrase["words"])
    return f"(?<![{W}_#@]){without}{forms}{_END}"


def _word(word: str, endings: Sequence[str]) -> str:
    if word == "*":
        return f"[{W}'’]+"
    if "*" in word:
        return f"[{W}'’]*".join(regex(part) for part in word.split("*"))
    if "~" not in word:
        return regex(word)
    stems = "|".join(regex(stem) for stem in word.split("~") if stem)
    some = "|".join(regex(its) for its in sorted(endings, key=len, reverse=True) if its)
    return f"(?:{stems})(?:{some})?"
