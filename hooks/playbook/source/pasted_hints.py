"""Hints for lines that were pasted from elsewhere: a code block, a diff, another language."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Phrase
from .hint import ParserState, SyntaxHint

_FENCE = re.compile(r" *`{3,}[a-z]*\s*")
_DIFF = re.compile(r"[+-] {2,}\S|@@ ")
_TABLE_ROW = re.compile(r"[^|]*\|[^|]+\|")
_MESSAGE_HEAD = re.compile(r" *(?P<mistake>\[\d{1,2}[:.]\d{2}\]) +[^\W\d]")
_MAIL_QUOTE = re.compile(r"(?P<indent> *)> ?(?=(?:- )?[a-z_]+:(?: |$))")
_MARKED_VALUE = re.compile(
    r"(?P<before> *(?:- +)?[a-z_]+: +)"
    r"(?:\[[^\[\]]*\]\((?:id:)?(?P<link>[a-z][a-z0-9-]*)\)|\*{1,2}(?P<word>[a-z][a-z0-9_-]*)\*{1,2})\s*"
)
"""A key with an id as a link, or with one word that is emphasised as in Markdown."""
_COMMENT = re.compile(r" *(?P<mistake>//|--)(?=\s)")


def detect(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for a line that is not YAML, at or above the place where the parser stopped."""
    for index in (state.line, state.line_above):
        line = state.text(index)
        if _FENCE.fullmatch(line):
            reason, cure = Phrase("yaml.fence"), Phrase("cure.yaml.fence")
            column = line.index("`")
            yield SyntaxHint(index, column, reason, cure, ((index, None),))
        elif match := _MESSAGE_HEAD.match(line):
            reason, cure = Phrase("yaml.message-head"), Phrase("cure.yaml.fence")
            yield SyntaxHint(index, match.start("mistake"), reason, cure, ((index, None),))
        elif match := _COMMENT.match(line):
            reason = Phrase("yaml.comment", mark=match["mistake"])
            column = match.start("mistake")
            new = f"{line[:column]}#{line[match.end() :]}"
            yield SyntaxHint(index, column, reason, Phrase("cure.yaml.comment"), ((index, new),))
        elif _TABLE_ROW.match(line) and index == state.line:
            reason, cure = Phrase("yaml.table-row"), Phrase("cure.yaml.table-row")
            yield SyntaxHint(index, line.index("|"), reason, cure)
        elif match := _MAIL_QUOTE.match(line):
            new = f"{match['indent']}{line[match.end() :]}"
            reason, cure = Phrase("yaml.mail-quote"), Phrase("cure.yaml.mail-quote")
            yield SyntaxHint(index, match.end("indent"), reason, cure, ((index, new),))
        elif match := _MARKED_VALUE.fullmatch(line):
            value = match["link"] or match["word"]
            new = f"{match['before']}{value}"
            reason, cure = Phrase("yaml.marked-value"), Phrase("cure.write", value=value)
            yield SyntaxHint(index, match.end("before"), reason, cure, ((index, new),))
        elif _DIFF.match(line) and not state.text(0).startswith("- "):
            yield SyntaxHint(index, 0, Phrase("yaml.diff"), Phrase("cure.yaml.diff"))
