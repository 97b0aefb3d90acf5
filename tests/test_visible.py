"""Checks that control and invisible characters are escaped, and that ordinary text is not."""

from __future__ import annotations

import json
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.visible import (
    ESCAPES,
    as_json,
    escape_character,
    escape_controls,
    escape_for_one_line,
    escape_unprintable,
)

ESCAPED_TEXTS = {
    "escape sequence": ("\x1b[2J", "\\u001b[2J"),
    "window title": ("\x1b]0;x\x07", "\\u001b]0;x\\u0007"),
    "null character": ("\x00", "\\u0000"),
    "delete": ("\x7f", "\\u007f"),
    "backspace": ("a\x08b", "a\\u0008b"),
    "C1 control character": ("\x9b2J", "\\u009b2J"),
    "right to left": ("a\u202eb", "a\\u202eb"),
    "isolate": ("a\u2066b\u2069", "a\\u2066b\\u2069"),
    "direction marks": ("a\u200fb\u061c", "a\\u200fb\\u061c"),
    "Unicode line separators": ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\u0085d"),
    "zero-width characters": ("pay\u200bpal\u2060\ufeff", "pay\\u200bpal\\u2060\\ufeff"),
    "soft hyphen": ("ord\u00adbok", "ord\\u00adbok"),
    "joiner between Latin letters": ("klar\u200dt\u200c", "klar\\u200dt\\u200c"),
    "trailing joiner": ("😀\u200d", "😀\\u200d"),
    "blank letter": ("a\u3164b", "a\\u3164b"),
    "tag characters": ("a\U000e0041", "a\\udb40\\udc41"),
    "lone surrogate": ("a\ud800b", "a\\ud800b"),
    "undecodable byte": ("a\udcffb", "a\\xffb"),
}
UNCHANGED_TEXTS = [
    "Hej, å ä ö – ”citat” …", "10\u00a0000 kr", "👩\u200d💻 ❤\ufe0f 👍🏽 🇸🇪",
    "می\u200cخواهم", "क्\u200dष",
    "e\u0301", "\\u001b", "日本語", "",
]  # fmt: skip


@pytest.mark.parametrize("name", ESCAPED_TEXTS)
def test_control_and_invisible_characters_are_escaped(name: str) -> None:
    text, expected = ESCAPED_TEXTS[name]
    assert escape_controls(text) == expected
    assert escape_for_one_line(text) == expected
    assert escape_unprintable(text) == expected


@pytest.mark.parametrize("text", UNCHANGED_TEXTS)
def test_ordinary_text_is_unchanged(text: str) -> None:
    assert escape_controls(text) == escape_for_one_line(text) == text


def test_line_breaks_are_kept_in_text_and_escaped_in_single_line_values() -> None:
    text = "a\tb\nc\r\nd\re"
    assert escape_controls(text) == "a\tb\nc\\r\nd\\re"
    assert escape_controls(text, crlf=True) == "a\tb\nc\r\nd\\re"
    assert escape_for_one_line(text) == escape_unprintable(text) == "a\\tb\\nc\\r\\nd\\re"


def test_printable_text_has_no_spaces_except_u0020() -> None:
    assert escape_unprintable("a\u00a0b") == "a\\u00a0b"
    assert escape_unprintable("å \u200dé") == "å \\u200dé"


def test_characters_outside_the_bmp_are_escaped_as_surrogate_pairs() -> None:
    assert json.loads(f'"{escape_character("😀")}"') == "😀"
    assert "a😀å".encode("ascii", ESCAPES) == b"a\\ud83d\\ude00\\u00e5"
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", ESCAPES)


texts = st.text(st.one_of(st.characters(codec=None), st.sampled_from('\x1b\r\n\u202e\ud800\\"')))


@given(texts)
def test_escaped_text_has_no_control_characters_whatever_the_input(text: str) -> None:
    categories = {
        unicodedata.category(char) for char in escape_controls(text) if char not in "\n\t"
    }
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert len(escape_for_one_line(text).splitlines()) <= 1
    assert len(escape_unprintable(text).splitlines()) <= 1
    assert escape_controls(escape_controls(text)) == escape_controls(text)


@given(texts)
def test_json_output_is_valid_and_needs_no_escaping_for_the_terminal(text: str) -> None:
    document = as_json({"a": [text, text]})
    assert escape_controls(document) == document
    assert document.encode("ascii", ESCAPES).decode().encode("utf-8")
    parsed = json.loads(document.encode("ascii", ESCAPES))["a"][0]
    expected = "".join(
        escape_character(char) if 0xD800 <= ord(char) <= 0xDFFF else char for char in text
    )
    assert parsed == expected
