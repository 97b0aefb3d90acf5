"""Hints for texts in braces and brackets on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..problems import Phrase
from .hint import NewLines, ParserState, SyntaxHint
from .lines import with_quoted_members

FLOW_ERRORS = ("did not find expected ',' or '}'", "did not find expected ',' or ']'")
_PARENTHESES = re.compile(r"(?P<before> *(?:- +)?[\w-]+: +)\((?P<inside>[\w-]+: [^()]*)\) *")
_SEMICOLON = re.compile(r";(?= *[a-z]{2,3}: )")


def detect_parentheses(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for languages in parentheses instead of braces."""
    if match := _PARENTHESES.fullmatch(state.current_line):
        reason, cure = Phrase("yaml.parentheses"), Phrase("cure.yaml.parentheses")
        new_lines = ((state.line, f"{match['before']}{{{match['inside']}}}"),)
        yield SyntaxHint(state.line, match.end("before"), reason, cure, new_lines)


def detect_extra_brace(state: ParserState) -> Iterator[SyntaxHint]:
    """The hint for one closing brace or bracket too many at the end of a line."""
    line = state.current_line.rstrip()
    for opening, closing in ("{}", "[]"):
        is_extra = line.count(closing) == line.count(opening) + 1 and line.count(opening) > 0
        if is_extra and line.endswith(closing) and state.column == len(line) - 1:
            reason = Phrase("yaml.extra-brace", mark=closing)
            cure = Phrase("cure.yaml.extra-brace", mark=closing)
            yield SyntaxHint(state.line, state.column, reason, cure, ((state.line, line[:-1]),))


def flow_hint(state: ParserState, opened: int) -> SyntaxHint | None:
    """The hint for an error in braces or brackets that are opened on a line, or None."""
    line = state.text(opened)
    if match := _SEMICOLON.search(line):
        reason, cure = Phrase("yaml.semicolon"), Phrase("cure.yaml.semicolon")
        new_lines = ((opened, _SEMICOLON.sub(",", line)),)
        return SyntaxHint(opened, match.start(), reason, cure, new_lines)
    for opening, closing in ("{}", "[]"):
        has_text = line.rstrip()[-1:] != opening
        if has_text and line.count(opening) == line.count(closing) + 1:
            reason = Phrase("yaml.never-closed", mark=opening)
            cure = Phrase("cure.yaml.never-closed", mark=closing)
            new_lines = ((opened, f"{line.rstrip().rstrip(',')}{closing}"),)
            return SyntaxHint(opened, line.index(opening), reason, cure, new_lines)
    if opened != state.line:
        return None
    new = with_quoted_members(line)
    corrected: NewLines = ((opened, new),) if new and new != line else ()
    if line.startswith(": ", state.column):
        reason, cure = Phrase("yaml.colon-in-braces"), Phrase("cure.yaml.colon-in-braces")
    elif corrected:
        reason, cure = Phrase("yaml.quote-in-braces"), Phrase("cure.yaml.quote-in-braces")
    else:
        return None
    return SyntaxHint(state.line, state.column, reason, cure, corrected)
