"""Reads the texts of hand-written pages from their HTML, because no export contains them."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Collection, Iterator, Mapping
from urllib.parse import unquote, urlsplit

from ..site.html_addresses import addresses as addresses_in
from ..site.html_addresses import parse
from .published_version import Version
from .texts import forms_of, inline_parts, normalized, parts_of_page

_PAGE_TYPE = re.compile(r"<body\b[^<>]*\bpb-page-(\w+)")
_ARTICLE = "#pb-content"
"""The content of a page, without the menu, the header and the footer."""


def pages_without_entries(version: Version, pages: Collection[str]) -> set[str]:
    """The addresses, in all languages, of the given pages that have no entry."""
    with_entries = {entry["page"] for entry in version.index["entries"].values()}
    roots = version.index["roots"].values()
    return {f"{root}{page}" for root in roots for page in pages if page not in with_entries}


def is_written(page: str) -> bool:
    """Whether the HTML of a page is that of a hand-written one."""
    return _type(page) == "written"


def own_parts(addresses: Collection[str], files: Mapping[str, bytes]) -> set[str]:
    """The parts of texts that are in the content of some pages, but on no generated page.

    What generated pages show too comes from the menu, a label or the data. They are searched as
    `contains` searches the files of a version, because a part may be the end of a longer label.
    """
    paths = {f"{address}index.html" for address in addresses}
    html = {path: _decoded(data) for path, data in files.items() if path.endswith(".html")}
    parts = {part for path in paths & html.keys() for part in parts_of_page(_article(html[path]))}
    for path, page in html.items():
        if parts and path not in paths and not is_written(page):
            parts -= _parts_in(page, parts)
    return parts


def _parts_in(page: str, parts: Collection[str]) -> set[str]:
    """Those of some parts that a page contains anywhere in its text or its attributes."""
    forms = forms_of(page)
    return {part for part in parts if any(part in form for form in forms)}


def texts_of_written_pages(
    addresses: Collection[str], files: Mapping[str, bytes]
) -> Iterator[tuple[str, str]]:
    """The titles, and the parts of the texts, of the hand-written ones of some pages.

    Each is normalized, and followed by how a person is shown it. The words of links and other
    inline elements are parts here too, so that a person sees where they remain.
    """
    for address in addresses:
        page = _decoded(files.get(f"{address}index.html", b""))
        if _type(page) in ("written", ""):
            article = _article(page)
            parts = dict.fromkeys((*parts_of_page(article), *inline_parts(article)))
            yield from zip(parts, parts, strict=True)
            yield from ((normalized(title), title) for title in _titles(page) if title)


def files_of_written_pages(addresses: Collection[str], files: Mapping[str, bytes]) -> Iterator[str]:
    """The files, other than pages, that the content of some hand-written pages shows or links."""
    for address in addresses:
        page = _decoded(files.get(f"{address}index.html", b""))
        if _may_be_written(page):
            for url, _ in addresses_in(parse(_article(page))):
                path = posixpath.normpath(posixpath.join(address, unquote(urlsplit(url).path)))
                if path in files and not path.endswith(".html"):
                    yield path


def _may_be_written(page: str) -> bool:
    """Whether a page is hand-written, or in a version that does not name the types of pages."""
    return _type(page) in ("written", "")


def _titles(page: str) -> Iterator[str]:
    """The titles of a page: its main heading, and its names in the menu and in shared links."""
    tree = parse(page)
    for link in tree.css(".headerlink"):
        link.decompose()
    for node in tree.css(f'{_ARTICLE} h1, nav [aria-current="page"]'):
        yield " ".join(node.text().split())
    for node in tree.css('meta[property="og:title"]'):
        yield " ".join((node.attributes.get("content") or "").split())


def _article(page: str) -> str:
    """The HTML of the content of a page; all of it in a page without that element.

    Headings have no link to themselves.
    """
    tree = parse(page)
    for link in tree.css(".headerlink"):
        link.decompose()
    node = tree.css_first(_ARTICLE)
    return page if node is None else node.html or ""


def _type(page: str) -> str:
    """The type of a page, such as ``written``; empty in versions that do not name it."""
    match = _PAGE_TYPE.search(page)
    return match[1] if match else ""


def _decoded(data: bytes) -> str:
    return data.decode("utf-8", "replace")
