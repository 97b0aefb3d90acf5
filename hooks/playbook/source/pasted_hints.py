"""Hints for lines that were pasted from elsewhere: a code block, a diff, another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Phrase
from .hint import ParserState, SyntaxHint

_FENCE = re.compile(r" *`{3,}[a-z]*\s*")
_DIFF = re.compile(r"[+-] {2,}\S|@@ ")
_TABLE_ROW = re.compile(r"[^|]*\|[^|]+\|")
_COMMENT = re.compile(r" *(?P<mistake>//|--)(?=\s)")


def detect(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for a line that is not YAML, at or above the place where the parser stopped."""
    for index in (state.line, state.line_above):
        line = state.text(index)
        if _FENCE.fullmatch(line):
            reason, cure = Phrase("yaml.fence"), Phrase("cure.yaml.fence")
            column = line.index("`")
            yield SyntaxHint(index, column, reason, cure, ((index, None),))
        elif match := _COMMENT.match(line):
            reason = Phrase("yaml.comment", mark=match["mistake"])
            column = match.start("mistake")
            new = f"{line[:column]}#{line[match.end() :]}"
            yield SyntaxHint(index, column, reason, Phrase("cure.yaml.comment"), ((index, new),))
        elif _TABLE_ROW.match(line) and index == state.line:
            reason, cure = Phrase("yaml.table-row"), Phrase("cure.yaml.table-row")
            yield SyntaxHint(index, line.index("|"), reason, cure)
        elif _DIFF.match(line) and not state.text(0).startswith("- "):
            yield SyntaxHint(index, 0, Phrase("yaml.diff"), Phrase("cure.yaml.diff"))
