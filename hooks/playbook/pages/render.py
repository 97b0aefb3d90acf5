"""Renders planned pages to HTML, with a cache for previews."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .handbook import Handbook
from .page_digests import PageKeys, combined_digest, page_keys
from .page_formatter import PageFormatter
from .plan import PlannedPage
from .rendered_pages import PageCache, RenderedPage
from .single_page import whole_html
from .templating import environment


def render_all(
    handbook: Handbook, pages: list[PlannedPage], cache: PageCache | None = None
) -> Iterator[RenderedPage]:
    """Render every page in every language.

    A page whose key has not changed is taken from the cache. Without a cache, no keys are
    computed, which saves a tenth of the time.
    """
    keys = page_keys(handbook) if cache else None
    for language in handbook.playbook.languages:
        rendered: list[RenderedPage] = []
        for planned_page in pages:
            is_whole = planned_page.page_type == "whole"
            key = _key(keys, planned_page, language, rendered)
            page = cache.page(language, planned_page.path, key) if cache else None
            if page is None:
                page = (
                    render_whole(handbook, planned_page, language, key, rendered)
                    if is_whole
                    else render(handbook, planned_page, language, key)
                )
            if cache:
                cache.pages[language, planned_page.path] = page
            rendered.append(page)
            yield page


def _key(
    keys: PageKeys | None, planned_page: PlannedPage, language: str, rendered: list[RenderedPage]
) -> str:
    if keys is None:
        return ""
    if planned_page.page_type == "whole":
        return combined_digest(page.key for page in rendered)
    return keys.of(planned_page, language)


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
    title, description = _title_and_description(formatter, planned_page)
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
    title, description = _title_and_description(formatter, planned_page)
    return RenderedPage(
        language, planned_page, title, description, html, toc=(), anchors=frozenset(), key=key
    )


def _title_and_description(formatter: PageFormatter, planned_page: PlannedPage) -> tuple[str, str]:
    words, kind, page_type = formatter.words, planned_page.kind, planned_page.page_type
    if (chapter := planned_page.chapter) is not None:
        return formatter.plain(chapter.title), formatter.plain(chapter.summary)
    if page_type == "pocket":
        role = formatter.plain(planned_page.included[0].title)
        return words("role.card_of", role=role), words("role.card_about", role=role)
    if page_type == "confirm":
        role = formatter.plain(planned_page.included[0].title)
        return words("acknowledge.title", role=role), words("acknowledge.about", role=role)
    if page_type == "entry":
        entry = planned_page.entries[0]
        return formatter.plain(entry.title), formatter.plain(entry.summary)
    if kind is not None:
        return words(f"kinds.{kind}.title"), words(f"kinds.{kind}.about")
    if page_type == "home":
        return words("home.title"), words("home.about")
    if page_type == "health":
        return words("health.title"), words("health.lead")
    return words(f"places.{page_type}"), words(f"about.{page_type}")


def _toc(formatter: PageFormatter, planned_page: PlannedPage) -> Iterator[tuple[str, str]]:
    """The anchor and the title of each entry in the table of contents."""
    if planned_page.page_type in ("chapter", "kind"):
        for entry in planned_page.entries:
            yield entry.id, formatter.plain(entry.title)
