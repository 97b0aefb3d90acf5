"""Characters and ranges of a pattern that Python and JavaScript read alike."""

from __future__ import annotations

SPECIAL = r"\.*+?()[]{}|^$/"
"""Characters that must be escaped in both languages."""
SIGNS = r"\.*+?()[]{}|^$/-#&~@%!:;,='\"<>`_"
"""Characters that an editor may escape."""


class UnsafePatternError(ValueError):
    """A pattern is not allowed; the message says why."""


def both_cases(sign: str) -> str:
    """A letter in small and in capital, where each is one character."""
    pair = {sign: None, sign.lower(): None, sign.upper(): None}
    return "".join(one for one in pair if len(one) == 1)


def quoted(sign: str, special: str) -> str:
    """A sign with a backslash, where it is special."""
    return f"\\{sign}" if sign in special else sign


def span(first: str, last: str, *, ignorecase: bool) -> str:
    """A range of a class, in both cases where they are alike. Raises UnsafePatternError."""
    if len(last) != 1 or first > last or not (first.isalnum() and last.isalnum()):
        raise UnsafePatternError(f"the range '{first}-{last}' is not allowed")
    spans = [first + last]
    if ignorecase and first.islower() == last.islower():
        spans += [first.swapcase() + last.swapcase()]
    return "".join(f"{one[0]}-{one[1]}" for one in dict.fromkeys(spans) if len(one) == 2)
