"""Makes untrusted text safe to print: control and invisible characters become escapes.

The escapes are those of JSON, so an escaped JSON document keeps its meaning.
"""

from __future__ import annotations

import codecs
import json
import re
from typing import Any

JOINABLE = "\u0590-\u1cff\u2190-\u2bff\ufe0f\U0001f000-\U0001faff"
"""Characters that a joiner may connect: emoji, and letters of scripts that need joiners."""
_ALWAYS_INVISIBLE = (
    "\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\u2800\u3164\ufe00-\ufe0d\ufeff\uffa0\ufff9-\ufffb\U0001d173-\U0001d17a"
    "\U000e0000-\U000e0fff"
)
INVISIBLE = f"{_ALWAYS_INVISIBLE}\u200c\u200d\ufe0e\ufe0f"
"""The content of a character class: every character without a visible glyph, except controls.

Zero-width and blank characters, direction marks, variation selectors and tags. This is the one
list of them, for data, posts, withdrawn texts and the terminal. Some are part of an
`EMOJI_SEQUENCE`, and joiners are part of words in some scripts.
"""
_EMOJI = "☀-➿⬀-⯿⌚⌛⌨⏏⏩-⏺⤴⤵〰〽㊗㊙\U0001f000-\U0001f1e5\U0001f200-\U0001faff"
_EMOJI_MODIFIERS = "\ufe0e\ufe0f\U0001f3fb-\U0001f3ff"
EMOJI_SEQUENCE = (
    "[\U0001f1e6-\U0001f1ff]{2}|[0-9#*]\ufe0f?\u20e3"
    f"|(?:[{_EMOJI}]|[©®‼⁉™ℹ↔-↪]\ufe0f)[{_EMOJI_MODIFIERS}]{{0,3}}[\U000e0020-\U000e007f]{{0,8}}"
    f"(?:\u200d[{_EMOJI}][{_EMOJI_MODIFIERS}]{{0,3}}){{0,6}}"
)
"""The pattern of an emoji with its variation selectors, joiners and tags, also for JavaScript."""
_UNSAFE_EVERYWHERE = f"\x7f-\x9f\u2028\u2029\ud800-\udfff{_ALWAYS_INVISIBLE}"
"""Terminal controls, line separators and what is invisible wherever it stands."""
_STRAY_JOINER = f"(?<![{JOINABLE}])[\u200c\u200d]|[\u200c\u200d](?![{JOINABLE}])"
_UNSAFE_IN_TEXT = re.compile(f"[\x00-\x08\x0b-\x1f{_UNSAFE_EVERYWHERE}]|{_STRAY_JOINER}")
_UNSAFE_EXCEPT_CRLF = re.compile(
    f"[\x00-\x08\x0b\x0c\x0e-\x1f{_UNSAFE_EVERYWHERE}]|\r(?!\n)|{_STRAY_JOINER}"
)
_UNSAFE_IN_LINE = re.compile(f"[\x00-\x1f{_UNSAFE_EVERYWHERE}]|{_STRAY_JOINER}")
UNSEEN = f"\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\uf000-\uf0ff\ufffc-\uffff{INVISIBLE}"
"""The content of a character class: what readers do not see or their fonts lack.

The characters of Word's bullets are an example.
"""
_UNSEEN = re.compile(f"[{UNSEEN}]")
_SEQUENCE_OR_UNSEEN = re.compile(
    f"(?:{EMOJI_SEQUENCE})|(?<=[{JOINABLE}])[\u200c\u200d](?=[{JOINABLE}])"
    f"|(?P<unseen>{_UNSEEN.pattern})"
)
_SURROGATE = re.compile("[\ud800-\udfff]")
_SHORT_ESCAPES = {"\n": "\\n", "\r": "\\r", "\t": "\\t"}

_MARKDOWN = {
    **{ord(char): f"\\{char}" for char in "\\`*_[]~"},
    **{ord(char): f"&#{ord(char)};" for char in "<>|&"},
    # Code hosts find mentions and issue references after they decode entities. A zero-width
    # space after the character prevents that.
    **{ord(char): f"{char}&#8203;" for char in "@#"},
}

ESCAPES = "playbook.escapes"
"""The name of the codec error handler that escapes characters the encoding cannot represent."""


def escape_character(char: str) -> str:
    """The JSON escape of a character; ``\\xNN`` for a byte of a file name that is not UTF-8."""
    number = ord(char)
    if 0xDC80 <= number <= 0xDCFF:
        return f"\\x{number - 0xDC00:02x}"
    if number > 0xFFFF:  # a UTF-16 surrogate pair
        high, low = divmod(number - 0x10000, 0x400)
        return f"\\u{0xD800 + high:04x}\\u{0xDC00 + low:04x}"
    return _SHORT_ESCAPES.get(char) or f"\\u{number:04x}"


def escape_controls(text: str, *, crlf: bool = False) -> str:
    """Escape control and invisible characters in a text, except for line breaks and tabs.

    With ``crlf``, Windows line endings (also used in calendar files) stay as well.
    """
    return (_UNSAFE_EXCEPT_CRLF if crlf else _UNSAFE_IN_TEXT).sub(
        lambda match: escape_character(match[0]), text
    )


def escape_for_one_line(text: str) -> str:
    """Escape control and invisible characters in a value, line breaks included: it has one line."""
    return _UNSAFE_IN_LINE.sub(lambda match: escape_character(match[0]), text)


def escape_unprintable(text: str) -> str:
    """Escape everything that cannot be seen: also spaces other than the ordinary space."""
    if text.isprintable() and not _UNSAFE_IN_LINE.search(text):
        return text
    return "".join(
        char if char.isprintable() and not _UNSAFE_IN_LINE.match(char) else escape_character(char)
        for char in text
    )


def find_unseen(text: str) -> re.Match[str] | None:
    """The first character that readers do not see or that their fonts lack, or None.

    Control characters count, except for line feeds; characters within emoji sequences do not, nor
    joiners between letters that need them.
    """
    if not _UNSEEN.search(text):
        return None
    matches = _SEQUENCE_OR_UNSEEN.finditer(text)
    return next((match for match in matches if match["unseen"]), None)


def escape_markdown(text: str) -> str:
    """Escape Markdown, so that a text has no markup, no mentions and no issue references."""
    return text.translate(_MARKDOWN)


def as_json(data: Any) -> str:
    """Data as a JSON document that every parser accepts and that is safe in a terminal."""
    text = json.dumps(data, ensure_ascii=False, indent=2)
    # a lone surrogate becomes the text of its escape: many parsers reject the escape itself
    return escape_controls(
        _SURROGATE.sub(lambda match: escape_character(match[0]).replace("\\", "\\\\"), text)
    )


def _escape_unencodable(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    return "".join(map(escape_character, error.object[error.start : error.end])), error.end


codecs.register_error(ESCAPES, _escape_unencodable)
