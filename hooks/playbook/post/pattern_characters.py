"""Writes characters and ranges so that they mean the same in Python and JavaScript patterns."""

from __future__ import annotations

from ..messages import messages
from ..problems import Phrase

SPECIAL = r"\.*+?()[]{}|^$/"
"""Characters that must be escaped in both languages."""
ESCAPABLE = r"\.*+?()[]{}|^$/-#&~@%!:;,='\"<>`_"
"""Characters that a pattern in the handbook may escape."""


class UnsafePatternError(ValueError):
    """A pattern is not allowed; the reason says why."""

    def __init__(self, reason: Phrase) -> None:
        self.reason = reason
        super().__init__(messages().phrase(reason))


def both_cases(character: str) -> str:
    """A letter in both cases; case forms of several characters, as of ß, are left out."""
    forms = {character: None, character.lower(): None, character.upper(): None}
    return "".join(form for form in forms if len(form) == 1)


def escape(character: str, special: str) -> str:
    """The character, with a backslash before it if it is special."""
    return f"\\{character}" if character in special else character


def ranges(first: str, last: str, *, ignorecase: bool) -> str:
    """A range for a character class, in both cases with ``ignorecase``.

    Raises UnsafePatternError.
    """
    if len(last) != 1 or first > last or not (first.isalnum() and last.isalnum()):
        raise UnsafePatternError(Phrase("pattern.character-range", first=first, last=last))
    pairs = [first + last]
    if ignorecase and first.islower() == last.islower():
        pairs += [first.swapcase() + last.swapcase()]
    return "".join(f"{pair[0]}-{pair[1]}" for pair in dict.fromkeys(pairs) if len(pair) == 2)
