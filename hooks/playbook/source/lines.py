"""Lines of YAML as people write them: indentation, dashes, key and value; and quoting a value."""

from __future__ import annotations

import re
from dataclasses import dataclass

_LINE = re.compile(
    r"(?P<indent> *)(?P<dashes>(?:- +)*)(?:(?P<key>[\w-]+) *:(?: +|$))?(?P<value>.*)"
)
_CURLY_QUOTED = re.compile(r"[“”„‟]([^“”„‟]*)[“”„‟]")
_EXCEL_QUOTED = re.compile(r'"((?:[^"]|"")*)"')
_MEMBER = re.compile(r", +(?=[\w-]+: )")
_FLOW = re.compile(r"(?P<before>[^{}\[\]\"']*)\{(?P<inside>[^{}]*)\}(?P<after> *)")


@dataclass(frozen=True)
class LineParts:
    """The parts of a line. ``before`` is what precedes the value: indentation, dashes and key."""

    indent: int
    dashes: str
    key: str
    before: str
    value: str


def parts_of(line: str) -> LineParts:
    """The parts of a line; the key is empty if the line has none."""
    match = _LINE.match(line)
    assert match, "every line matches"
    before = line[: match.start("value")]
    value = match["value"].rstrip()
    return LineParts(len(match["indent"]), match["dashes"], match["key"] or "", before, value)


def quoted(text: str) -> str:
    """A text in straight quotes; single ones if it contains double quotes or backslashes."""
    if '"' not in text and "\\" not in text:
        return f'"{text}"'
    single = text.replace("'", "''")
    return f"'{single}'"


def meant_text(value: str) -> str:
    """The text that a value with misplaced quotes was meant to have.

    Outer quotes count as those of YAML unless they belong to the first and the last word: those
    of ``"Yes" or "no"`` are part of the text.
    """
    if match := _CURLY_QUOTED.fullmatch(value):
        return match[1]
    quote = value[:1]
    if quote not in ("'", '"') or not value.endswith(quote) or len(value) < 2:
        return value
    inside = value[1:-1]
    if quote == '"' and '""' in inside and _EXCEL_QUOTED.fullmatch(value):
        return inside.replace('""', '"')
    if value.count(quote) % 2:  # an apostrophe between the outer quotes
        return inside
    second = inside.find(quote)
    is_closing = second > 0 and inside[second - 1] != " " and not inside[second + 1 :][:1].isalnum()
    return value if is_closing else inside


def with_quotes(line: str) -> str:
    """The line with quotes around its whole value."""
    parts = parts_of(line)
    return f"{parts.before}{quoted(meant_text(parts.value))}"


def with_quoted_members(line: str) -> str | None:
    """The line with quotes around each text in its braces that needs them, or None."""
    match = _FLOW.fullmatch(line)
    if match is None:
        return None
    members = [_quoted_member(member) for member in _MEMBER.split(match["inside"])]
    return f"{match['before']}{{{', '.join(members)}}}{match['after']}"


def _quoted_member(member: str) -> str:
    key, colon, text = member.partition(": ")
    text = text.strip()
    is_quoted = len(text) > 1 and text[0] in "'\"" and text.endswith(text[0])
    is_whole = is_quoted and text[0] not in text[1:-1]
    is_plain = not is_quoted and ": " not in text and not text.endswith(":")
    return member if is_whole or is_plain else f"{key}{colon}{quoted(meant_text(text))}"
