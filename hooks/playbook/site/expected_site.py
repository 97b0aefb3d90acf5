"""What the audit expects of the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import unquote, urlsplit

from mkdocs.config.defaults import MkDocsConfig

from ..pages.handbook import Handbook
from ..pages.json_export import language_roots
from .audit import ExpectedSite
from .pages import GeneratedPage, language_root, source_of
from .written.pages import WrittenPage


def expected_site(
    handbook: Handbook,
    pages: Iterable[GeneratedPage],
    written: Iterable[WrittenPage],
    config: MkDocsConfig,
) -> ExpectedSite:
    """The pages, anchors and search indexes that the site of a handbook must have.

    ``written`` are the hand-written pages.
    """
    languages = handbook.playbook.languages
    written = [page for page in written if page.path]
    # MkDocs encodes the URLs of files such as "Vanliga frågor.md"; the audit compares paths.
    hand_written = {unquote(page.url): page.path for page in written}
    anchors: dict[str, dict[str, frozenset[str]]] = {language: {} for language in languages}
    sources: dict[str, str] = {}
    for page in pages:
        planned_page = page.rendered.planned_page
        entries = planned_page.entries if planned_page.page_type != "index" else ()
        anchors[page.rendered.language][page.url] = frozenset(entry.id for entry in entries)
        sources[page.url] = source_of(handbook, planned_page)
    return ExpectedSite(
        pages={**hand_written, **sources},
        generated=frozenset(sources),
        anchors=anchors,
        entries=handbook.shown,
        search_indexes={
            language: f"{language_root(language, languages[0])}search/index.json"
            for language in languages
        },
        base=urlsplit(config.site_url or "/").path,
        outside_urls=frozenset(_outside_urls(handbook, {**hand_written, **sources})),
        texts={unquote(page.url): page.text for page in written},
    )


def _outside_urls(handbook: Handbook, urls: Iterable[str]) -> Iterator[str]:
    """The URLs that are outside this version in the published tree, relative to its root."""
    if handbook.release_info is None:
        return
    for root in language_roots(handbook).values():
        yield from (f"../{root}releases/", f"../{root}feed.xml")
        yield from (f"../{root}r/{id}/" for id in handbook.addresses)
        yield from (f"../{root}r/{id}/history/" for id in handbook.shown)
    yield from (f"../latest/{url}" for url in urls)
