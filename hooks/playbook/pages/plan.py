"""Which pages a handbook has, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Literal, cast

from ..kinds import KINDS
from ..model.entry import Chapter, Entry
from .addresses import page_of
from .crisis import crisis_of
from .handbook import Handbook
from .post_rules import PATH, has_rules
from .role_page import role_page

Sort = Literal[
    "home", "index", "chapter", "entry", "kind",
    "crisis", "post", "reader", "a-z", "whole", "quiz", "calculator", "pocket", "health",
]  # fmt: skip

PLACES: Mapping[str, str] = {
    "crisis": "crisis/",
    "post": PATH,
    "reader": "my-rules/",
    "quiz": "quiz/",
    "calculator": "calculator/",
    "a-z": "a-z/",
    "whole": "all/",
}
"""The pages that stand beside the sections, by sort. ``whole`` comes last: it holds the others."""


@dataclass(frozen=True)
class Planned:
    """A page in every language: its path under a language's root, and its entries.

    An ``index`` page leads to the pages of its kind and holds no entry itself; a ``kind`` page
    holds all entries of its kind.
    """

    path: str
    sort: Sort
    kind: str | None = None
    entries: tuple[Entry, ...] = ()
    chapter: Chapter | None = None
    shows: tuple[Entry, ...] = ()
    """Entries of other pages of which it shows more than their faces."""

    @property
    def parent(self) -> str | None:
        """The path of the section index that the page belongs under, where it has one."""
        return f"{self.kind}/" if self.sort in ("chapter", "entry", "pocket") else None


def plan(handbook: Handbook) -> list[Planned]:
    """Every generated page, in the order of the navigation."""
    pages = [Planned("", "home")]
    for kind in KINDS:
        if kind in handbook.by_kind:
            pages += _pages_of(handbook, kind)
    pages.append(Planned("health/", "health"))
    for sort, path in PLACES.items():
        if _has_place(handbook, sort):
            pages.append(Planned(path, cast(Sort, sort), shows=_shown_on(handbook, sort)))
    return pages


def _has_place(handbook: Handbook, sort: str) -> bool:
    """Whether the handbook has anything for one of the pages beside the sections."""
    if sort == "post":
        return has_rules(handbook)
    needs = {"crisis": "incidents", "quiz": "policy", "calculator": "strategy", "reader": "roles"}
    return sort not in needs or needs[sort] in handbook.by_kind


def _pages_of(handbook: Handbook, kind: str) -> Iterator[Planned]:
    entries = handbook.by_kind[kind]
    path = f"{kind}/"
    layout = KINDS[kind].layout
    if layout == "kind":
        yield Planned(path, "kind", kind, entries)
        return
    yield Planned(path, "index", kind, entries)
    if layout == "entry":
        for entry in entries:
            path = page_of(entry, None)
            if kind != "roles":
                yield Planned(path, "entry", kind, (entry,))
                continue
            page = role_page(handbook, entry)
            yield Planned(path, "entry", kind, (entry,), shows=(*page.checklists, *page.flows))
            yield Planned(f"{path}card/", "pocket", kind, shows=(entry,))
    else:
        for chapter in handbook.chapters(kind):
            found = handbook.by_chapter[chapter.id]
            yield Planned(page_of(found[0], chapter.id), "chapter", kind, found, chapter)


def _shown_on(handbook: Handbook, sort: str) -> tuple[Entry, ...]:
    if sort == "crisis":
        return crisis_of(handbook.by_kind).entries
    if sort == "quiz":
        return handbook.by_kind["policy"]
    return ()
