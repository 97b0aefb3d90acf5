"""The tuned numbers of the search: those of ``weights.js``, which explains them.

A test compares both, name by name.
"""

from __future__ import annotations


class Match:
    """The possible terms of a word of a query: factors from 0 to 1 on the word's rarity."""

    EXACT = 1
    OTHER_LANGUAGE = 0.95
    COMPOUND_PART = 0.45
    SUFFIX = 0.5
    SPLIT_COMPOUND = 0.8
    KNOWN_HALF = 0.6
    PREFIX = 0.7
    PREFIX_FLOOR = 0.5
    TYPO = 0.75
    FURTHER_TYPO = 0.2
    SYNONYM = 0.7
    WIDER = 0.4
    MANY_WORDS = 1.5


class Letters:
    """The minimum number of letters for looser matches."""

    AFFIX = 4
    BEFORE_SUFFIX = 3
    PART = 3
    LAST_PART = 4
    HALF = 5
    TYPO = 5
    TWO_TYPOS = 9
    TYPO_TERM = 4
    RESPELLED = 6
    LOOSE_END = 8
    LONGEST_ENDING = 7


class Rarity:
    """The weight of a word among the words of a query."""

    EXPONENT = 0.8
    COMMONER_SYNONYM = 0.5
    STOP_WORD = 1


class Score:
    """The score of an entry, from its phrases and its text."""

    PHRASE = (1, 0.5)
    SECOND_PHRASE = 0.35
    COVERAGE = 0.65
    BODY = (0.4, 0.65, 0.9, 1.2)
    CENTRAL = 1.2
    CENTRAL_HALF = 3
    BODY_AND_PHRASE = 0.4
    TITLE_WORD = 0.8
    PRECISION = 0.5
    SAME_PHRASE = 0.8
    SAME_TITLE = 1.8
    SAME_EXPONENT = 4
    ASKED_KIND = 1.3
    OTHER_SPELLING = 0.85
    FOR_READER = 1.12
    FOR_OTHERS = 0.8


class Shown:
    """Thresholds of what is shown."""

    SHARE = 0.3
    OF_BEST = 0.3
    SURE_LEAD = 1.35
    SURE_SHARE = 0.6
    MARKED = 0.55
