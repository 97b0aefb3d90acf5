"""Hints for list items without a proper dash."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Phrase
from .hint import ParserState, SyntaxHint
from .lines import meant_text, parts_of, quoted

_DASH_BEFORE_KEY = re.compile(r" *(?P<mistake>-)[^\s-][\w-]*:(?: |$)")
STAR_ERROR = "did not find expected alphabetic or numeric character"
_STAR = re.compile(r" *(?P<mistake>\*) +")
_BULLET = re.compile(r" *(?P<mistake>[–—•·▪◦‣●○\uf0b7])\s+")


def detect(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for a dash that has no space after it, is another character, or is missing."""
    for index in (state.line, state.line_above):
        line = state.text(index)
        start = len(line) - len(line.lstrip(" "))
        if match := _BULLET.match(line):
            reason = Phrase("yaml.bullet", mark=match["mistake"])
            new = f"{line[:start]}- {line[match.end() :]}"
            yield SyntaxHint(index, start, reason, Phrase("cure.yaml.bullet"), ((index, new),))
        elif _DASH_BEFORE_KEY.match(line):
            reason = Phrase("yaml.no-space-after-dash")
            cure = Phrase("cure.yaml.no-space-after-dash")
            new_lines = ((index, f"{line[:start]}- {line[start + 1 :]}"),)
            yield SyntaxHint(index, start, reason, cure, new_lines)
        elif _is_item_without_dash(state, index):
            yield _item_hint(index, line, start)


def detect_star(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for a list whose items begin with a star, as in Markdown."""
    if state.message == STAR_ERROR and (match := _STAR.match(state.current_line)):
        start = match.start("mistake")
        new = f"{state.current_line[:start]}- {state.current_line[match.end() :]}"
        reason, cure = Phrase("yaml.bullet", mark="*"), Phrase("cure.yaml.bullet")
        yield SyntaxHint(state.line, start, reason, cure, ((state.line, new),))


def _is_item_without_dash(state: ParserState, index: int) -> bool:
    """Whether a line stands in a list, in the column of its dashes, and is a text without one."""
    parts = state.parts(index)
    if parts.key or parts.dashes or not parts.value or parts.value.startswith("#"):
        return False
    above = index - 1
    while above > 0 and _is_deeper_or_blank(state.text(above), parts.indent):
        above -= 1
    first = state.text(above)
    return first.startswith("- ", parts.indent) and not first[: parts.indent].strip()


def _is_deeper_or_blank(line: str, indent: int) -> bool:
    return not line.strip() or len(line) - len(line.lstrip(" ")) > indent


def _item_hint(index: int, line: str, start: int) -> SyntaxHint:
    text = line[start:].rstrip()
    if text.startswith("-"):
        reason = Phrase("yaml.no-space-after-dash")
        cure, text = Phrase("cure.yaml.space-after-dash"), text[1:]
    else:
        reason, cure = Phrase("yaml.item-without-dash"), Phrase("cure.yaml.item-without-dash")
    is_plain = not text.startswith(("'", '"')) and not parts_of(text).key and ": " not in text
    is_quoted = text.startswith(("'", '"')) and text.endswith(text[0]) and len(text) > 1
    item = text if is_plain or is_quoted else quoted(meant_text(text))
    return SyntaxHint(index, start, reason, cure, ((index, f"{line[:start]}- {item}"),))
