"""Checks a built site before it replaces the previous site."""

from __future__ import annotations

import json
import posixpath
from collections import Counter
from collections.abc import Iterator, Mapping, MutableMapping
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote, urlsplit

from ..problems import Code, Location, Problem, ordered
from ..search.coding import front_decoded
from .html_addresses import NO_HOST, addresses, css_addresses, parse
from .page_scan import ScannedPage, scan_pages
from .written.lines import location_of_address

MISSING_PAGE = Code("PB901", "error", "page")
BROKEN_LINK = Code("PB902", "error", "page", "url")
BROKEN_ANCHOR = Code("PB903", "error", "page", "url")
ANCHOR_COUNT = Code("PB904", "error", "id", "count", "language")
TEMPLATE_MARK = Code("PB905", "error", "page", "mark")
EXTERNAL_REQUEST = Code("PB906", "error", "page", "url")
REPLACED_PAGE = Code("PB982", "error", "page")
NOT_IN_SEARCH = Code("PB907", "error", "id", "language")


@dataclass(frozen=True)
class ExpectedSite:
    """What the site should contain.

    ``pages`` maps each page URL to its source file;
    ``anchors`` maps each language to its page URLs and the entry ids on each page. ``texts`` has
    the source of each hand-written page by URL.
    """

    pages: Mapping[str, str]
    generated: frozenset[str]
    anchors: Mapping[str, Mapping[str, frozenset[str]]]
    entries: frozenset[str]
    search_indexes: Mapping[str, str]
    base: str
    outside_urls: frozenset[str] = frozenset()
    """URLs outside its own version that a page of a release may link to."""
    texts: Mapping[str, str] = field(default_factory=dict)


def audit(
    folder: Path, expected: ExpectedSite, known: MutableMapping[str, ScannedPage] | None = None
) -> list[Problem]:
    """Every problem in the built site.

    A preview passes the pages that it knows from the last build, by URL: unchanged pages are not
    scanned again.
    """
    problems = [
        MISSING_PAGE.at(Location(source), page=url or "/")
        for url, source in expected.pages.items()
        if not (folder / url / "index.html").is_file()
    ]
    pages = {page.url: page for page in scan_pages(folder, {} if known is None else known)}
    if replaced := [url for url in expected.generated if url in pages and not pages[url].is_ours]:
        return ordered(
            REPLACED_PAGE.at(_source(url, expected), page=url or "/") for url in replaced
        )
    files = {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}
    for page in pages.values():
        problems += _links(page, pages, files, expected)
        if page.mark and page.url in expected.generated:
            location = _source(page.url, expected)
            problems.append(TEMPLATE_MARK.at(location, page=page.url or "/", mark=page.mark))
    problems += _anchors(pages, expected)
    problems += _asset_problems(folder, files)
    problems += _search(folder, expected)
    return ordered(problems)


def _source(url: str, expected: ExpectedSite) -> Location:
    return Location(expected.pages.get(url, "mkdocs.yml"))


def _place(url: str, address: str, expected: ExpectedSite) -> Location:
    """The source of a page, and in a hand-written page the line with an address."""
    source = _source(url, expected)
    text = expected.texts.get(url)
    return location_of_address(address, source.path, text) if text else source


def _links(
    page: ScannedPage, pages: Mapping[str, ScannedPage], files: set[str], expected: ExpectedSite
) -> Iterator[Problem]:
    for value, is_requested in page.addresses:
        url = value.strip()
        if _is_external(url):
            if is_requested and not url.lower().startswith(NO_HOST):
                location = _place(page.url, url, expected)
                yield EXTERNAL_REQUEST.at(location, page=page.url or "/", url=url)
        else:
            yield from _internal(page, url, pages, files, expected)


def _is_external(url: str) -> bool:
    """Whether a URL has a scheme or a host; a URL that cannot be parsed counts as external."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return True
    return bool(parts.scheme or parts.netloc)


def _internal(
    page: ScannedPage,
    url: str,
    pages: Mapping[str, ScannedPage],
    files: set[str],
    expected: ExpectedSite,
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
    if target in pages:
        anchor = unquote(parts.fragment)
        if anchor and anchor not in pages[target].ids and anchor != "top":
            location = _place(page.url, url, expected)
            yield BROKEN_ANCHOR.at(location, page=page.url or "/", url=url)
    elif target not in files and target not in expected.outside_urls:
        location = _place(page.url, url, expected)
        yield BROKEN_LINK.at(location, page=page.url or "/", url=url)


def _anchors(pages: Mapping[str, ScannedPage], expected: ExpectedSite) -> Iterator[Problem]:
    for language, by_page in expected.anchors.items():
        counts: Counter[str] = Counter()
        for url in by_page:
            if url in pages:
                counts.update({id: n for id, n in pages[url].ids.items() if id in expected.entries})
        for url, ids in by_page.items():
            for id in sorted(ids):
                if counts[id] != 1:
                    location = _source(url, expected)
                    yield ANCHOR_COUNT.at(location, id=id, count=counts[id], language=language)


def _asset_problems(folder: Path, files: set[str]) -> Iterator[Problem]:
    for name in sorted(files):
        if name.endswith((".css", ".svg")):
            text = (folder / name).read_text(encoding="utf-8", errors="replace")
            urls = css_addresses(text) if name.endswith(".css") else _requested_by_svg(text)
            for url in urls:
                yield EXTERNAL_REQUEST.at(Location(name), page=name, url=url)


def _requested_by_svg(svg: str) -> list[str]:
    """The URLs on other hosts that an SVG file requests."""
    urls = sorted(url.strip() for url, is_requested in addresses(parse(svg)) if is_requested)
    return [url for url in urls if _is_external(url) and not url.lower().startswith(NO_HOST)]


def _search(folder: Path, expected: ExpectedSite) -> Iterator[Problem]:
    for language, name in expected.search_indexes.items():
        path = folder / name
        if not path.is_file():
            yield MISSING_PAGE.at(Location("mkdocs.yml"), page=name)
            continue
        index = json.loads(path.read_text(encoding="utf-8"))
        indexed = set(front_decoded(index["ids"]))
        for id in sorted(expected.entries - indexed):
            yield NOT_IN_SEARCH.at(Location("mkdocs.yml"), id=id, language=language)
