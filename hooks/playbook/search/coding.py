"""Numbers and sorted words as short text that JSON need not escape."""

from __future__ import annotations

from collections.abc import Iterable

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/"
_MORE = 32
_SHARED = "0123456789abcdefghijklmnopqrstuvwxyz"


def encode(numbers: Iterable[int]) -> str:
    """Numbers from 0 upwards in base 64, five bits a letter, as source maps write them."""
    return "".join(map(_letters, numbers))


def _letters(number: int) -> str:
    found = ""
    while number >= _MORE:
        found += LETTERS[number % _MORE + _MORE]
        number //= _MORE
    return found + LETTERS[number]


def decode(text: str) -> list[int]:
    """The numbers of a text that `encode` made."""
    numbers, value, shift = [], 0, 0
    for letter in text:
        digit = LETTERS.index(letter)
        value += (digit % _MORE) << shift
        shift += 5
        if digit < _MORE:
            numbers.append(value)
            value = shift = 0
    return numbers


def front_coded(terms: Iterable[str]) -> str:
    """Sorted words, each with the number of letters that it shares with the one before."""
    coded, before = [], ""
    for term in terms:
        shared, most = 0, min(len(term), len(before), len(_SHARED) - 1)
        while shared < most and term[shared] == before[shared]:
            shared += 1
        coded.append(_SHARED[shared] + term[shared:])
        before = term
    return " ".join(coded)
