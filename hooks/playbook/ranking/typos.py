"""Finds the possible terms of a mistyped word."""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Iterator
from itertools import pairwise

from .lookup import terms_with_prefix
from .terms import Language, TermWeights, add_term
from .weights import Letters, Match

_DIGIT = re.compile("[0-9]")
_ROWS = ("qwertyuiopa", "asdfghjkloa", "zxcvbnm", "1234567890")
_SOUNDS = "ae ei oa ou uy iy ck cs sz vw kq jg fv xs dt bp mn iu"


def _neighbours() -> frozenset[tuple[str, str]]:
    """Pairs of letters that are next to each other on the keyboard or sound alike."""
    pairs = {pair for row in _ROWS for pair in pairwise(row)}
    pairs |= {(pair[0], pair[1]) for pair in _SOUNDS.split()}
    return frozenset(pairs | {(other, one) for one, other in pairs})


_NEIGHBOURS = _neighbours()


def typo_matches(language: Language, word: str) -> TermWeights:
    """The possible terms of a mistyped folded word. The first letter is assumed to be right."""
    terms: TermWeights = {}
    if len(word) < Letters.TYPO or _DIGIT.search(word):
        return terms
    limit = 2 if len(word) >= Letters.TWO_TYPOS else 1
    stem = language.vocabulary.term(word)
    for number in terms_with_prefix(language, word[0]):
        if not _is_plausible(language, number, word, stem, limit):
            continue
        term = language.terms[number]
        errors = min(edit_distance(stem, term, limit), edit_distance(word, term, limit))
        if errors <= limit:
            add_term(terms, number, Match.TYPO - Match.FURTHER_TYPO * (errors - 1))
    if len(word) >= Letters.RESPELLED:
        for number in _respelled_terms(language, word):
            add_term(terms, number, Match.TYPO)
    return terms


def _is_plausible(language: Language, number: int, word: str, stem: str, limit: int) -> bool:
    """Whether the length and the last letter of a term fit: a quick test before the comparison."""
    term = language.terms[number]
    if len(term) < Letters.TYPO_TERM or number in language.stop_terms:
        return False
    if min(abs(len(term) - len(stem)), abs(len(term) - len(word))) > limit:
        return False
    return len(word) >= Letters.LOOSE_END or term[-1:] == stem[-1:]


def _respelled_terms(language: Language, word: str) -> Iterator[int]:
    """The terms of a word's respellings."""
    length = max(Letters.AFFIX, len(word) - Letters.LONGEST_ENDING)
    for text, min_stem_length in respellings(word, language.letters):
        if not _is_prefix_of_term(language, text[:length]):
            continue
        term = language.numbers.get(language.vocabulary.stem(text))
        if term is None or term in language.stop_terms:
            continue
        if len(language.terms[term]) > min_stem_length:
            yield term


def _is_prefix_of_term(language: Language, prefix: str) -> bool:
    """Whether any term begins with a prefix: a quick test before a word is stemmed."""
    length = len(prefix)
    if length not in language.prefix_cache:
        prefixes = (term[:length] for term in language.terms if len(term) >= length)
        language.prefix_cache[length] = frozenset(prefixes)
    return prefix in language.prefix_cache[length]


def respellings(word: str, alphabet: Iterable[str]) -> Iterator[tuple[str, int]]:
    """Corrections for errors in or before an ending: *tävlign*, *tillgänlighet*.

    A correction only counts if its stem is longer than the number with it, as a letter missing
    from the ending makes another word. ``alphabet`` are the letters that may be missing.
    """
    for n in range(1, len(word)):
        before, letter, after = word[:n], word[n], word[n + 1 :]
        if after:
            yield before + after[0] + letter + after[1:], 0
        if letter == word[n - 1]:
            yield before + after, 0
        for missing in alphabet:
            yield before + missing + letter + after, n


def edit_distance(one: str, other: str, limit: int) -> float:
    """The number of typing errors between two words; infinity if there are more than ``limit``.

    A neighbouring letter counts as one, any other letter as two, two swapped letters as one.
    """
    second_last: list[int] = []
    previous = list(range(len(other) + 1))
    for i, letter in enumerate(one, 1):
        current = [i]
        for j, other_letter in enumerate(other, 1):
            cost = (
                0 if letter == other_letter else (1 if (letter, other_letter) in _NEIGHBOURS else 2)
            )
            best = min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + cost)
            if i > 1 and j > 1 and letter == other[j - 2] and one[i - 2] == other_letter:
                best = min(best, second_last[j - 2] + 1)
            current.append(best)
        if min(current) > limit:
            return math.inf
        second_last, previous = previous, current
    return previous[-1] if previous[-1] <= limit else math.inf
