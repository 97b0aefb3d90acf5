"""Texts of anybody's made safe to show: what a terminal would obey, or not show, is written out.

The escapes are those of JSON, so a JSON text that is made visible is still the same JSON.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

_JOINED = "\u0590-\u1cff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
"""Signs that a joiner may stand between: pictures, and letters of scripts that need it."""
_NEVER_SHOWN = (
    "\x7f-\x9f\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180e\u200b\u200e\u200f\u2028-\u202e"
    "\u2060-\u206f\u3164\ufeff\uffa0\ufff9-\ufffb\ud800-\udfff\U000e0000-\U000e0fff"
)
"""Commands to a terminal, breaks of a line, turns of direction, blanks that have no width."""
_JOINER = f"(?<![{_JOINED}])[\u200c\u200d]|[\u200c\u200d](?![{_JOINED}])"
_IN_TEXT = re.compile(f"[\x00-\x08\x0b-\x1f{_NEVER_SHOWN}]|{_JOINER}")
_IN_DOCUMENT = re.compile(f"[\x00-\x08\x0b\x0c\x0e-\x1f{_NEVER_SHOWN}]|\r(?!\n)|{_JOINER}")
_ON_A_LINE = re.compile(f"[\x00-\x1f{_NEVER_SHOWN}]|{_JOINER}")
_HALF = re.compile("[\ud800-\udfff]")
_SHORT = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

_MARKDOWN = {
    **{ord(sign): f"\\{sign}" for sign in "\\`*_[]~"},
    **{ord(sign): f"&#{ord(sign)};" for sign in "<>|&"},
    # Hosts look for mentions and references after entities are decoded: this stops them.
    **{ord(sign): f"{sign}&#8203;" for sign in "@#"},
}

ESCAPES = "playbook.escapes"
"""The error handler of a stream that shows what its encoding lacks as an escape."""


def escaped(sign: str) -> str:
    """A character as its escape; a byte of a name that is not UTF-8 as ``\\xff``."""
    number = ord(sign)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    if number > 0xFFFF:  # as UTF-16 writes it, in two halves
        high, low = divmod(number - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return _SHORT.get(sign) or f"\\u{number:04x}"


def visible(text: str, *, crlf: bool = False) -> str:
    """A text of many lines: line ends and tabs stay, every other control is escaped.

    Where ``crlf``, line ends may be those of calendars and of Windows as well.
    """
    return (_IN_DOCUMENT if crlf else _IN_TEXT).sub(lambda found: escaped(found[0]), text)


def on_a_line(text: str) -> str:
    """A value as a part of one line: it can neither end the line nor begin another."""
    return _ON_A_LINE.sub(lambda found: escaped(found[0]), text)


def printable(text: str) -> str:
    """A text of which every character is seen: spaces that are no plain spaces are escaped too."""
    if text.isprintable() and not _ON_A_LINE.search(text):
        return text
    return "".join(c if c.isprintable() and not _ON_A_LINE.match(c) else escaped(c) for c in text)


def escape_markdown(text: str) -> str:
    """A text in which nothing is markup, nobody is mentioned and no issue is linked."""
    return text.translate(_MARKDOWN)


def as_json(data: Any) -> str:
    """Data as a JSON document that any reader takes and any terminal shows."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    return visible(_HALF.sub(lambda found: escaped(found[0]).replace("\\", "\\\\"), text))


def _escape_the_rest(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(escaped, error.object[error.start : error.end])), error.end


codecs.register_error(ESCAPES, _escape_the_rest)
