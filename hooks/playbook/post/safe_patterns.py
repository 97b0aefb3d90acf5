"""Safe regular expressions: a small language with the same meaning in Python and JavaScript.

A pattern consists of literal characters, ``.``, character classes, ``\\d``, ``\\s``, ``\\w``,
``\\b``, ``^`` and ``$`` (start and end of the post), groups, alternatives and repetition.
Repetition is bounded: ``*`` and ``+`` mean at most `MAX_REPEAT` times. A pattern is compiled to a
form that needs no flags, case folding or shorthand of the regular expression engine.
"""

from __future__ import annotations

import re
from dataclasses import replace

from ..problems import Phrase
from .pattern_characters import ESCAPABLE, SPECIAL, UnsafePatternError, both_cases, escape, ranges
from .pattern_parts import BOUNDARY, Part, is_in_word, joined
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

    def alternatives(self, depth: int) -> Part:
        parts = [self.sequence(depth)]
        while self.next == "|":
            self.take()
            parts.append(self.sequence(depth))
        if len(parts) == 1:
            return parts[0]
        form = "|".join(part.form for part in parts)
        shortest = min(part.shortest for part in parts)
        begins, ends = all(part.begins for part in parts), all(part.ends for part in parts)
        return Part(f"(?:{form})", shortest, sum(part.ways for part in parts), begins, ends)

    def sequence(self, depth: int) -> Part:
        parts: list[Part] = []
        while self.next not in ("", "|", ")"):
            parts.append(self.repeated(self.atom(depth)))
        return joined(parts)

    def repeated(self, part: Part) -> Part:
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
        begins, ends = part.begins and minimum > 0, part.ends and minimum > 0
        ways = part.ways * (limit - minimum) + 1
        return Part(form, part.shortest * minimum, ways, begins, ends)

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

    def atom(self, depth: int) -> Part:
        char = self.take()
        if char == "(":
            return self.group(depth)
        if char == "[":
            return Part(self.character_class(), 1, 1)
        if char == "\\":
            return self.escaped()
        if char == ".":
            return Part(r"[^\n\r]", 1, 1)
        if char in "^$":
            return Part(r"(?<![\s\S])" if char == "^" else r"(?![\s\S])", 0, 1)
        if char in "?*+{":
            raise UnsafePatternError(Phrase("pattern.nothing-to-repeat", sign=char))
        return Part(self.literal(char), 1, 1, is_in_word(char), is_in_word(char))

    def group(self, depth: int) -> Part:
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
        return replace(part, form=f"(?:{part.form})")

    def escaped(self) -> Part:
        char = self.take()
        if char == "b":
            return BOUNDARY
        if char in _SHORTHANDS:
            in_word = char != "s"
            return Part(f"[{_SHORTHANDS[char]}]", 1, 1, in_word, in_word)
        if char in _CONTROLS:
            return Part(_CONTROLS[char], 1, 1)
        if char in ESCAPABLE:
            return Part(escape(char, SPECIAL), 1, 1)
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
