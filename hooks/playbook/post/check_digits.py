"""Validation of numbers with a check digit."""

from __future__ import annotations


def luhn(digits: str) -> bool:
    """Whether the last digit is a valid Luhn check digit."""
    total = 0
    for position, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if position % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def is_personal_number(text: str) -> bool:
    """Whether a possible Swedish personal identity number has a valid check digit."""
    digits = only_digits(text)
    return luhn(digits[-10:])


def is_card(text: str) -> bool:
    """Whether a possible card number has a valid check digit and more than one distinct digit."""
    digits = only_digits(text)
    return 13 <= len(digits) <= 19 and len(set(digits)) > 1 and luhn(digits)


def only_digits(text: str) -> str:
    """The digits 0 to 9 of a text."""
    return "".join(character for character in text if "0" <= character <= "9")
