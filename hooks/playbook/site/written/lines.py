"""Finds the line of a hand-written page on which something in its HTML is written."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import quote, unquote, urlsplit

from ...problems import Location

_FENCE = re.compile(r"^[ \t]*(`{3,}|~{3,})")
_BACKTICKS = re.compile("`+")
_START = r"(?<![^\s()<>\"'\[\]])[^\s()<>\"'\[\]]*"
"""The beginning of an address, from the character after which it begins."""


def location_of_address(address: str, path: str, text: str) -> Location:
    """Where the page ``path`` with the source ``text`` has an address that is in its HTML.

    MkDocs rewrites a link to a file (``other.md#part`` becomes ``../other/#part``), so the end of
    the address is searched for as well. Without a match, this is the start of the page: the text
    may come from another file, such as a snippet.
    """
    for pattern in _patterns(address):
        if found := location_of(pattern, path, text):
            return found
    return Location(path)


def location_of(pattern: re.Pattern[str], path: str, text: str) -> Location | None:
    """The first match of a pattern outside code, or None."""
    for number, line, mark in _lines(text):
        if not mark and (match := pattern.search(_without_code(line))):
            return Location(path, number, match.start() + 1)
    return None


def location_of_fence(language: str, path: str, text: str) -> Location | None:
    """The first line that begins a block of code in a language, or None."""
    for number, line, mark in _lines(text):
        if mark and re.search(rf"^\W*{re.escape(language)}\b|\.{re.escape(language)}\b", line):
            return Location(path, number, line.index(mark) + 1)
    return None


def _patterns(address: str) -> Iterator[re.Pattern[str]]:
    """Patterns for an address, the strictest first."""
    forms = dict.fromkeys((address, address.replace("&", "&amp;"), unquote(address),
                           quote(address, safe="%/:?#[]@!$&'()*+,;=~")))  # fmt: skip
    for form in forms:
        yield re.compile(rf"(?<![\w./#%-]){re.escape(form)}(?![\w./%#?-])")
    try:
        parts = urlsplit(address)
    except ValueError:
        return
    if parts.fragment:
        yield re.compile(rf"{_START}#{re.escape(unquote(parts.fragment))}(?![\w-])")
    name = parts.path.rstrip("/").rpartition("/")[2]
    if name not in ("", ".", ".."):
        yield re.compile(rf"{_START}(?<!\w){re.escape(unquote(name))}(?![\w-])")


def _lines(text: str) -> Iterator[tuple[int, str, str]]:
    """The lines outside blocks of code and those that begin a block, with number and mark.

    The mark is empty for a line that begins no block.
    """
    inside = ""
    for number, line in enumerate(text.splitlines(), 1):
        mark = _FENCE.match(line)
        if inside:
            inside = "" if _is_end(line, mark, inside) else inside
        else:
            inside = mark[1] if mark else ""
            yield number, line, inside


def _without_code(line: str) -> str:
    """A line with spaces for its code: what is between two runs of as many backticks."""
    runs = list(_BACKTICKS.finditer(line))
    ends: list[int | None] = []
    following: dict[int, int] = {}
    for at in reversed(range(len(runs))):
        ends.append(following.get(len(runs[at][0])))
        following[len(runs[at][0])] = at
    shown, after, at = "", 0, 0
    while at < len(runs):
        end = ends[-1 - at]
        if end is not None:
            start, until = runs[at].start(), runs[end].end()
            shown += line[after:start] + " " * (until - start)
            after, at = until, end
        at += 1
    return shown + line[after:]


def _is_end(line: str, mark: re.Match[str] | None, inside: str) -> bool:
    """Whether a line ends the block of code that began with the mark ``inside``."""
    return bool(mark and mark[1].startswith(inside) and not line.strip(" \t`~"))
