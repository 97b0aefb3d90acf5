"""Decodes the bytes of a file to text, and finds characters that are not allowed in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ..problems import Location, Phrase, Problem
from ..visible import find_unseen
from . import codes
from .conflicts import conflict_problem

MAX_WORD_LENGTH = 400
LFS_POINTER_START = b"version https://git-lfs.github.com/spec/"
"""The first bytes of a Git LFS pointer, which a commit has instead of the file."""
_FORMATS = (
    (codecs.BOM_UTF16_LE, Phrase("text.utf-16"), None),
    (codecs.BOM_UTF16_BE, Phrase("text.utf-16"), None),
    (b"PK\x03\x04", Phrase("text.word"), Phrase("cure.plain-text")),
    (b"\xd0\xcf\x11\xe0", Phrase("text.word"), Phrase("cure.plain-text")),
)
"""The first bytes of files that get the name of a text file by mistake."""
_LONG_WORD = re.compile(rf"\S{{{MAX_WORD_LENGTH + 1},}}")
MAX_LINK_LENGTH = 4_000
MAX_KEPT = 2_000
"""The number of files whose last text is kept."""
_last: dict[str, tuple[bytes, str | None, list[Problem]]] = {}
"""By name, the last bytes of a file with what they were decoded to."""
_LINK = re.compile(rf"[a-zA-Z][a-zA-Z0-9+.-]{{1,20}}://\S{{1,{MAX_LINK_LENGTH}}}")
_NO_BREAK_SPACE = re.compile(r" *(?:- *)?(?:[a-z_]+: *)?(\u00a0)")
"""A no-break space where YAML needs a space: in the indentation or after a key."""


def is_utf8(path: str) -> bool:
    """Whether a path is UTF-8 text. Bytes that are not UTF-8 are surrogate escapes in it."""
    return not any("\udc80" <= char <= "\udcff" for char in path)


def decode(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    """Decode the bytes of a file. ``name`` is the path in the locations of the problems.

    The last result of each name is kept: a preview reads most files again unchanged.
    """
    known = _last.get(name)
    if known is None or known[0] != raw:
        _last.pop(name, None)
        known = _last[name] = (raw, *_decoded(raw, name))
        if len(_last) > MAX_KEPT:
            del _last[next(iter(_last))]
    _, text, problems = known
    return text, [*problems]


def _decoded(raw: bytes, name: str) -> tuple[str | None, list[Problem]]:
    if raw.startswith(codecs.BOM_UTF8):
        return None, [codes.BYTE_ORDER_MARK.at(Location(name))]
    if problem := format_problem(raw, name):
        return None, [problem]
    if raw.startswith(LFS_POINTER_START):
        return None, [codes.LFS_POINTER.at(Location(name))]
    raw = raw.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
    text = decode_utf8(raw, name)
    if isinstance(text, Problem):
        return None, [text]
    if conflict := conflict_problem(text, name, is_data=True):
        return None, [conflict]
    problems = codes.limited(_bad_characters(text, name))
    return (None if problems else text), problems


def format_problem(raw: bytes, name: str) -> Problem | None:
    """The problem with a file whose first bytes are those of another format, or None."""
    for start, found, cure in _FORMATS:
        if raw.startswith(start):
            return codes.WRONG_FORMAT.at(Location(name), found=found, cure=cure)
    return None


def decode_utf8(raw: bytes, name: str) -> str | Problem:
    """The text of a file in UTF-8, or the problem at the first byte that is not."""
    try:
        return raw.decode("utf-8")
    except UnicodeDecodeError as error:
        lines = raw[: error.start].decode("utf-8").split("\n")
        location = Location(name, len(lines), len(lines[-1]) + 1)
        return codes.NOT_UTF8.at(location, byte=f"0x{raw[error.start]:02x}")


def _bad_characters(text: str, name: str) -> Iterator[Problem]:
    has_no_break_space = "\u00a0" in text
    if not (has_no_break_space or find_unseen(text) or _LONG_WORD.search(text)):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if match := find_unseen(line):
            location = Location(name, number, match.start() + 1)
            if match[0] == "\t":
                yield codes.TAB.at(location)
            else:
                yield codes.INVISIBLE.at(location, number=f"{ord(match[0]):04X}")
        if has_no_break_space and (match := _NO_BREAK_SPACE.match(line)):
            yield codes.NO_BREAK_SPACE.at(Location(name, number, match.start(1) + 1))
        if column := _long_word(line):
            yield codes.WORD_TOO_LONG.at(Location(name, number, column), limit=MAX_WORD_LENGTH)


def _long_word(line: str) -> int:
    """The column of the first word that is too long without the web addresses in it, or 0."""
    for match in _LONG_WORD.finditer(line):
        if len(_LINK.sub("", match[0])) > MAX_WORD_LENGTH:
            return match.start() + 1
    return 0
