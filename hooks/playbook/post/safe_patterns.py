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
from .pattern_characters import SIGNS, SPECIAL, UnsafePatternError, both_cases, quoted, span
from .token_patterns import SPACE, WORD

MAX_REPEAT = 40
"""The largest number of repetitions of ``*`` and ``+``."""
MAX_LENGTH = 300
MAX_WAYS = 5_000
"""The largest number of ways in which repetitions may match: limits the run time."""
MAX_DEPTH = 8

_COUNT = re.compile(r"\{(\d{1,3})(?:,(\d{1,3}))?\}")
_INSIDE = {"d": "0-9", "s": SPACE, "w": f"{WORD}_"}
_CONTROL = {"n": r"\n", "t": r"\t", "r": r"\r"}
_BOUND = f"(?:(?<=[{WORD}_])(?![{WORD}_])|(?<![{WORD}_])(?=[{WORD}_]))"


@dataclass(frozen=True)
class _Part:
    """A compiled part: its form, the length of its shortest match, its number of ways to match."""

    form: str
    shortest: int
    ways: int


def compiled(pattern: str, *, ignorecase: bool = True) -> str:
    """Compile a pattern for Python and JavaScript. Raises UnsafePatternError with the reason."""
    if len(pattern) > MAX_LENGTH:
        raise UnsafePatternError(Phrase("pattern.too-long", limit=MAX_LENGTH))
    reader = _Reader(pattern, ignorecase)
    part = reader.alternatives(0)
    if reader.at < len(pattern):
        raise UnsafePatternError(Phrase("pattern.close"))
    if part.shortest == 0:
        raise UnsafePatternError(Phrase("pattern.empty"))
    if part.ways > MAX_WAYS:
        raise UnsafePatternError(Phrase("pattern.too-many-ways"))
    return part.form


class _Reader:
    """Parses a pattern from left to right."""

    def __init__(self, pattern: str, ignorecase: bool) -> None:
        self.pattern, self.ignorecase, self.at = pattern, ignorecase, 0

    @property
    def next(self) -> str:
        return self.pattern[self.at : self.at + 1]

    def take(self) -> str:
        if not self.next:
            raise UnsafePatternError(Phrase("pattern.incomplete"))
        self.at += 1
        return self.pattern[self.at - 1]

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
        least, limit = bounds
        if part.ways > 1 and limit > 1:
            raise UnsafePatternError(Phrase("pattern.nested-repetition"))
        if part.shortest == 0:
            raise UnsafePatternError(Phrase("pattern.empty-repetition"))
        if least > limit or limit > 400:
            raise UnsafePatternError(Phrase("pattern.range", least=least, most=limit))
        if self.next in ("?", "+", "*", "{"):
            raise UnsafePatternError(Phrase("pattern.after-repetition", sign=self.next))
        form = f"{part.form}{{{least},{limit}}}"
        return _Part(form, part.shortest * least, part.ways * (limit - least) + 1)

    def bounds(self) -> tuple[int, int] | None:
        if self.next in ("?", "*", "+"):
            return {"?": (0, 1), "*": (0, MAX_REPEAT), "+": (1, MAX_REPEAT)}[self.take()]
        if self.next != "{":
            return None
        match = _COUNT.match(self.pattern, self.at)
        if not match:
            raise UnsafePatternError(Phrase("pattern.brace"))
        self.at = match.end()
        return int(match[1]), int(match[2] or match[1])

    def atom(self, depth: int) -> _Part:
        sign = self.take()
        if sign == "(":
            return self.group(depth)
        if sign == "[":
            return _Part(self.character_class(), 1, 1)
        if sign == "\\":
            return self.escaped()
        if sign == ".":
            return _Part(r"[^\n\r]", 1, 1)
        if sign in "^$":
            return _Part(r"(?<![\s\S])" if sign == "^" else r"(?![\s\S])", 0, 1)
        if sign in "?*+{":
            raise UnsafePatternError(Phrase("pattern.nothing-to-repeat", sign=sign))
        return _Part(self.literal(sign), 1, 1)

    def group(self, depth: int) -> _Part:
        if depth >= MAX_DEPTH:
            raise UnsafePatternError(Phrase("pattern.too-deep"))
        if self.next == "?":
            if self.pattern[self.at : self.at + 2] != "?:":
                raise UnsafePatternError(Phrase("pattern.look-around"))
            self.at += 2
        part = self.alternatives(depth + 1)
        if self.next != ")":
            raise UnsafePatternError(Phrase("pattern.open"))
        self.take()
        return _Part(f"(?:{part.form})", part.shortest, part.ways)

    def escaped(self) -> _Part:
        sign = self.take()
        if sign == "b":
            return _Part(_BOUND, 0, 1)
        if sign in _INSIDE:
            return _Part(f"[{_INSIDE[sign]}]", 1, 1)
        if sign in _CONTROL:
            return _Part(_CONTROL[sign], 1, 1)
        if sign in SIGNS:
            return _Part(quoted(sign, SPECIAL), 1, 1)
        raise UnsafePatternError(Phrase("pattern.escape", sign=sign))

    def literal(self, sign: str) -> str:
        pair = both_cases(sign) if self.ignorecase else sign
        return f"[{pair}]" if len(pair) > 1 else quoted(sign, SPECIAL)

    def character_class(self) -> str:
        inside = "^" if self.next == "^" else ""
        self.at += len(inside)
        while self.next != "]":
            first = self.member()
            if (
                len(first) == 1
                and self.next == "-"
                and self.pattern[self.at + 1 : self.at + 2] != "]"
            ):
                self.take()
                inside += span(first, self.member(), ignorecase=self.ignorecase)
            else:
                inside += self.in_class(first)
        self.take()
        if inside in ("", "^"):
            raise UnsafePatternError(Phrase("pattern.empty-class"))
        return f"[{inside}]"

    def member(self) -> str:
        """One character of a class, or the inside of a shorthand."""
        sign = self.take()
        if sign == "[":
            raise UnsafePatternError(Phrase("pattern.bracket-in-class"))
        if sign != "\\":
            return sign
        sign = self.take()
        if sign in _INSIDE or sign in _CONTROL:
            return _INSIDE.get(sign) or _CONTROL[sign]
        if sign not in SIGNS:
            raise UnsafePatternError(Phrase("pattern.escape-in-class", sign=sign))
        return sign

    def in_class(self, member: str) -> str:
        if len(member) > 1:
            return member
        pair = both_cases(member) if self.ignorecase else member
        return pair if len(pair) > 1 else quoted(member, SPECIAL + "-")
