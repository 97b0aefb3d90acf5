"""What a built site must hold before it may take the place of the last one."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..problems import Code, Place, Problem
from ..search.coding import front_decoded
from .html_addresses import NO_HOST, addresses, css_addresses, parse
from .reading import ReadPage, read_pages

MISSING_PAGE = Code(
    "PB901", "error", "the page {page} was not built", "report it; the data is fine"
)
BROKEN_LINK = Code(
    "PB902",
    "error",
    "the page {page} links to '{url}', which is not in the site",
    "mend the link in this file",
)
BROKEN_ANCHOR = Code(
    "PB903",
    "error",
    "the page {page} links to '{url}', and there is no such place on that page",
    "mend the link in this file",
)
ANCHOR_COUNT = Code(
    "PB904",
    "error",
    "the id '{id}' stands {count} times as an anchor in {language}",
    "it must stand once; look for a heading or an id like it",
)
TEMPLATE_MARK = Code(
    "PB905",
    "error",
    "the page {page} shows a mark of a template: {mark}",
    "report it; the data is fine",
)
OTHER_HOST = Code(
    "PB906", "error", "{page} asks another host for '{url}'", "keep the file in this site"
)
NOT_IN_SEARCH = Code(
    "PB907", "error", "the entry '{id}' is not in the search index of {language}",
    "report it; the data is fine",
)  # fmt: skip


@dataclass(frozen=True)
class Expected:
    """What the site was planned to hold.

    ``pages`` leads from the address of each page to the file that an editor would open for it;
    ``anchors`` from each language to its pages' addresses and the entry ids on each.
    """

    pages: Mapping[str, str]
    generated: frozenset[str]
    anchors: Mapping[str, Mapping[str, frozenset[str]]]
    entries: frozenset[str]
    search_indexes: Mapping[str, str]
    base: str
    beside: frozenset[str] = frozenset()
    """What a page of a release may lead to beside its own version."""


def audit(
    folder: Path, expected: Expected, known: MutableMapping[str, ReadPage] | None = None
) -> list[Problem]:
    """Every fault of the site in a folder.

    A preview gives the pages ``known`` from the build before by their addresses: one whose bytes
    are the same is not read again.
    """
    problems = [
        MISSING_PAGE.at(Place(source), page=url or "/")
        for url, source in expected.pages.items()
        if not (folder / url / "index.html").is_file()
    ]
    pages = {page.url: page for page in read_pages(folder, {} if known is None else known)}
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for page in pages.values():
        problems += _links(page, pages, files, expected)
        if page.mark and page.url in expected.generated:
            place = _source(page.url, expected)
            problems.append(TEMPLATE_MARK.at(place, page=page.url or "/", mark=page.mark))
    problems += _anchors(pages, expected)
    problems += _styles(folder, files)
    problems += _search(folder, expected)
    return sorted(problems)


def _source(url: str, expected: Expected) -> Place:
    return Place(expected.pages.get(url, "mkdocs.yml"))


def _links(
    page: ReadPage, pages: Mapping[str, ReadPage], files: set[str], expected: Expected
) -> Iterator[Problem]:
    place = _source(page.url, expected)
    for value, asks in page.addresses:
        url = value.strip()
        if _leaves(url):
            if asks and not url.lower().startswith(NO_HOST):
                yield OTHER_HOST.at(place, page=page.url or "/", url=url)
        else:
            yield from _internal(page, url, pages, files, expected)


def _leaves(url: str) -> bool:
    """Whether an address leads out of the site: to another host, or to no host at all."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _internal(
    page: ReadPage, url: str, pages: Mapping[str, ReadPage], files: set[str], expected: Expected
) -> Iterator[Problem]:
    parts = urlsplit(url)
    path = unquote(parts.path)
    if path.startswith("/"):
        target = path.removeprefix(expected.base)
    else:
        target = posixpath.normpath(posixpath.join(posixpath.dirname(page.url), path or "."))
        target = "" if target == "." else target + ("/" if path.endswith(("/", ".")) else "")
    if not path:
        target = page.url
    place = _source(page.url, expected)
    if target in pages:
        anchor = unquote(parts.fragment)
        if anchor and anchor not in pages[target].ids and anchor != "top":
            yield BROKEN_ANCHOR.at(place, page=page.url or "/", url=url)
    elif target not in files and target not in expected.beside:
        yield BROKEN_LINK.at(place, page=page.url or "/", url=url)


def _anchors(pages: Mapping[str, ReadPage], expected: Expected) -> Iterator[Problem]:
    for language, by_page in expected.anchors.items():
        found: Counter[str] = Counter()
        for url in by_page:
            if url in pages:
                found.update({id: n for id, n in pages[url].ids.items() if id in expected.entries})
        for url, ids in by_page.items():
            for id in sorted(ids):
                if found[id] != 1:
                    place = _source(url, expected)
                    yield ANCHOR_COUNT.at(place, id=id, count=found[id], language=language)


def _styles(folder: Path, files: set[str]) -> Iterator[Problem]:
    for name in sorted(files):
        if name.endswith((".css", ".svg")):
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
            found = css_addresses(text) if name.endswith(".css") else _requested(text)
            for url in found:
                yield OTHER_HOST.at(Place(name), page=name, url=url)


def _requested(drawing: str) -> list[str]:
    """The addresses of other hosts that a drawing in a file of its own requests."""
    found = sorted(url.strip() for url, asks in addresses(parse(drawing)) if asks)
    return [url for url in found if _leaves(url) and not url.lower().startswith(NO_HOST)]


def _search(folder: Path, expected: Expected) -> Iterator[Problem]:
    for language, name in expected.search_indexes.items():
        path = folder / name
        if not path.is_file():
            yield MISSING_PAGE.at(Place("mkdocs.yml"), page=name)
            continue
        index = json.loads(path.read_text(encoding="utf-8"))
        indexed = set(front_decoded(index["ids"]))
        for id in sorted(expected.entries - indexed):
            yield NOT_IN_SEARCH.at(Place("mkdocs.yml"), id=id, language=language)
