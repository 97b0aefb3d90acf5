"""Safe regular expressions: a small language with the same meaning in Python and JavaScript.

A pattern consists of literal characters, ``.``, character classes, ``\\d``, ``\\s``, ``\\w``,
``\\b``, ``^`` and ``$`` (start and end of the post), groups, alternatives and repetition.
Repetition is bounded: ``*`` and ``+`` mean at most `MAX_REPEAT` times. A pattern is compiled to a
form that needs no flags, case folding or shorthand of the regular expression engine.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from ..problems import Phrase
from .pattern_characters import ESCAPABLE, SPECIAL, UnsafePatternError, both_cases, escape, ranges
from .token_patterns import SPACE, WORD

MAX_REPEAT = 40
"""The maximum number of repetitions for ``*`` and ``+``."""
MAX_LENGTH = 300
MAX_WAYS = 5_000
"""The maximum number of ways in which repetitions may match, to limit the run time."""
MAX_DEPTH = 8

_COUNT = re.compile(r"\{(\d{1,3})(?:,(\d{1,3}))?\}")
_SHORTHANDS = {"d": "0-9", "s": SPACE, "w": f"{WORD}_"}
_CONTROLS = {"n": r"\n", "t": r"\t", "r": r"\r"}
_WORD_BOUNDARY = f"(?:(?<=[{WORD}_])(?![{WORD}_])|(?<![{WORD}_])(?=[{WORD}_]))"


@dataclass(frozen=True)
class _Part:
    """A compiled part: its form, the length of its shortest match, and its ways to match."""

    form: str
    shortest: int
    ways: int


def compiled(pattern: str, *, ignorecase: bool = True) -> str:
    """Compile a pattern for Python and JavaScript. Raises UnsafePatternError with the reason."""
    if len(pattern) > MAX_LENGTH:
        raise UnsafePatternError(Phrase("pattern.too-long", limit=MAX_LENGTH))
    reader = _Reader(pattern, ignorecase)
    part = reader.alternatives(0)
    if reader.position < len(pattern):
        raise UnsafePatternError(Phrase("pattern.close"))
    if part.shortest == 0:
        raise UnsafePatternError(Phrase("pattern.empty"))
    if part.ways > MAX_WAYS:
        raise UnsafePatternError(Phrase("pattern.too-many-ways"))
    return part.form


class _Reader:
    """Parses a pattern from left to right."""

    def __init__(self, pattern: str, ignorecase: bool) -> None:
        self.pattern, self.ignorecase, self.position = pattern, ignorecase, 0

    @property
    def next(self) -> str:
        return self.pattern[self.position : self.position + 1]

    def take(self) -> str:
        if not self.next:
            raise UnsafePatternError(Phrase("pattern.incomplete"))
        self.position += 1
        return self.pattern[self.position - 1]

    def alternatives(self, depth: int) -> _Part:
        parts = [self.sequence(depth)]
        while self.next == "|":
            self.take()
            parts.append(self.sequence(depth))
        if len(parts) == 1:
            return parts[0]
        form = "|".join(part.form for part in parts)
        shortest = min(part.shortest for part in parts)
        return _Part(f"(?:{form})", shortest, sum(part.ways for part in parts))

    def sequence(self, depth: int) -> _Part:
        form, shortest, ways = "", 0, 1
        while self.next not in ("", "|", ")"):
            part = self.repeated(self.atom(depth))
            form, shortest, ways = form + part.form, shortest + part.shortest, ways * part.ways
        return _Part(form, shortest, ways)

    def repeated(self, part: _Part) -> _Part:
        bounds = self.bounds()
        if bounds is None:
            return part
        minimum, limit = bounds
        if part.ways > 1 and limit > 1:
            raise UnsafePatternError(Phrase("pattern.nested-repetition"))
        if part.shortest == 0:
            raise UnsafePatternError(Phrase("pattern.empty-repetition"))
        if minimum > limit or limit > 400:
            raise UnsafePatternError(Phrase("pattern.range", least=minimum, most=limit))
        if self.next in ("?", "+", "*", "{"):
            raise UnsafePatternError(Phrase("pattern.after-repetition", sign=self.next))
        form = f"{part.form}{{{minimum},{limit}}}"
        return _Part(form, part.shortest * minimum, part.ways * (limit - minimum) + 1)

    def bounds(self) -> tuple[int, int] | None:
        if self.next in ("?", "*", "+"):
            return {"?": (0, 1), "*": (0, MAX_REPEAT), "+": (1, MAX_REPEAT)}[self.take()]
        if self.next != "{":
            return None
        match = _COUNT.match(self.pattern, self.position)
        if not match:
            raise UnsafePatternError(Phrase("pattern.brace"))
        self.position = match.end()
        return int(match[1]), int(match[2] or match[1])

    def atom(self, depth: int) -> _Part:
        char = self.take()
        if char == "(":
            return self.group(depth)
        if char == "[":
            return _Part(self.character_class(), 1, 1)
        if char == "\\":
            return self.escaped()
        if char == ".":
            return _Part(r"[^\n\r]", 1, 1)
        if char in "^$":
            return _Part(r"(?<![\s\S])" if char == "^" else r"(?![\s\S])", 0, 1)
        if char in "?*+{":
            raise UnsafePatternError(Phrase("pattern.nothing-to-repeat", sign=char))
        return _Part(self.literal(char), 1, 1)

    def group(self, depth: int) -> _Part:
        if depth >= MAX_DEPTH:
            raise UnsafePatternError(Phrase("pattern.too-deep"))
        if self.next == "?":
            if self.pattern[self.position : self.position + 2] != "?:":
                raise UnsafePatternError(Phrase("pattern.look-around"))
            self.position += 2
        part = self.alternatives(depth + 1)
        if self.next != ")":
            raise UnsafePatternError(Phrase("pattern.open"))
        self.take()
        return _Part(f"(?:{part.form})", part.shortest, part.ways)

    def escaped(self) -> _Part:
        char = self.take()
        if char == "b":
            return _Part(_WORD_BOUNDARY, 0, 1)
        if char in _SHORTHANDS:
            return _Part(f"[{_SHORTHANDS[char]}]", 1, 1)
        if char in _CONTROLS:
            return _Part(_CONTROLS[char], 1, 1)
        if char in ESCAPABLE:
            return _Part(escape(char, SPECIAL), 1, 1)
        raise UnsafePatternError(Phrase("pattern.escape", sign=char))

    def literal(self, char: str) -> str:
        pair = both_cases(char) if self.ignorecase else char
        return f"[{pair}]" if len(pair) > 1 else escape(char, SPECIAL)

    def character_class(self) -> str:
        members = "^" if self.next == "^" else ""
        self.position += len(members)
        while self.next != "]":
            first = self.member()
            if (
                len(first) == 1
                and self.next == "-"
                and self.pattern[self.position + 1 : self.position + 2] != "]"
            ):
                self.take()
                members += ranges(first, self.member(), ignorecase=self.ignorecase)
            else:
                members += self.in_class(first)
        self.take()
        if members in ("", "^"):
            raise UnsafePatternError(Phrase("pattern.empty-class"))
        return f"[{members}]"

    def member(self) -> str:
        """One character of a class, or the members of a shorthand."""
        char = self.take()
        if char == "[":
            raise UnsafePatternError(Phrase("pattern.bracket-in-class"))
        if char != "\\":
            return char
        char = self.take()
        if char in _SHORTHANDS or char in _CONTROLS:
            return _SHORTHANDS.get(char) or _CONTROLS[char]
        if char not in ESCAPABLE:
            raise UnsafePatternError(Phrase("pattern.escape-in-class", sign=char))
        return char

    def in_class(self, member: str) -> str:
        if len(member) > 1:
            return member
        pair = both_cases(member) if self.ignorecase else member
        return pair if len(pair) > 1 else escape(member, SPECIAL + "-")
