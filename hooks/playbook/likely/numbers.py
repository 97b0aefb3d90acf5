"""Numbers as people write them."""

from __future__ import annotations

import re

_SPACES = re.compile(r"(?<=\d)[ \u00a0\u2009\u202f'](?=\d{3}(?:\D|$))")
_DECIMAL_COMMA = re.compile(r"(-?\d{1,12}),(\d{1,2})(?!\d)")
_WITH_UNIT = re.compile(r"(-?\d{1,12}(?:\.\d{1,6})?) ?(?P<unit>%|[^\W\d].{0,20})")
_NUMBER = re.compile(r"-?\d{1,12}(?:\.\d{1,6})?")


def likely_number(text: str, *, percent: bool = False) -> tuple[str, bool] | None:
    """The number that a text means, and whether that is certain; None if it means none.

    It is not certain if a unit goes missing: the sign in ``12 %`` says nothing more if the field
    is a ``percent``.
    """
    plain = _SPACES.sub("", text.strip()).replace("−", "-").removeprefix("+")
    unit = _WITH_UNIT.fullmatch(_DECIMAL_COMMA.sub(r"\1.\2", plain))
    if unit:
        return unit[1], percent and unit["unit"] == "%"
    plain = _DECIMAL_COMMA.sub(r"\1.\2", plain)
    return (plain, True) if _NUMBER.fullmatch(plain) and plain != text else None
