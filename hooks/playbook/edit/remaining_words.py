"""Finds the titles of replaced entries that remain in texts, for a person to edit."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..problems import Phrase
from .docs_links import location_in, pages_of
from .draft import Draft
from .file_edits import Step

MAX_ENDING = 6
"""The letters that may follow a title, such as a definite article or a plural."""
_FORMER_IDS = re.compile(r"\s*(?:- )?previous_ids:")


def remaining_words(
    draft: Draft, texts: Mapping[str, str | bytes | None], replaced: Iterable[str]
) -> Iterator[Step]:
    """The places after an edit where the title of a replaced entry remains, once for each line.

    ``texts`` are the new texts of changed files; None for one that is removed. Words are not
    changed, because the replacement may be called something that does not fit the sentence.
    """
    titles = {
        title
        for id in replaced
        if (entry := draft.playbook.entries.get(id))
        for title in entry.title.values()
    }
    if not titles:
        return
    choices = "|".join(re.escape(title) for title in sorted(titles, key=len, reverse=True))
    pattern = re.compile(rf"(?<![\w-])(?:{choices})\w{{0,{MAX_ENDING}}}(?![\w-])", re.IGNORECASE)
    pages = dict(pages_of(draft.project))
    for path in sorted({*draft.trees, *pages}):
        text = texts.get(path, pages.get(path) or "")
        if path in draft.trees and path not in texts:
            text = draft.text(path)
        if isinstance(text, str):
            yield from _in_file(path, text, pattern)


def _in_file(path: str, text: str, pattern: re.Pattern[str]) -> Iterator[Step]:
    offset = 0
    for line in text.splitlines(keepends=True):
        match = pattern.search(line)
        if match and not _FORMER_IDS.match(line):
            location = location_in(path, text, offset + match.start())
            yield Step(location, Phrase("edit.word-remains", word=match[0]))
        offset += len(line)
