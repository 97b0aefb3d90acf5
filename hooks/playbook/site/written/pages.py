"""The hand-written pages of a build, with their HTML and their sources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files
from mkdocs.structure.pages import Page

from ..pages import GeneratedPage


@dataclass(frozen=True)
class WrittenPage:
    """A page that somebody wrote in ``docs/``, or that a plugin made.

    ``path`` is that of its source, relative to the project if it is in it, and ``text`` the
    source itself; both are empty for a page without one.
    """

    url: str
    page: Page
    path: str
    text: str

    @property
    def html(self) -> str:
        """The content as HTML: a plain string, as the methods of ``Markup`` escape."""
        return str(self.page.content or "")

    @property
    def meta(self) -> Mapping[str, Any]:
        """The metadata at the beginning of the source."""
        return self.page.meta


def written_pages(files: Files, config: MkDocsConfig) -> list[WrittenPage]:
    """The hand-written pages. Call it after MkDocs has rendered them."""
    root = Path(config.config_file_path).parent.absolute()
    return [
        _written_page(file, file.page, root)
        for file in files.documentation_pages()
        if file.page and not isinstance(file.page, GeneratedPage)
    ]


def _written_page(file: File, page: Page, root: Path) -> WrittenPage:
    url = "" if file.url in (".", "./") else file.url
    if not file.abs_src_path:
        return WrittenPage(url, page, "", "")
    source = Path(file.abs_src_path)
    path = source.relative_to(root) if source.is_relative_to(root) else source
    text = source.read_text(encoding="utf-8-sig", errors="replace") if source.is_file() else ""
    return WrittenPage(url, page, path.as_posix(), text)
