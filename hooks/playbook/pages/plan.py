"""Plans the pages of a handbook and the entries on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from ..model.entry import Chapter, Entry
from ..model.referenced_kinds import ROLES
from .acknowledgement import CONFIRM_FOLDER
from .addresses import page_of
from .composed import REQUIRED_KIND, RULES
from .crisis import crisis_of
from .handbook import Handbook
from .post_rules import POST_CHECK_PATH, has_rules
from .role_page import role_page
from .suggestion_entries import SUGGESTION_PATH, suggestible

PageType = Literal[
    "home", "index", "chapter", "entry", "kind",
    "crisis", "post", "suggest", "reader", "permissions", "a-z", "search", "whole", "quiz",
    "calculator", "pocket", "confirm", "health",
]  # fmt: skip

SEARCH_PATH = "search/"
"""The path of the page with all results of a search, in the folder of its data."""
PAGE_PATHS: Mapping[str, str] = {
    "crisis": "crisis/",
    "post": POST_CHECK_PATH,
    "suggest": SUGGESTION_PATH,
    "reader": "my-rules/",
    "permissions": "who-may-do-what/",
    "quiz": "quiz/",
    "calculator": "calculator/",
    "a-z": "a-z/",
    "search": SEARCH_PATH,
    "whole": "all/",
}
"""The paths of standalone pages by page type. ``whole`` is last because it contains the others."""

CARD_PATH = "card/"
"""The path of the pocket card below that of its role."""


@dataclass(frozen=True)
class PlannedPage:
    """A page in every language; ``path`` is relative to the language's root.

    An ``index`` page links to the pages of its kind; a ``kind`` page contains all entries of its
    kind.
    """

    path: str
    page_type: PageType
    kind: str | None = None
    entries: tuple[Entry, ...] = ()
    chapter: Chapter | None = None
    included: tuple[Entry, ...] = ()
    """Entries of other pages of which this page shows more than title and summary."""

    @property
    def parent(self) -> str | None:
        """The path of the page's section index, or None."""
        return (
            f"{self.kind}/" if self.page_type in ("chapter", "entry", "pocket", "confirm") else None
        )


def plan(handbook: Handbook) -> list[PlannedPage]:
    """All generated pages, in the order of the navigation."""
    pages = [PlannedPage("", "home")]
    for kind in handbook.playbook.kinds:
        if kind in handbook.by_kind:
            pages += _pages_of(handbook, kind)
    if handbook.playbook.edition == "full":
        pages.append(PlannedPage("health/", "health"))
    for page_type, path in PAGE_PATHS.items():
        if _has_content(handbook, page_type):
            pages.append(
                PlannedPage(
                    path, cast(PageType, page_type), included=_included_in(handbook, page_type)
                )
            )
    return pages


def _has_content(handbook: Handbook, page_type: str) -> bool:
    """Whether the handbook has content for a standalone page."""
    if page_type == "post":
        return has_rules(handbook)
    if page_type == "suggest":
        return bool(suggestible(handbook))
    return page_type not in REQUIRED_KIND or REQUIRED_KIND[page_type] in handbook.by_kind


def _pages_of(handbook: Handbook, kind: str) -> Iterator[PlannedPage]:
    entries = handbook.by_kind[kind]
    path = f"{kind}/"
    layout = handbook.playbook.kinds[kind].spec.layout
    if layout == "kind":
        yield PlannedPage(path, "kind", kind, entries)
        return
    yield PlannedPage(path, "index", kind, entries)
    if layout == "entry":
        for entry in entries:
            path = page_of(entry, chapter=None)
            if kind != ROLES:
                yield PlannedPage(path, "entry", kind, (entry,))
                continue
            role = role_page(handbook, entry)
            yield PlannedPage(path, "entry", kind, (entry,), included=role.other_entries)
            yield PlannedPage(f"{path}{CARD_PATH}", "pocket", kind, included=(entry,))
            if handbook.playbook.settings.acknowledge_link is not None:
                path = f"{path}{CONFIRM_FOLDER}"
                yield PlannedPage(path, "confirm", kind, included=(entry,))
    else:
        for chapter in handbook.chapters(kind):
            members = handbook.by_chapter[chapter.id]
            yield PlannedPage(page_of(members[0], chapter.id), "chapter", kind, members, chapter)


def _included_in(handbook: Handbook, page_type: str) -> tuple[Entry, ...]:
    if page_type == "crisis":
        return crisis_of(handbook.by_kind).entries
    if page_type == "quiz":
        return handbook.by_kind[RULES]
    if page_type == "permissions":
        return (*handbook.by_kind[ROLES], *handbook.by_kind.get(RULES, ()))
    return ()
