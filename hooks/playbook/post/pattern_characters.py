"""Characters and ranges of patterns that mean the same in Python and JavaScript."""

from __future__ import annotations

from ..messages import messages
from ..problems import Phrase

SPECIAL = r"\.*+?()[]{}|^$/"
"""Characters that must be escaped in both languages."""
SIGNS = r"\.*+?()[]{}|^$/-#&~@%!:;,='\"<>`_"
"""Characters that an editor may escape."""


class UnsafePatternError(ValueError):
    """A pattern is not allowed; the reason says why."""

    def __init__(self, reason: Phrase) -> None:
        self.reason = reason
        super().__init__(messages().phrase(reason))


def both_cases(character: str) -> str:
    """A letter in lower and upper case, without forms of several characters."""
    forms = {character: None, character.lower(): None, character.upper(): None}
    return "".join(form for form in forms if len(form) == 1)


def quoted(character: str, special: str) -> str:
    """A character, escaped with a backslash if it is special."""
    return f"\\{character}" if character in special else character


def span(first: str, last: str, *, ignorecase: bool) -> str:
    """A range of a character class, in both cases if possible. Raises UnsafePatternError."""
    if len(last) != 1 or first > last or not (first.isalnum() and last.isalnum()):
        raise UnsafePatternError(Phrase("pattern.character-range", first=first, last=last))
    spans = [first + last]
    if ignorecase and first.islower() == last.islower():
        spans += [first.swapcase() + last.swapcase()]
    return "".join(f"{pair[0]}-{pair[1]}" for pair in dict.fromkeys(spans) if len(pair) == 2)
