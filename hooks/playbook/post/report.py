"""The report on drafts: findings with line and column."""

from __future__ import annotations

import bisect
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from ..messages import Messages, messages
from ..problems import Phrase
from ..visible import as_json, escape_for_one_line, escape_unprintable
from .draft import Draft
from .finding import Finding

CONTEXT_LENGTH = 40
"""The maximum number of characters shown before and after a finding."""
_LINE_END = re.compile(r"\r\n|\n|\r")


@dataclass(frozen=True)
class Report:
    """The findings of each draft of a file.

    ``title`` and ``link`` return the title and the URL of a rule, in the language of a draft.
    """

    name: str
    text: str
    drafts: Sequence[tuple[Draft, Sequence[Finding]]]
    title: Callable[[str, str | None], str]
    link: Callable[[str, str | None], str]
    sentences: Messages = field(default_factory=messages)

    @cached_property
    def _line_starts(self) -> list[int]:
        return [0, *(match.end() for match in _LINE_END.finditer(self.text))]

    def position(self, draft: Draft, index: int) -> tuple[int, int]:
        """The line and column in the file, from 1, of a character of a draft."""
        offset = draft.offsets[index]
        line = bisect.bisect_right(self._line_starts, offset)
        return line, offset - self._line_starts[line - 1] + 1

    def lines(self, output_format: str) -> Iterator[str]:
        """The report as lines of text, or as one JSON document."""
        if output_format == "json":
            yield as_json(list(self._data()))
            return
        for draft, findings in self.drafts:
            for finding in findings:
                line, column = self.position(draft, finding.start)
                level = self.sentences.phrase(Phrase(f"post.level.{finding.level}"))
                if draft.number is not None:
                    level += self.sentences.phrase(Phrase("post.number", number=draft.number))
                head = f"{escape_unprintable(self.name)}:{line}:{column}: {level}"
                yield f"{head}: {escape_for_one_line(finding.message)}"
                yield f"    {_highlighted(draft.text, finding)}"
                if finding.instead is not None:
                    yield f"    -> {escape_for_one_line(finding.instead)}"
                yield f"    {escape_for_one_line(self._rule(finding, draft))}"

    def _rule(self, finding: Finding, draft: Draft) -> str:
        title, link = (text_of(finding.rule, draft.language) for text_of in (self.title, self.link))
        return f"{title}: {link}"

    def _data(self) -> Iterator[dict[str, object]]:
        for draft, findings in self.drafts:
            for finding in findings:
                line, column = self.position(draft, finding.start)
                yield {
                    "file": self.name,
                    "post": draft.number,
                    "line": line,
                    "column": column,
                    **finding.as_data(),
                    "words": draft.text[finding.start : finding.end],
                    "title": self.title(finding.rule, draft.language),
                    "url": self.link(finding.rule, draft.language),
                }

    def fixed(self) -> str:
        """The file's text with every safe replacement applied."""
        edits: list[tuple[int, int, str]] = []
        for draft, findings in self.drafts:
            previous_end = 0
            for finding in findings:
                new = None if finding.instead is None else draft.encode(finding.instead)
                if new is not None and finding.start >= previous_end:
                    previous_end = finding.end
                    edits.append((draft.offsets[finding.start], draft.offsets[finding.end], new))
        text = self.text
        for start, end, new in sorted(edits, reverse=True):
            text = text[:start] + new + text[end:]
        return text

    def summary(self) -> str:
        """The number of posts, and the number of findings at each level, on one line."""
        levels = [finding.level for _, findings in self.drafts for finding in findings]
        posts = self._count("post", len(self.drafts))
        if not levels:
            return f"{posts}: {self.sentences.phrase(Phrase('post.none'))}"
        found = [level for level in ("error", "warning", "suggestion") if level in levels]
        return f"{posts}: {', '.join(self._count(level, levels.count(level)) for level in found)}"

    def _count(self, what: str, count: int) -> str:
        return self.sentences.phrase(Phrase(f"post.count.{what}", count=count))

    def fails(self, *, strict: bool) -> bool:
        """Whether the drafts fail. Errors always fail; warnings fail if ``strict``."""
        failing = {"error", "warning"} if strict else {"error"}
        return any(finding.level in failing for _, findings in self.drafts for finding in findings)


def _highlighted(text: str, finding: Finding) -> str:
    """The words of a finding, highlighted, with some context."""
    if finding.end == finding.start:
        return _on_one_line(text[: 2 * CONTEXT_LENGTH]) + (
            "…" if len(text) > 2 * CONTEXT_LENGTH else ""
        )
    before = text[max(0, finding.start - CONTEXT_LENGTH) : finding.start]
    after = text[finding.end : finding.end + CONTEXT_LENGTH]
    lead = "…" if finding.start > CONTEXT_LENGTH else ""
    tail = "…" if finding.end + CONTEXT_LENGTH < len(text) else ""
    words = text[finding.start : finding.end]
    if len(words) > 2 * CONTEXT_LENGTH:
        words = f"{words[:CONTEXT_LENGTH]} … {words[-CONTEXT_LENGTH:]}"
    before, words, after = (_on_one_line(part) for part in (before, words, after))
    return f"{lead}{before.lstrip()}⟦{words}⟧{after.rstrip()}{tail}"


def _on_one_line(text: str) -> str:
    return escape_unprintable(re.sub(r"[ \r\n\t]+", " ", text))
