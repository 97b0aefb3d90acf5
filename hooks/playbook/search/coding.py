"""Encodes numbers and sorted words as short text without characters that JSON escapes."""

from __future__ import annotations

from collections.abc import Iterable

DIGITS = "".join(map(chr, range(33, 127))).replace('"', "").replace("\\", "")
"""The 92 visible ASCII characters that JSON does not escape."""
FINAL_DIGITS = 70
"""The number of digits that end a number; the other digits mean that it continues."""
_CONTINUING_DIGITS = len(DIGITS) - FINAL_DIGITS
_LENGTH_DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def encode(numbers: Iterable[int]) -> str:
    """Encode numbers that are not negative: one character up to 69, two up to 1539."""
    return "".join(map(_encode_number, numbers))


def _encode_number(number: int) -> str:
    number, final_digit = divmod(number, FINAL_DIGITS)
    encoded = DIGITS[final_digit]
    while number:
        number, digit = divmod(number, _CONTINUING_DIGITS)
        encoded = DIGITS[FINAL_DIGITS + digit] + encoded
    return encoded


def decode(text: str) -> list[int]:
    """The numbers that `encode` has encoded."""
    numbers, value = [], 0
    for character in text:
        digit = DIGITS.index(character)
        if digit < FINAL_DIGITS:
            numbers.append(value * FINAL_DIGITS + digit)
            value = 0
        else:
            value = value * _CONTINUING_DIGITS + digit - FINAL_DIGITS
    return numbers


def front_coded(terms: Iterable[str]) -> str:
    """Encode words: each as the length of the prefix shared with the previous word, and the rest.

    The encoded text is shortest if the words are sorted.
    """
    encoded, previous = [], ""
    for term in terms:
        shared, limit = 0, min(len(term), len(previous), len(_LENGTH_DIGITS) - 1)
        while shared < limit and term[shared] == previous[shared]:
            shared += 1
        encoded.append(_LENGTH_DIGITS[shared] + term[shared:])
        previous = term
    return " ".join(encoded)


def front_decoded(text: str) -> list[str]:
    """The words that `front_coded` has encoded."""
    terms, previous = [], ""
    for encoded in text.split():
        previous = previous[: _LENGTH_DIGITS.index(encoded[0])] + encoded[1:]
        terms.append(previous)
    return terms
