"""Adds generated pages to MkDocs, next to the hand-written pages in ``docs/``."""

from __future__ import annotations

from collections.abc import Iterable, MutableMapping
from pathlib import Path
from typing import Any

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page
from mkdocs.structure.toc import AnchorLink, TableOfContents

from ..pages.handbook import Handbook
from ..pages.plan import PlannedPage
from ..pages.rendered_pages import RenderedPage

GENERATED = "generated.html"
"""The template with which MkDocs builds every generated page (`page_writer`)."""
OWN_TEMPLATES = {"crisis": "crisis-page.html", "health": "health.html", "post": "post.html",
                 "suggest": "suggest.html"}  # fmt: skip
"""The template of each page type that does not use ``main.html``."""


class GeneratedPage(Page):
    """A page whose content is already HTML, without a Markdown source."""

    def __init__(self, rendered: RenderedPage, file: File, config: MkDocsConfig) -> None:
        self._own_meta: dict[str, Any] = {}
        super().__init__(rendered.title, file, config)
        self.edit_url = None
        self.template = OWN_TEMPLATES.get(rendered.planned_page.page_type, "main.html")
        self.show(rendered)

    def show(self, rendered: RenderedPage) -> None:
        """Take over new content, which the writer then renders."""
        self.rendered = rendered
        self.title = rendered.title
        self._own_meta = {"description": rendered.description, "template": GENERATED}

    @property
    def meta(self) -> MutableMapping[str, Any]:
        """The metadata. No plugin replaces it: ``.meta.yml`` is for hand-written pages."""
        return self._own_meta

    @meta.setter
    def meta(self, value: MutableMapping[str, Any]) -> None:
        pass

    @property
    def language(self) -> str:
        """The language of the page."""
        return self.rendered.language

    @property
    def path(self) -> str:
        """The path of the page, relative to its language's root."""
        return self.rendered.planned_page.path

    def read_source(self, config: MkDocsConfig) -> None:
        self.markdown = ""

    def render(self, config: MkDocsConfig, files: Files) -> None:
        self.content = self.rendered.html
        self.present_anchor_ids = set(self.rendered.anchors)
        self.toc = TableOfContents([AnchorLink(title, id, 2) for id, title in self.rendered.toc])


def language_root(language: str, default: str) -> str:
    """The root path of a language's pages; empty for the default language."""
    return "" if language == default else f"{language}/"


def add_pages(
    rendered: Iterable[RenderedPage], handbook: Handbook, files: Files, config: MkDocsConfig
) -> list[GeneratedPage]:
    """Add a file for each page, unless the organisation has a hand-written page at its path.

    The source of the file is that of its data, from whose history plugins read dates and authors.
    """
    root, default = Path(config.config_file_path).parent, handbook.playbook.languages[0]
    generated = []
    for page in rendered:
        planned_page = page.planned_page
        name = f"{language_root(page.language, default)}{planned_page.path}index.md"
        if files.get_file_from_path(name) is None and not _has_page(files, name):
            in_nav = not planned_page.parent and planned_page.page_type != "health"
            inclusion = InclusionLevel.INCLUDED if in_nav else InclusionLevel.NOT_IN_NAV
            source = str(root / source_of(handbook, planned_page))
            file = File.generated(config, name, abs_src_path=source, inclusion=inclusion)
            files.append(file)
            generated.append(GeneratedPage(page, file, config))
    return generated


def _has_page(files: Files, name: str) -> bool:
    """Whether ``roles.md`` is the page of ``roles/index.md``: two files cannot be one page."""
    short = f"{name.removesuffix('/index.md')}.md"
    return "/" in name and files.get_file_from_path(short) is not None


def source_of(handbook: Handbook, page: PlannedPage) -> str:
    """The file that an editor opens to change a page, relative to the project."""
    if page.entries and page.page_type != "index":
        return handbook.playbook.origins[page.entries[0].id].tree.path
    return handbook.playbook.settings_tree.path


def language_of(uri: str, languages: list[str]) -> str:
    """The language of a page, from MkDocs' ``src_uri``."""
    first = uri.split("/", 1)[0]
    return first if first in languages[1:] else languages[0]


def path_of(page: Page, languages: list[str]) -> str:
    """The path of a page relative to its language's root, like `PlannedPage.path`."""
    language = language_of(page.file.src_uri, languages)
    return page.url.removeprefix(language_root(language, languages[0]))
