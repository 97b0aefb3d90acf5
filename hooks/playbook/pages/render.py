"""From a planned page to its HTML in one language, kept while what it is made from stays."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from .handbook import Handbook
from .page_keys import PageKeys, joined, page_keys
from .plan import Planned
from .rendered import Kept, Rendered
from .show import Show
from .templating import environment
from .whole import whole_html


def render_all(
    handbook: Handbook, pages: list[Planned], kept: Kept | None = None
) -> Iterator[Rendered]:
    """Every page in every language.

    Pages whose key is as before come from ``kept``. Where nothing is kept, pages have no key:
    working it out takes a tenth of the time of rendering.
    """
    keys = page_keys(handbook) if kept else None
    for language in handbook.playbook.languages:
        done: list[Rendered] = []
        for planned in pages:
            is_whole = planned.sort == "whole"
            key = _key(keys, planned, language, done)
            page = kept.page(language, planned.path, key) if kept else None
            if page is None:
                page = (
                    render_whole(handbook, planned, language, key, done)
                    if is_whole
                    else render(handbook, planned, language, key)
                )
            if kept:
                kept.pages[language, planned.path] = page
            done.append(page)
            yield page


def _key(keys: PageKeys | None, planned: Planned, language: str, done: list[Rendered]) -> str:
    if keys is None:
        return ""
    if planned.sort == "whole":
        return joined(page.key for page in done)
    return keys.of(planned, language)


def render(handbook: Handbook, planned: Planned, language: str, key: str = "") -> Rendered:
    """One page in one language."""
    show = Show(handbook, language, planned.path)
    html = (
        environment()
        .get_template(f"{planned.sort}.html")
        .render(
            show=show,
            t=show.words,
            handbook=handbook,
            page=planned,
            settings=handbook.playbook.settings,
        )
    )
    title, description = _heading(show, planned)
    anchors = {entry.id for entry in planned.entries} if planned.sort != "index" else set()
    old = {id for entry in planned.entries for id in entry.previous_ids}
    return Rendered(
        language, planned, title, description, html,
        toc=tuple(_toc(show, planned)),
        anchors=frozenset(anchors | (old if anchors else set())),
        key=key,
    )  # fmt: skip


def render_whole(
    handbook: Handbook, planned: Planned, language: str, key: str, pages: Iterable[Rendered]
) -> Rendered:
    """The page that holds all others."""
    show = Show(handbook, language, planned.path)
    html = whole_html(pages, show.words)
    title, description = _heading(show, planned)
    return Rendered(
        language, planned, title, description, html, toc=(), anchors=frozenset(), key=key
    )


def _heading(show: Show, planned: Planned) -> tuple[str, str]:
    if planned.chapter is not None:
        return show.plain(planned.chapter.title), show.plain(planned.chapter.summary)
    if planned.sort == "pocket":
        title = show.plain(planned.shows[0].title)
        return show.words("role.card_of", role=title), show.words("role.card_about", role=title)
    if planned.sort == "entry":
        entry = planned.entries[0]
        return show.plain(entry.title), show.plain(entry.summary)
    if planned.kind is not None:
        return show.words(f"kinds.{planned.kind}.title"), show.words(f"kinds.{planned.kind}.about")
    if planned.sort == "home":
        return show.words("home.title"), show.words("home.about")
    if planned.sort == "health":
        return show.words("health.title"), show.words("health.lead")
    return show.words(f"places.{planned.sort}"), show.words(f"about.{planned.sort}")


def _toc(show: Show, planned: Planned) -> Iterator[tuple[str, str]]:
    if planned.sort in ("chapter", "kind"):
        for entry in planned.entries:
            yield entry.id, show.plain(entry.title)
