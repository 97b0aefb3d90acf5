"""Compiles an editor's words and phrases for the matchers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import Any

from ..languages.pack import Inflections
from .inflections import compiled_word
from .invisible import without_invisible
from .token_patterns import package_tokens
from .tokens import Unit, tokens, units


def phrases(
    words: Iterable[str], inflections: Inflections, *, inflect: bool = True
) -> list[dict[str, Any]]:
    """The editor's words and phrases, each compiled with its inflected forms."""
    return [phrase(text, inflections, inflect=inflect) for text in words]


def phrase(
    text: str, inflections: Inflections, *, inflect: bool = True, ignorecase: bool = True
) -> dict[str, Any]:
    """One compiled word or phrase. ``words`` is empty if the text contains none."""
    compiled_words = list(_words(text, inflections, inflect and ignorecase, ignorecase))
    return {"text": text, "words": compiled_words}


def _words(text: str, inflections: Inflections, inflect: bool, ignorecase: bool) -> Iterator[str]:
    for chunk in without_invisible(text).split():
        if chunk == "*":
            yield "*"
        for unit in _units(chunk):
            word = unit.folded if ignorecase else unit.original
            if chunk[unit.end :] == "*":
                yield f"{word}*"
            elif chunk[: unit.start] == "*":
                yield f"*{word}"
            else:
                yield compiled_word(word, inflections) if inflect else word


@lru_cache(maxsize=20_000)
def _units(chunk: str) -> tuple[Unit, ...]:
    """The units of a text without spaces. The checks and the pages compile the same phrases."""
    return tuple(units(list(tokens(chunk, package_tokens()))))
