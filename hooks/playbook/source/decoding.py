"""Decodes the bytes of a file to text, and finds characters that are not allowed in it."""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator

from ..problems import Edit, Fix, Location, Phrase, Problem
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
_OTHER_SPACES = "\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000"
_OTHER_SPACE = re.compile(rf"[ {_OTHER_SPACES}]*(?:-[ {_OTHER_SPACES}]*)?(?:[a-z_]+: *)?")
"""Spaces of other kinds where YAML needs a space: in the indentation or after a dash or key."""
_ANY_OTHER_SPACE = re.compile(f"[{_OTHER_SPACES}]")
_LINE_BREAKS = "\x0b\x0c\x85\u2028\u2029"
"""What office programs write for a line break within a paragraph."""
_LOST = "\ufffd"
"""The character that replaces a letter that a program could not read."""


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
        return None, [codes.BYTE_ORDER_MARK.at(Location(name), fix=_replaced(Location(name), ""))]
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
    has_other_space = bool(_ANY_OTHER_SPACE.search(text))
    if not (has_other_space or find_unseen(text) or _LONG_WORD.search(text)):
        return
    for number, line in enumerate(text.split("\n"), start=1):
        if match := find_unseen(line):
            yield _unseen_problem(line, match, Location(name, number, match.start() + 1))
        if has_other_space and (column := _other_space(line)):
            location, char = Location(name, number, column), line[column - 1]
            fix = _replaced(location, " ")
            yield codes.NO_BREAK_SPACE.at(location, number=f"{ord(char):04X}", fix=fix)
        if column := _long_word(line):
            yield codes.WORD_TOO_LONG.at(Location(name, number, column), limit=MAX_WORD_LENGTH)


def _unseen_problem(line: str, match: re.Match[str], location: Location) -> Problem:
    """The problem with a character that readers do not see."""
    char, is_first = match[0], not line[: match.start()].strip(" ")
    if char == "\t":
        if is_first:
            return codes.TAB.at(location, cure=Phrase("cure.indent-with-spaces"))
        return codes.TAB.at(location, fix=_replaced(location, " "))
    cure = Phrase("cure.delete")
    fix: Fix | None = _replaced(location, "")
    if char in _LINE_BREAKS:
        cure, fix = Phrase("cure.line-break"), _replaced(location, " ")
    elif char == _LOST:
        cure, fix = Phrase("cure.lost-letter"), None
    elif "\uf000" <= char <= "\uf0ff":
        cure = Phrase("cure.symbol-font")
        fix = _replaced(location, "-" if line.startswith(" ", match.end()) else "- ")
        fix = fix if is_first else None
    return codes.INVISIBLE.at(location, number=f"{ord(char):04X}", cure=cure, fix=fix)


def _replaced(location: Location, text: str) -> Fix:
    """The fix that replaces the character at a location."""
    return Fix((Edit(location, location.line, location.column + 1, text),))


def _other_space(line: str) -> int:
    """The column of the first space of another kind where YAML needs a space, or 0."""
    beginning = _OTHER_SPACE.match(line)
    end = beginning.end() if beginning else 0
    match = _ANY_OTHER_SPACE.search(line[: end + 1])
    return match.start() + 1 if match else 0


def _long_word(line: str) -> int:
    """The column of the first word that is too long without the web addresses in it, or 0."""
    for match in _LONG_WORD.finditer(line):
        if len(_LINK.sub("", match[0])) > MAX_WORD_LENGTH:
            return match.start() + 1
    return 0
