"""A page's content in one language, and what a preview keeps of the build before."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, field

from .plan import Planned


@dataclass(frozen=True)
class Rendered:
    """A page's content in one language.

    ``toc`` holds the anchors worth listing with their titles; ``key`` changes whenever anything
    that the page shows does.
    """

    language: str
    planned: Planned
    title: str
    description: str
    html: str
    toc: tuple[tuple[str, str], ...]
    anchors: frozenset[str]
    key: str


@dataclass
class Kept:
    """The pages of the build before, by language and path. One lives as long as a preview.

    ``pages`` holds what this room rendered; ``outputs`` the whole page around it, with the key of
    what it shows, for as long as what stands around all pages is the same.
    """

    pages: MutableMapping[tuple[str, str], Rendered] = field(default_factory=dict)
    outputs: MutableMapping[tuple[str, str], tuple[str, str]] = field(default_factory=dict)
    around: str = ""

    def begin(self, around: str) -> None:
        """Begin a build; whole pages are forgotten when what stands around them has changed."""
        if around != self.around:
            self.outputs.clear()
        self.around = around

    def page(self, language: str, path: str, key: str) -> Rendered | None:
        """A page as it was rendered before, or None where anything it shows has changed."""
        page = self.pages.get((language, path))
        return page if page and page.key == key else None

    def keep(self, rendered: Rendered, output: str) -> None:
        """Keep a whole page."""
        self.outputs[rendered.language, rendered.planned.path] = (rendered.key, output)

    def output(self, rendered: Rendered) -> str:
        """The whole page as written before, or nothing where anything it shows has changed."""
        key, output = self.outputs.get((rendered.language, rendered.planned.path), ("", ""))
        return output if key == rendered.key else ""
