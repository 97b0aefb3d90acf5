"""Numbers and sorted words as short text that JSON need not escape."""

from __future__ import annotations

from collections.abc import Iterable

LETTERS = "".join(map(chr, range(33, 127))).replace('"', "").replace("\\", "")
"""What ASCII has of visible letters but for the two that JSON escapes: 92 of them."""
LAST = 70
"""So many of the letters end a number; the others say that it goes on."""
_FIRST = len(LETTERS) - LAST
_SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"


def encode(numbers: Iterable[int]) -> str:
    """Numbers from 0 upwards, each as short as it can be: one letter up to 69, two up to 1539."""
    return "".join(map(_letters, numbers))


def _letters(number: int) -> str:
    number, last = divmod(number, LAST)
    found = LETTERS[last]
    while number:
        number, digit = divmod(number, _FIRST)
        found = LETTERS[LAST + digit] + found
    return found


def decode(text: str) -> list[int]:
    """The numbers of a text that `encode` made."""
    numbers, value = [], 0
    for letter in text:
        digit = LETTERS.index(letter)
        if digit < LAST:
            numbers.append(value * LAST + digit)
            value = 0
        else:
            value = value * _FIRST + digit - LAST
    return numbers


def front_coded(terms: Iterable[str]) -> str:
    """Words, best sorted, each with the number of letters that it shares with the one before."""
    coded, before = [], ""
    for term in terms:
        shared, most = 0, min(len(term), len(before), len(_SHARED) - 1)
        while shared < most and term[shared] == before[shared]:
            shared += 1
        coded.append(_SHARED[shared] + term[shared:])
        before = term
    return " ".join(coded)


def front_decoded(coded: str) -> list[str]:
    """The words that `front_coded` wrote."""
    terms, before = [], ""
    for one in coded.split():
        before = before[: _SHARED.index(one[0])] + one[1:]
        terms.append(before)
    return terms
