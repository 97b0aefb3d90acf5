"""The titles and descriptions of pages."""

from __future__ import annotations

from .page_formatter import PageFormatter
from .plan import PlannedPage


def title_and_description(formatter: PageFormatter, planned_page: PlannedPage) -> tuple[str, str]:
    """The title of a page, and the sentence that describes it, without markup."""
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
