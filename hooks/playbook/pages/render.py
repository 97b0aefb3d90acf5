"""Renders planned pages to HTML, with a cache for previews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .handbook import Handbook
from .page_digests import combined_digest, page_keys
from .page_formatter import PageFormatter
from .page_titles import title_and_description
from .plan import PlannedPage
from .rendered_pages import PageCache, RenderedPage
from .single_page import whole_html
from .templating import environment


class Renderer:
    """Renders the pages of a handbook; those whose key has not changed are taken from the cache.

    ``pages`` is the plan. Without a cache, no keys are computed, which saves a tenth of the time.
    """

    def __init__(
        self, handbook: Handbook, pages: list[PlannedPage], cache: PageCache | None = None
    ) -> None:
        self.handbook, self.pages, self.cache = handbook, pages, cache
        self._keys = page_keys(handbook) if cache is not None else None
        self._known_keys: dict[tuple[str, str], str] = {}
        self._parts: dict[str, list[RenderedPage]] = {}

    def all(self) -> Iterator[RenderedPage]:
        """Every page in every language."""
        for language in self.handbook.playbook.languages:
            self._parts[language] = rendered = []
            for planned_page in self.pages:
                rendered.append(self.page(planned_page, language))
                yield rendered[-1]

    def is_changed(self, planned_page: PlannedPage, language: str) -> bool:
        """Whether a page is not in the cache as it is now."""
        key = self._key(planned_page, language)
        return not (self.cache and self.cache.page(language, planned_page.path, key))

    def page(self, planned_page: PlannedPage, language: str) -> RenderedPage:
        """One page in one language."""
        key = self._key(planned_page, language)
        known = self.cache.page(language, planned_page.path, key) if self.cache else None
        if known is not None:
            return known
        if planned_page.page_type == "whole":
            parts = self._parts_of_whole(language)
            page = render_whole(self.handbook, planned_page, language, key, parts)
        else:
            page = render(self.handbook, planned_page, language, key)
        if self.cache:
            self.cache.pages[language, planned_page.path] = page
        return page

    def _parts_of_whole(self, language: str) -> list[RenderedPage]:
        """The pages in the page with the whole handbook, which is the last of the plan."""
        if language not in self._parts:
            others = (page for page in self.pages if page.page_type != "whole")
            return [self.page(planned_page, language) for planned_page in others]
        return self._parts[language]

    def _key(self, planned_page: PlannedPage, language: str) -> str:
        if self._keys is None:
            return ""
        at = language, planned_page.path
        if at not in self._known_keys:
            if planned_page.page_type == "whole":
                others = (page for page in self.pages if page.page_type != "whole")
                key = combined_digest(self._key(page, language) for page in others)
            else:
                key = self._keys.of(planned_page, language)
            self._known_keys[at] = key
        return self._known_keys[at]


def render_all(
    handbook: Handbook, pages: list[PlannedPage], cache: PageCache | None = None
) -> Iterator[RenderedPage]:
    """Render every page in every language."""
    return Renderer(handbook, pages, cache).all()


def render(
    handbook: Handbook, planned_page: PlannedPage, language: str, key: str = ""
) -> RenderedPage:
    """Render one page in one language."""
    formatter = PageFormatter(handbook, language, planned_page.path)
    html = (
        environment(handbook.playbook.kinds)
        .get_template(f"{planned_page.page_type}.html")
        .render(
            show=formatter,
            t=formatter.words,
            handbook=handbook,
            page=planned_page,
            settings=handbook.playbook.settings,
            kinds=handbook.playbook.kinds,
        )
    )
    title, description = title_and_description(formatter, planned_page)
    anchors = (
        {entry.id for entry in planned_page.entries} if planned_page.page_type != "index" else set()
    )
    previous = {id for entry in planned_page.entries for id in entry.previous_ids}
    return RenderedPage(
        language, planned_page, title, description, html,
        toc=tuple(_toc(formatter, planned_page)),
        anchors=frozenset(anchors | (previous if anchors else set())),
        key=key,
    )  # fmt: skip


def render_whole(
    handbook: Handbook,
    planned_page: PlannedPage,
    language: str,
    key: str,
    pages: Iterable[RenderedPage],
) -> RenderedPage:
    """Combine the other pages into the page with the whole handbook."""
    formatter = PageFormatter(handbook, language, planned_page.path)
    html = whole_html(pages, formatter.words)
    title, description = title_and_description(formatter, planned_page)
    return RenderedPage(
        language, planned_page, title, description, html, toc=(), anchors=frozenset(), key=key
    )


def _toc(formatter: PageFormatter, planned_page: PlannedPage) -> Iterator[tuple[str, str]]:
    """The anchor and the title of each entry in the table of contents."""
    if planned_page.page_type in ("chapter", "kind"):
        for entry in planned_page.entries:
            yield entry.id, formatter.plain(entry.title)
