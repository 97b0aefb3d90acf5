"""Splits compounds that the handbook does not contain into known words, and joins words."""

from __future__ import annotations

from collections.abc import Sequence

from .lookup import known_terms
from .terms import Language, QueryWord, TermWeights, add_term
from .weights import Letters, Match


def split_compound(language: Language, word: str) -> list[tuple[str, TermWeights]] | None:
    """The two words of a compound, each with its terms: *kundbild* as *kund* and *bild*.

    None if the folded word cannot be split.
    """
    for cut in range(Letters.PART, len(word) - Letters.LAST_PART + 1):
        head, tail = word[:cut], word[cut:]
        last = language.number(tail)
        if last is None:
            continue
        first = _first_part(language, head, last)
        if first is None or _is_weak(language, first) or _is_weak(language, last):
            continue
        return [
            (head, _part_terms(language, head, first)),
            (tail, _part_terms(language, tail, last)),
        ]
    return None


def _first_part(language: Language, head: str, last: int) -> int | None:
    """The term of a compound's first part, with or without the letter that links the parts."""
    for part in _possible_first_parts(language, head):
        if len(part) >= Letters.PART:
            term = language.numbers.get(part)
            term = language.number(part) if term is None else term
            if term is not None and term != last:
                return term
    return None


def _possible_first_parts(language: Language, head: str) -> list[str]:
    """The first part of a compound as written, and without each link that it ends with."""
    rules = language.vocabulary.compounds
    links = (*rules.links, *rules.links_after_long_parts) if rules else ()
    return [head, *(head[: -len(link)] for link in links if head.endswith(link))]


def _without_link(language: Language, head: str) -> str:
    link = next((each for each in language.links if head.endswith(each)), "")
    return head[: len(head) - len(link)]


def _part_terms(language: Language, text: str, term: int) -> TermWeights:
    terms = known_terms(language, text, Match.SPLIT_COMPOUND)
    add_term(terms, term, Match.SPLIT_COMPOUND)
    return terms


def known_half(language: Language, word: str) -> TermWeights:
    """The known half of a compound whose other half is unknown: its end, or its beginning."""
    for cut in range(Letters.PART, len(word) - Letters.HALF + 1):
        tail = language.number(word[cut:])
        if (
            tail is not None
            and len(language.terms[tail]) >= Letters.AFFIX
            and tail not in language.stop_terms
        ):
            return {tail: Match.KNOWN_HALF}
    for cut in range(len(word) - Letters.PART, Letters.HALF - 1, -1):
        head = language.numbers.get(_without_link(language, word[:cut]))
        if head is not None and head not in language.stop_terms:
            return {head: Match.KNOWN_HALF}
    return {}


def joined_compounds(
    language: Language, texts: Sequence[str], query: Sequence[QueryWord]
) -> list[TermWeights]:
    """For each word of a query, the compounds that it forms with its neighbours when joined."""
    compounds: list[TermWeights] = [{} for _ in texts]
    for n in range(len(texts) - 1):
        if query[n].is_stop or query[n + 1].is_stop:
            continue
        for link in ("", *language.links):
            compound = language.number(texts[n] + link + texts[n + 1])
            if compound is not None:
                add_term(compounds[n], compound, Match.EXACT)
                add_term(compounds[n + 1], compound, Match.EXACT)
    return compounds


def _is_weak(language: Language, term: int) -> bool:
    """Whether a term is too short or too common to be part of a compound."""
    return len(language.terms[term]) < Letters.PART or term in language.stop_terms
