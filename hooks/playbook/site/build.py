"""A build as an immutable value, from which each MkDocs event derives the next value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files
from mkdocs.structure.pages import Page

from ..model.feedback import feedback_addresses
from ..model.loaded_files import LoadedFiles
from ..pages.handbook import Handbook
from ..pages.plan import PlannedPage, plan
from ..pages.render import render_all
from ..pages.rendered_pages import PageCache
from ..problems import Problem, ordered
from ..search.sections import Section
from .audit import ExpectedSite, audit
from .context import PageContexts
from .data_files import DataFiles, data_files
from .expected_site import expected_site
from .extra_files import ASSETS, write_extra_files
from .headers import write_headers
from .image_metadata import strip_images
from .navigation import Group, menus
from .offline import write_offline
from .page_scan import ScannedPage
from .pages import GeneratedPage, add_pages
from .post_files import write_check_types
from .relative_urls import relative_to
from .replaced_files import replaced_files
from .staging import Staging
from .suggestion_files import paths_by_language
from .written.adapt import adapted
from .written.checks import written_problems
from .written.components import needs_sheet, remove_assets
from .written.pages import WrittenPage, written_pages
from .written.sections import is_listed, sections_by_language

UNUSED_ASSETS = ("assets/javascripts/", "assets/stylesheets/main.", "assets/stylesheets/palette.")
"""Material assets that our pages do not use (four megabytes)."""


@dataclass(frozen=True)
class PreviewCache:
    """What a preview keeps between builds.

    These are its pages, the pages that the audit has scanned by URL, and the files with entries.
    """

    pages: PageCache = field(default_factory=PageCache)
    scanned_pages: dict[str, ScannedPage] = field(default_factory=dict)
    loaded_files: LoadedFiles = field(default_factory=dict)


@dataclass(frozen=True)
class Frame:
    """What surrounds the pages: the menu of each language, and all URLs of the site.

    ``written`` are the hand-written pages. The whole frame is empty until MkDocs has read them,
    because the menus have their titles.
    """

    menus: Mapping[str, tuple[Group, ...]] = field(default_factory=dict)
    urls: frozenset[str] = frozenset()
    written: tuple[WrittenPage, ...] = ()


@dataclass(frozen=True, eq=False)
class Build:
    """A build. ``cache`` is None unless the build belongs to a preview."""

    handbook: Handbook
    config: MkDocsConfig
    staging: Staging
    cache: PreviewCache | None = None
    plan: tuple[PlannedPage, ...] = ()
    pages: tuple[GeneratedPage, ...] = ()
    frame: Frame = Frame()

    @cached_property
    def contexts(self) -> PageContexts:
        """Creates the template context of each page."""
        return PageContexts(self.handbook, self.frame.menus, self.frame.urls, self.config)

    @property
    def expected(self) -> ExpectedSite:
        """What the site should contain."""
        return expected_site(self.handbook, self.pages, self.frame.written, self.config)

    def with_pages(self, files: Files) -> Build:
        """The build with every page planned, rendered and added to MkDocs' files."""
        for file in [file for file in files if file.src_uri.startswith(UNUSED_ASSETS)]:
            files.remove(file)
        page_cache = self.cache.pages if self.cache else None
        planned = plan(self.handbook)
        rendered = render_all(self.handbook, planned, page_cache)
        pages = add_pages(rendered, self.handbook, files, self.config)
        return replace(self, plan=tuple(planned), pages=tuple(pages))

    def with_frame(self, files: Files) -> Build:
        """The build with its menus and URLs. Call it after the hand-written pages have titles."""
        ordered_urls = [file.url.removeprefix("./") for file in files.documentation_pages()]
        ordered_urls = ["" if url == "." else url for url in ordered_urls]
        urls = frozenset(ordered_urls)
        written = self._adapted_pages(files)
        menu = menus(self.handbook, self.pages, files)
        if self.cache:
            starts = self.contexts.search_starts
            site = self.config.site_url, self.config.site_name
            frame_key = repr((menu, ordered_urls, starts, *site))
            self.cache.pages.start_build(frame_key)  # a different key empties the cache
        return replace(self, frame=Frame(menu, urls, written))

    def _adapted_pages(self, files: Files) -> tuple[WrittenPage, ...]:
        """The hand-written pages, with their HTML adapted to the handbook."""
        features = self.config.theme.get("features") or ()
        written = written_pages(files, self.config)
        for one in written:
            words = self.handbook.words[self.contexts.language(one.page)]
            one.page.content = adapted(one.html, words, features)
        return tuple(written)

    def cached(self, page: Page | None) -> str:
        """The cached output of a page, or an empty string."""
        if self.cache is None or not isinstance(page, GeneratedPage):
            return ""
        return self.cache.pages.output(page.rendered)

    def store_page(self, output: str, page: Page) -> None:
        """Cache the output of a page for the next build of a preview."""
        if self.cache and isinstance(page, GeneratedPage):
            self.cache.pages.store_page(page.rendered, output)

    def variables(self, page: Page | None, base: str) -> Mapping[str, Any]:
        """The variables of a page's template, in addition to those of MkDocs.

        ``base`` is the URL of the site's root, relative to the page.
        """
        if self.cached(page):
            return {}
        link: Callable[[str], str] = lambda url: relative_to(page, base, url)  # noqa: E731
        return {
            "config": self.contexts.configs[self.contexts.language(page)],
            "page_context": self.contexts.for_page(page),
            "link": link,
            "same_page": self.contexts.same_page,
        }

    @property
    def data_files(self) -> Iterator[DataFiles]:
        """The files that are made from the data, besides the pages."""
        return data_files(self.handbook, self.frame.urls, self.titles, self.sections)

    @property
    def titles(self) -> Mapping[str, str]:
        """The title of the handbook in each language."""
        return {language: config.site_name for language, config in self.contexts.configs.items()}

    @cached_property
    def sections(self) -> Mapping[str, Sequence[Section]]:
        """The sections of the hand-written pages that the search finds, by language."""
        listed = [page for page in self.frame.written if is_listed(page, self.config)]
        return sections_by_language(listed, self.handbook.playbook.languages)

    def finish(self) -> list[Problem]:
        """Write the extra files, audit the site and return its problems."""
        folder = self.staging.folder
        (folder / "sitemap.xml.gz").unlink(missing_ok=True)
        write_extra_files(folder, self.handbook, self.titles)
        for files in self.data_files:
            files.write(folder)
        is_public = self.handbook.playbook.edition == "public"
        stripped = list(strip_images(folder)) if is_public else []
        if not any(needs_sheet(one.page) for one in self.frame.written):
            remove_assets(folder / ASSETS)
        write_check_types(folder)
        write_offline(folder, self.handbook.playbook.settings.release, self.pages,
                      paths_by_language(self.handbook, folder))  # fmt: skip
        if self.handbook.release_info is None:  # published versions share those of their tree
            addresses = feedback_addresses(self.handbook.playbook.settings)
            write_headers(folder, self.contexts.urls, self.expected.base, addresses)
        return ordered([*stripped, *self._written_problems(), *replaced_files(self.config),
                        *self.audit(folder)])  # fmt: skip

    def audit(self, folder: Path) -> list[Problem]:
        """The problems of the built site in a folder."""
        return audit(folder, self.expected, self.cache.scanned_pages if self.cache else None)

    def _written_problems(self) -> Iterator[Problem]:
        for page in self.frame.written:
            if page.path:
                yield from written_problems(page.url, page.html, page.path, page.text)
