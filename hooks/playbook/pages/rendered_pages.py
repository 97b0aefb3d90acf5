"""Rendered pages, and the cache that a preview keeps of them."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field

from .plan import PlannedPage


@dataclass(frozen=True)
class RenderedPage:
    """A page's content in one language.

    ``toc`` contains the anchors and titles of the table of contents; ``key`` changes with the
    content.
    """

    language: str
    planned_page: PlannedPage
    title: str
    description: str
    html: str
    toc: tuple[tuple[str, str], ...]
    anchors: frozenset[str]
    key: str


@dataclass
class PageCache:
    """The pages of the previous build of a preview, by language and path.

    ``pages`` contains rendered content. ``outputs`` contains the key and the full HTML of each
    page, valid until the frame of the pages (menu, URLs) changes.
    """

    pages: MutableMapping[tuple[str, str], RenderedPage] = field(default_factory=dict)
    outputs: MutableMapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    frame: str = ""

    def start_build(self, frame: str) -> None:
        """Start a build. If the frame has changed, all cached outputs are removed."""
        if frame != self.frame:
            self.outputs.clear()
        self.frame = frame

    def page(self, language: str, path: str, key: str) -> RenderedPage | None:
        """A cached page, or None if its key has changed."""
        page = self.pages.get((language, path))
        return page if page and page.key == key else None

    def store_page(self, rendered: RenderedPage, output: str) -> None:
        """Store the full HTML of a page."""
        self.outputs[rendered.language, rendered.planned_page.path] = (rendered.key, output)

    def output(self, rendered: RenderedPage) -> str:
        """The cached full HTML of a page, or an empty string if its key has changed."""
        key, output = self.outputs.get((rendered.language, rendered.planned_page.path), ("", ""))
        return output if key == rendered.key else ""
