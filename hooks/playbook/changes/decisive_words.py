"""Finds the changed words of a rewording that can turn its meaning around."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping
from types import MappingProxyType

from ..languages.pack import Languages
from .change import Difference

_TOKEN = re.compile(
    r"(?:(?<!\w)-)?(?:\{[^{}]*\}|\d+(?:[.,:/-]\d+)*)|\]\((?:[^()]|\([^()]*\))*\)|\]\(\S*"
    r"|(?<![\w.+-])[\w.+-]{1,64}@[\w.-]{1,99}\w|[<>≤≥=%‰€$£¥]|[^\W\d_]+(?:['’][^\W\d_]+)*"
)
"""Names of values and numbers, with their minus sign, targets of links, signs and words."""
_WORD = re.compile(r"[^\W\d_]+")
_NEGATIONS = ("un", "in", "im", "il", "ir", "dis", "non", "mis", "o", "u", "miss", "icke", "ikke")
"""Beginnings that turn a word around, in the languages of the generator."""
_MINUS = re.compile(r"(?<!\w)[−–](?=[\d{])")
"""A minus sign that is not a hyphen."""


_ENDING = 2
"""The number of letters at the end of a title that may be an ending, as in *redaktören*."""
_MIN_STEM = 4
_MAX_ENDING = 5
"""The number of letters that follow such a stem in other forms of the title."""
Names = Mapping[str, Collection[str]]
"""Titles in a handbook, by language."""


def decisive_words(
    differences: Iterable[Difference], languages: Languages, names: Names = MappingProxyType({})
) -> tuple[str, ...]:
    """The decisive words that only one of the two texts has, or that are in another order.

    Numbers, signs, names of values and targets of links are decisive in any language, and so is a
    word with letters of two scripts, which looks like another word. So are the ``names`` that the
    handbook gives to roles, channels and terms. Each language lists its words, such as negations
    and nouns for people, under ``decisive_words`` in ``writing.yml``.
    """
    found = dict.fromkeys(
        word
        for each in differences
        if each.change_type == "reworded" and each.old and each.new
        for word in (
            *_changed(each, languages),
            *_changed_nouns(each, languages),
            *_changed_names(each, languages, names),
        )
    )
    return tuple(found)


def _changed(difference: Difference, languages: Languages) -> Iterator[str]:
    words = frozenset(languages[difference.language].listed("decisive_words"))
    old, new = (list(_decisive(text, words)) for text in (difference.old, difference.new))
    more, fewer = Counter(new) - Counter(old), Counter(old) - Counter(new)
    yield from _negated(difference.old, difference.new, words)
    if not (more or fewer) and old != new:
        yield from (word for word, other in zip(new, old, strict=True) if word != other)
    yield from more
    yield from fewer


def _changed_nouns(difference: Difference, languages: Languages) -> Iterator[str]:
    """The nouns of the language that only one text has, in any form."""
    nouns = sorted(languages[difference.language].listed("decisive_nouns"), key=len)
    base = {noun: next(each for each in nouns if noun.startswith(each)) for noun in nouns}
    old, new = ([base[word] for word in _WORD.findall(text.casefold()) if word in base]
                for text in (difference.old, difference.new))  # fmt: skip
    if set(old) == set(new) and old != new and len(old) == len(new):
        yield from dict.fromkeys(
            each for each, other in zip(new, old, strict=True) if each != other
        )
    yield from dict.fromkeys(noun for noun in (*new, *old) if (noun in old) != (noun in new))


def _changed_names(difference: Difference, languages: Languages, names: Names) -> Iterator[str]:
    """The names that only one text has, in any form and without an article."""
    articles = frozenset(languages[difference.language].listed("function_words"))
    old, new = (" ".join(["", *_WORD.findall(text.casefold())])
                for text in (difference.old, difference.new))  # fmt: skip
    for name in names.get(difference.language, ()):
        words = [word for word in _WORD.findall(name.casefold()) if word not in articles]
        stem = " ".join(["", *words])
        if words and len(words[-1]) >= _MIN_STEM:
            stem = stem[: len(stem) - min(_ENDING, len(words[-1]) - _MIN_STEM)]
            if _has(stem, old) != _has(stem, new):
                yield name


def _has(stem: str, text: str) -> bool:
    """Whether a text has the words of a stem, the last of them with any short ending."""
    endings = (part.partition(" ")[0] for part in text.split(stem)[1:])
    return any(len(ending) <= _MAX_ENDING for ending in endings)


def _negated(old: str, new: str, decisive: frozenset[str]) -> Iterator[str]:
    """The words that only one text has and whose negation, such as unsafe, only the other has."""
    before, after = (frozenset(_WORD.findall(text.casefold())) for text in (old, new))
    changed = (before ^ after) - decisive
    for word in sorted(changed):
        for prefix in _NEGATIONS:
            base = word.removeprefix(prefix)
            if base != word and base in changed and (base in before) != (word in before):
                yield from (word, base) if word in after else (base, word)


def _decisive(text: str, words: frozenset[str]) -> Iterator[str]:
    for token in _TOKEN.findall(_MINUS.sub("-", text.casefold().replace("’", "'"))):
        if token in words or not token[0].isalpha() or "@" in token or _is_of_two_scripts(token):
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
