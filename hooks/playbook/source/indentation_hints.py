"""Hints for lines that begin in the wrong column, or whose key lacks its colon."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Phrase
from .hint import NewLines, ParserState, SyntaxHint

_OTHER_SIGN = re.compile(r"(?P<before> *(?:- +)?(?P<word>[\w-]+)) *[=;：] *(?P<value>\S.*)")
_WORD_AND_TEXT = re.compile(r" *(?:- +)?(?P<word>[a-z_]+) +[^\s:][^:]*")
_LANGUAGE = re.compile(r"[a-z]{2,3}")
_ENTRY = re.compile(r" *- id:")


def detect(state: ParserState) -> Iterator[SyntaxHint]:
    """The hints for the line where the parser stopped, from the line above it."""
    yield from _detect_missing_colon(state)
    yield from _detect_entry(state)
    yield from _detect_text(state)
    yield from _detect_key(state)


def _detect_missing_colon(state: ParserState) -> Iterator[SyntaxHint]:
    for index in (state.line_above, state.line):
        line = state.text(index)
        if match := _OTHER_SIGN.fullmatch(line):
            new: NewLines = ((index, f"{match['before']}: {match['value']}"),)
        elif match := _WORD_AND_TEXT.fullmatch(line):
            new = ()
        else:
            continue
        neighbour = state.parts(state.line if index != state.line else state.line_above)
        if not new and neighbour.key and _are_languages(match["word"], neighbour.key):
            new = ((index, f"{line[: match.end('word')]}:{line[match.end('word') :]}"),)
        if neighbour.key and neighbour.indent == state.parts(index).indent:
            reason = Phrase("yaml.no-colon", word=match["word"])
            cure = Phrase("cure.colon-after", word=match["word"])
            yield SyntaxHint(index, match.start("word"), reason, cure, new)


def _detect_entry(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for a whole entry whose dash is not below those of the other entries."""
    if not _ENTRY.match(state.current_line):
        return
    others = [line for line in state.lines[: state.line] if _ENTRY.match(line)]
    indent = state.parts(state.line).indent
    if not others or (wanted := others[-1].index("-")) == indent:
        return
    reason = Phrase("yaml.entry-column", column=indent + 1, wanted=wanted + 1)
    new_lines = _moved(state, wanted - indent, wanted)
    yield SyntaxHint(state.line, indent, reason, Phrase("cure.yaml.entry-column"), new_lines)


def _moved(state: ParserState, columns: int, wanted: int) -> NewLines:
    """The lines of an entry, up to the next entry in the right column, moved to the right."""
    moved = []
    for index in range(state.line, len(state.lines)):
        line = state.lines[index]
        if index > state.line and line.startswith("- ", wanted) and not line[:wanted].strip():
            break
        new = " " * columns + line if columns > 0 else line[-columns:]
        moved.append((index, new if line.strip() else line))
    return tuple(moved)


def _detect_text(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for a line of a text that is not indented further than its key."""
    here, above = state.parts(state.line), state.parts(state.line_above)
    if here.key or here.dashes or not here.value or not above.key or here.indent > above.indent:
        return
    if above.value[:1] in ("|", ">"):
        reason, cure = Phrase("yaml.block-column"), Phrase("cure.yaml.block-column")
        yield SyntaxHint(state.line, here.indent, reason, cure)
    elif above.value and above.value[0] not in "'\"{[":
        reason = Phrase("yaml.text-column", key=above.key)
        cure = Phrase("cure.yaml.text-column", key=above.key)
        new_lines = ((state.line, f"{' ' * (above.indent + 2)}{here.value}"),)
        yield SyntaxHint(state.line, here.indent, reason, cure, new_lines)


def _detect_key(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for a key that is not below the key of the line above."""
    here, above = state.parts(state.line), state.parts(state.line_above)
    wanted = above.indent + len(above.dashes)
    if not here.key or here.dashes or not above.key or here.indent == wanted:
        return
    column = above.indent
    if _are_languages(here.key, above.key) and here.indent == column + 2:
        parent = state.parts(max(state.line_above - 1, 0))
        if parent.key and not parent.value and parent.indent == column:
            reason = Phrase("yaml.key-column", key=above.key)
            cure = Phrase("cure.yaml.key-column", key=above.key, column=here.indent + 1)
            new = f"{' ' * here.indent}{state.text(state.line_above).strip()}"
            new_lines: NewLines = ((state.line_above, new),)
            yield SyntaxHint(state.line_above, column, reason, cure, new_lines)
            return
    if above.value and (here.indent > wanted or wanted - here.indent == 1):
        reason = Phrase("yaml.key-column", key=here.key)
        cure = Phrase("cure.yaml.key-column", key=here.key, column=wanted + 1)
        new_lines = ((state.line, f"{' ' * wanted}{state.current_line.strip()}"),)
        yield SyntaxHint(state.line, here.indent, reason, cure, new_lines)


def _are_languages(*keys: str) -> bool:
    return all(_LANGUAGE.fullmatch(key) for key in keys)
