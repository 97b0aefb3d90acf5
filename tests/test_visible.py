"""Control and invisible characters are escaped; ordinary text stays unchanged."""

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

ESCAPED = {
    "a command": ("\x1b[2J", "\\u001b[2J"),
    "a title of the window": ("\x1b]0;x\x07", "\\u001b]0;x\\u0007"),
    "nothing": ("\x00", "\\u0000"),
    "delete": ("\x7f", "\\u007f"),
    "back": ("a\x08b", "a\\u0008b"),
    "a command of one sign": ("\x9b2J", "\\u009b2J"),
    "right to left": ("a\u202eb", "a\\u202eb"),
    "isolate": ("a\u2066b\u2069", "a\\u2066b\\u2069"),
    "a mark of direction": ("a\u200fb\u061c", "a\\u200fb\\u061c"),
    "a line of Unicode's": ("a\u2028b\u2029c\x85d", "a\\u2028b\\u2029c\\u0085d"),
    "no width": ("pay\u200bpal\u2060\ufeff", "pay\\u200bpal\\u2060\\ufeff"),
    "a soft hyphen": ("ord\u00adbok", "ord\\u00adbok"),
    "a joiner in a word": ("klar\u200dt\u200c", "klar\\u200dt\\u200c"),
    "a joiner at an end": ("😀\u200d", "😀\\u200d"),
    "a blank letter": ("a\u3164b", "a\\u3164b"),
    "hidden letters": ("a\U000e0041", "a\\udb40\\udc41"),
    "half a character": ("a\ud800b", "a\\ud800b"),
    "a byte of a name": ("a\udcffb", "a\\xffb"),
}
UNCHANGED = [
    "Hej, å ä ö – ”citat” …", "10\u00a0000 kr", "👩\u200d💻 ❤\ufe0f 👍🏽 🇸🇪",
    "می\u200cخواهم", "क्\u200dष",
    "e\u0301", "\\u001b", "日本語", "",
]  # fmt: skip


@pytest.mark.parametrize("name", ESCAPED)
def test_what_is_obeyed_or_not_seen_is_shown(name: str) -> None:
    text, expected = ESCAPED[name]
    assert [
        escape(text) for escape in (escape_controls, escape_for_one_line, escape_unprintable)
    ] == [expected] * 3


@pytest.mark.parametrize("text", UNCHANGED)
def test_what_people_write_stays(text: str) -> None:
    assert escape_controls(text) == escape_for_one_line(text) == text


def test_a_text_keeps_its_lines_and_a_value_has_none() -> None:
    text = "a\tb\nc\r\nd\re"
    assert escape_controls(text) == "a\tb\nc\\r\nd\\re"
    assert escape_controls(text, crlf=True) == "a\tb\nc\r\nd\\re"
    assert escape_for_one_line(text) == escape_unprintable(text) == "a\\tb\\nc\\r\\nd\\re"


def test_what_must_be_seen_has_no_spaces_of_other_kinds() -> None:
    assert escape_unprintable("a\u00a0b") == "a\\u00a0b"
    assert escape_unprintable("å \u200dé") == "å \\u200dé"


def test_a_character_of_two_halves_is_escaped_as_json_has_it() -> None:
    assert json.loads(f'"{escape_character("😀")}"') == "😀"
    assert "a😀å".encode("ascii", ESCAPES) == b"a\\ud83d\\ude00\\u00e5"
    with pytest.raises(UnicodeDecodeError):
        b"\xff".decode("utf-8", ESCAPES)


texts = st.text(st.one_of(st.characters(codec=None), st.sampled_from('\x1b\r\n\u202e\ud800\\"')))


@given(texts)
def test_no_text_can_do_anything(text: str) -> None:
    categories = {
        unicodedata.category(char) for char in escape_controls(text) if char not in "\n\t"
    }
    assert not categories & {"Cc", "Cs", "Zl", "Zp"}
    assert len(escape_for_one_line(text).splitlines()) <= 1
    assert len(escape_unprintable(text).splitlines()) <= 1
    assert escape_controls(escape_controls(text)) == escape_controls(text)


@given(texts)
def test_json_is_what_any_reader_takes_and_stays_the_same_when_shown(text: str) -> None:
    document = as_json({"a": [text, text]})
    assert escape_controls(document) == document
    assert document.encode("ascii", ESCAPES).decode().encode("utf-8")
    parsed = json.loads(document.encode("ascii", ESCAPES))["a"][0]
    expected = "".join(
        escape_character(char) if 0xD800 <= ord(char) <= 0xDFFF else char for char in text
    )
    assert parsed == expected
