"""The files of a site that are made from its data, besides the pages: search and exports."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from fnmatch import fnmatchcase
from functools import partial
from pathlib import Path
from typing import Any

from ..pages.handbook import Handbook
from ..pages.json_export import entry_index, language_roots, playbook_json
from ..pages.llms import llms_txt
from ..pages.plan import PlannedPage
from ..pages.reader_choices import reader_choices
from ..pages.suggestion_entries import ENTRIES_FOLDER
from ..pages.suggestion_page import CHOICES_FILE
from ..search.files import search_files
from ..search.page_sections import page_sections
from ..search.sections import Section
from .health_files import calendar_files
from .page_writer import write_file
from .post_files import RULES_FOLDER, rule_files
from .suggestion_files import suggestion_files

Content = Iterable[tuple[str, str]]
"""Paths of files in the site, each with its text."""
Check = Callable[[], None]
"""Raises an exception if the work is not wanted any more."""


@dataclass(frozen=True)
class DataFiles:
    """Files that are made together. No other file of the site has a path like the ``patterns``."""

    patterns: tuple[str, ...]
    make: Callable[[Check], Content]
    """Makes them. What takes long calls the function from time to time."""

    def include(self, path: str) -> bool:
        """Whether a path in the site is that of one of the files."""
        return any(fnmatchcase(path, pattern) for pattern in self.patterns)

    def write(self, site: Path, made: Content | None = None) -> None:
        """Write the files, which may be ``made`` already, and remove those of an older build."""
        texts = dict(self.make(lambda: None) if made is None else made)
        for path, text in texts.items():
            write_file(site / path, text.encode())
        for old in [path for pattern in self.patterns for path in site.glob(pattern)]:
            if old.relative_to(site).as_posix() not in texts:
                old.unlink()


def data_files(
    handbook: Handbook,
    pages: Sequence[PlannedPage],
    urls: frozenset[str],
    titles: Mapping[str, str],
    sections: Mapping[str, Sequence[Section]],
) -> Iterator[DataFiles]:
    """All files of a handbook, those first that every page loads.

    ``pages`` is its plan, ``urls`` are the URLs of its pages, ``titles`` the titles of the handbook
    by language, and ``sections`` those of hand-written pages that the search finds, by language.
    """
    roots = language_roots(handbook)
    for language, root in roots.items():
        yield DataFiles((f"{root}reader.json",), _ignoring(_reader, handbook, language, root))
    for language, root in roots.items():
        names = (f"{root}search/index.json", f"{root}search/answers-*.json")
        written = sections[language]
        yield DataFiles(names, partial(_search, handbook, pages, language, root, written))
    yield DataFiles(
        (f"{RULES_FOLDER}rules.*.js", f"{RULES_FOLDER}start.*.js"), _ignoring(rule_files, handbook)
    )
    choices = (f"{root}{CHOICES_FILE}" for root in roots.values())
    yield DataFiles((f"{ENTRIES_FOLDER}*.js", *choices), _ignoring(suggestion_files, handbook))
    if handbook.playbook.edition != "public":
        calendars = tuple(f"{root}health/reviews.ics" for root in roots.values())
        yield DataFiles(calendars, _ignoring(calendar_files, handbook))
    yield DataFiles(("entries.json",), _ignoring(_entries, handbook, urls, titles))
    yield DataFiles(("playbook.json",), _ignoring(_playbook, handbook))
    yield DataFiles(("llms.txt",), _ignoring(_llms, handbook, titles, sections))


def _ignoring(make: Callable[..., Content], *arguments: Any) -> Callable[[Check], Content]:
    """A function for files that are made so quickly that nothing needs to stop it."""
    return lambda check: make(*arguments)


def as_json(data: Any) -> str:
    """Data as a line of JSON."""
    return f"{json.dumps(data, ensure_ascii=False)}\n"


def _reader(handbook: Handbook, language: str, root: str) -> Content:
    return [(f"{root}reader.json", as_json(reader_choices(handbook, language)))]


def _search(
    handbook: Handbook,
    pages: Sequence[PlannedPage],
    language: str,
    root: str,
    written: Sequence[Section],
    check: Check,
) -> Content:
    sections = [*page_sections(handbook, pages, language), *written]
    for name, text in search_files(handbook, language, sections, check):
        yield f"{root}search/{name}", text


def _playbook(handbook: Handbook) -> Content:
    return [("playbook.json", playbook_json(handbook))]


def _entries(handbook: Handbook, urls: frozenset[str], titles: Mapping[str, str]) -> Content:
    return [("entries.json", as_json(entry_index(handbook, urls, titles)))]


def _llms(
    handbook: Handbook, titles: Mapping[str, str], sections: Mapping[str, Sequence[Section]]
) -> Content:
    default = handbook.playbook.languages[0]
    pages = {start.url: start.heading for start in sections[default] if not start.anchor}
    return [("llms.txt", llms_txt(handbook, titles[default], pages))]
