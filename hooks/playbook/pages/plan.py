"""Which pages a handbook has, and what stands on each."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ..kinds import KINDS
from ..model.entry import Chapter, Entry
from .addresses import page_of
from .handbook import Handbook
from .post_rules import PATH, has_rules

Sort = Literal["home", "index", "chapter", "entry", "kind", "post", "health"]


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

    @property
    def parent(self) -> str | None:
        """The path of the section index that the page belongs under, where it has one."""
        return f"{self.kind}/" if self.sort in ("chapter", "entry") else None


def plan(handbook: Handbook) -> list[Planned]:
    """Every generated page, in the order of the navigation."""
    pages = [Planned("", "home")]
    for kind in KINDS:
        if kind in handbook.by_kind:
            pages += _pages_of(handbook, kind)
    if has_rules(handbook):
        pages.append(Planned(PATH, "post"))
    pages.append(Planned("health/", "health"))
    return pages


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
            yield Planned(page_of(entry, None), "entry", kind, (entry,))
    else:
        for chapter in handbook.chapters(kind):
            found = handbook.by_chapter[chapter.id]
            yield Planned(page_of(found[0], chapter.id), "chapter", kind, found, chapter)
