"""Finds the changed words of a rewording that can turn its meaning around."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator

from ..languages.pack import Languages
from .change import Difference

_TOKEN = re.compile(
    r"(?:(?<!\w)-)?(?:\{[^{}]*\}|\d+(?:[.,:/-]\d+)*)|\]\((?:[^()]|\([^()]*\))*\)|\]\(\S*"
    r"|[<>≤≥=%‰€$£¥]|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
"""Names of values and numbers, with their minus sign, targets of links, signs and words."""
_MINUS = re.compile(r"(?<!\w)[−–](?=[\d{])")
"""A minus sign that is not a hyphen."""


def decisive_words(differences: Iterable[Difference], languages: Languages) -> tuple[str, ...]:
    """The decisive words that only one of the two texts has, or that are in another order.

    Numbers, signs, names of values and targets of links are decisive in any language, and so is a
    word with letters of two scripts, which looks like another word. Each language lists its words,
    such as negations, under ``decisive_words`` in ``writing.yml``.
    """
    found = dict.fromkeys(
        word
        for each in differences
        if each.change_type == "reworded" and each.old and each.new
        for word in _changed(each, languages)
    )
    return tuple(found)


def _changed(difference: Difference, languages: Languages) -> Iterator[str]:
    words = frozenset(languages[difference.language].listed("decisive_words"))
    old, new = (list(_decisive(text, words)) for text in (difference.old, difference.new))
    more, fewer = Counter(new) - Counter(old), Counter(old) - Counter(new)
    if not (more or fewer) and old != new:
        yield from (word for word, other in zip(new, old, strict=True) if word != other)
    yield from more
    yield from fewer


def _decisive(text: str, words: frozenset[str]) -> Iterator[str]:
    for token in _TOKEN.findall(_MINUS.sub("-", text.casefold().replace("’", "'"))):
        if token in words or not token[0].isalpha() or _is_of_two_scripts(token):
            is_link_target = token[0] == "]"
            yield token.removeprefix("](").removesuffix(")") if is_link_target else token


def _is_of_two_scripts(word: str) -> bool:
    """Whether a word has Latin letters and letters of another script."""
    if word.isascii():
        return False
    is_latin = [
        unicodedata.name(letter, "").startswith("LATIN") for letter in word if letter.isalpha()
    ]
    return any(is_latin) and not all(is_latin)
