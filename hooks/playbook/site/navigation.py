"""The menu of each language: groups of sections, followed by hand-written pages."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from markupsafe import Markup
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.pages import Page

from ..pages.handbook import Handbook
from .pages import GeneratedPage, language_of

IN_MENU = (InclusionLevel.INCLUDED, InclusionLevel.UNDEFINED)
GROUPS = ("act", "rules", "plan", "places", "words")
STANDALONE = {"post": "act", "reader": "rules", "a-z": "words"}
"""The group of each page that belongs to no kind, by its type. The footer has the others."""


@dataclass(frozen=True)
class Item:
    """A menu item; ``kind`` is set for a section."""

    title: str
    url: str
    kind: str | None = None


@dataclass(frozen=True)
class Group:
    """A heading in the menu and its items."""

    title: str
    items: tuple[Item, ...]


def menus(
    handbook: Handbook, generated: Iterable[GeneratedPage], files: Files
) -> Mapping[str, tuple[Group, ...]]:
    """The menu of each language. It contains only section indexes and hand-written pages."""
    languages = handbook.playbook.languages
    sections: dict[tuple[str, str], Item] = {}
    for page in generated:
        planned_page = page.rendered.planned_page
        if planned_page.kind is not None and planned_page.parent is None:
            item = Item(str(page.title), page.url, planned_page.kind)
            sections[page.rendered.language, planned_page.kind] = item
        elif planned_page.page_type in STANDALONE:
            item = Item(str(page.title), page.url)
            sections[page.rendered.language, planned_page.page_type] = item
    return {
        language: (
            *_section_groups(handbook, sections, language),
            *_hand_written_group(handbook, files, language, languages),
        )
        for language in languages
    }


def _section_groups(
    handbook: Handbook, sections: Mapping[tuple[str, str], Item], language: str
) -> Iterable[Group]:
    for name in GROUPS:
        models = handbook.playbook.kinds
        kinds = [kind for kind, model in models.items() if model.spec.group == name]
        kinds += [page_type for page_type, group in STANDALONE.items() if group == name]
        items = tuple(sections[language, kind] for kind in kinds if (language, kind) in sections)
        if items:
            yield Group(handbook.words[language](f"groups.{name}"), items)


def _hand_written_group(
    handbook: Handbook, files: Files, language: str, languages: list[str]
) -> Iterable[Group]:
    pages = [
        file.page
        for file in files.documentation_pages()
        if isinstance(file.page, Page)
        and not isinstance(file.page, GeneratedPage)
        and file.inclusion in IN_MENU
        and language_of(file.src_uri, languages) == language
    ]
    # MkDocs gives the title of a hand-written page as HTML; menu titles are plain text.
    titles = {page.url: Markup(str(page.title)).striptags() for page in pages}
    items = tuple(Item(title, url) for url, title in titles.items() if url)
    if items:
        yield Group(handbook.words[language]("groups.about"), items)
