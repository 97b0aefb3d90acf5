"""Template helpers that format texts, links and values for one page in one language."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Mapping
from decimal import Decimal
from typing import Any

from markupsafe import Markup, escape

from ..model.contribute import Purpose, ways
from ..model.entry import Entry
from ..model.source_url import source_url
from ..model.types import ByLanguage, ListByLanguage
from ..prose.markdown import insert_values
from .addresses import relative
from .handbook import Handbook
from .plan import PAGE_PATHS
from .prose_html import ProseRenderer
from .slotted_text import slotted_paragraphs


class PageFormatter:
    """Formats model values for one page in one language.

    ``page`` is the page's path relative to its language's root. A missing translation is replaced
    by the text in another language, marked with ``lang``.
    """

    def __init__(self, handbook: Handbook, language: str, page: str) -> None:
        self.handbook = handbook
        self.language = language
        self.page = page
        self.words = handbook.words[language]
        self._inserts = handbook.inserts[language]
        self._prose = ProseRenderer(self.href, self.insert, handbook.terms[language], set())

    def begin_section(self, entry_id: str | None = None) -> str:
        """Start a section, in which each term is linked at its first use.

        The entry that the section shows, given by its id, is not linked. Returns an empty string.
        """
        self._prose.linked_terms.clear()
        self._prose.linked_terms.update([entry_id] if entry_id else [])
        return ""

    def insert(self, text: str) -> str:
        """A text with the names in braces replaced; unknown names are not changed."""
        return insert_values(text, self._inserts)

    def plain(self, text: ByLanguage | None) -> str:
        """A text without markup, for titles and attributes."""
        return self.insert(self._choose(text)[0]) if text else ""

    def text(self, text: ByLanguage | None) -> Markup:
        """A plain text as HTML."""
        if not text:
            return Markup()
        translation, language = self._choose(text)
        return self._with_language(escape(self.insert(translation)), language, "span")

    def prose(self, text: ByLanguage | None) -> Markup:
        """Prose as block-level HTML."""
        if not text:
            return Markup()
        translation, language = self._choose(text)
        return self._with_language(self._prose.block(translation), language, "div")

    def line(self, text: ByLanguage | None) -> Markup:
        """Prose as inline HTML, for a list item or a table cell."""
        if not text:
            return Markup()
        translation, language = self._choose(text)
        return self._with_language(self._prose.inline(translation), language, "span")

    def lines(self, texts: ListByLanguage | None, *, prose: bool = False) -> list[Markup]:
        """A list of texts as inline HTML; ``prose`` if they contain Markdown."""
        if not texts:
            return []
        items, language = self._choose(texts)
        render = self._prose.inline if prose else lambda item: escape(self.insert(item))
        return [self._with_language(render(item), language, "span") for item in items]

    def slotted(self, text: ByLanguage, slots: Mapping[str, ByLanguage]) -> Markup:
        """A plain text as HTML paragraphs, with the description of each slot in its place."""
        translation, language = self._choose(text)
        descriptions = {name: self.text(about) for name, about in slots.items()}
        paragraphs = slotted_paragraphs(translation, descriptions, self.insert)
        return self._with_language(paragraphs, language, "div")

    def value(self, name: str | None) -> str:
        """One of the organisation's values as text; empty for None."""
        return self._inserts[name] if name else ""

    def number(self, value: Decimal | float | None) -> str:
        """A number in the format of the language."""
        return "" if value is None else self.words.number(value)

    def date(self, date: dt.date | None) -> Markup:
        """A date as a ``time`` element; empty for None."""
        return self.words.time_tag(date) if date else Markup()

    def day_before(self, date: dt.date) -> dt.date:
        """The day before a date."""
        return date - dt.timedelta(days=1)

    def title(self, id: str) -> Markup:
        """The title of an entry."""
        return self.text(self.handbook.playbook.entries[id].title)

    def href(self, id: str) -> str | None:
        """The relative URL of an entry, a chapter or a kind; None if it is hidden."""
        address = self.handbook.addresses.get(id)
        if address is None:
            return None
        path = "" if address.page == self.page else relative(address.page, self.page)
        return f"{path}#{address.anchor}" if address.anchor else path or "./"

    def permanent_url(self, id: str) -> str:
        """The permanent URL of an entry, which redirects to the current version."""
        return self.published_url(f"r/{id}/")

    def published_url(self, path: str) -> str:
        """The relative URL of a page for all versions, for example ``releases/``."""
        first = self.handbook.playbook.languages[0]
        root = "" if self.language == first else f"{self.language}/"
        parent_path = "../" * (1 + f"{root}{self.page}".count("/"))
        return f"{parent_path}{root}{path}"

    def page_url(self, page_type: str) -> str:
        """The relative URL of a standalone page, for example ``crisis``."""
        return relative(PAGE_PATHS[page_type], self.page)

    def suggestion(self, entry: Entry) -> str:
        """The relative URL of the page for suggesting a change; empty if it cannot be changed."""
        if entry.status != "current" or self.handbook.playbook.edition != "full":
            return ""
        return f"{self.page_url('suggest')}?entry={entry.id}"

    def link(self, id: str | None) -> Markup:
        """A link to an entry, with its title; empty if the entry is hidden."""
        href = self.href(id) if id else None
        if id is None or href is None:
            return Markup()
        return Markup('<a href="{}">{}</a>').format(href, self.title(id))

    def links(self, ids: Iterable[str]) -> list[Markup]:
        """Links to the entries that are shown, in the given order."""
        return [self.link(id) for id in ids if id in self.handbook.shown]

    def entry(self, id: str) -> Entry:
        """The entry with an id."""
        return self.handbook.playbook.entries[id]

    def source(self, entry: Entry) -> str:
        """The URL of the line where an entry begins; empty without a repository."""
        location = self.handbook.playbook.origins[entry.id].location(("id",))
        repository = self.handbook.playbook.settings.repository
        return source_url(repository, location, repository.branch)

    def ways(self, purpose: Purpose, entry: Entry) -> list[tuple[str, str]]:
        """The ways to send a message about an entry: the URL of each, and what it opens.

        What it opens is empty if there is only one way.
        """
        settings = self.handbook.playbook.settings
        values = {"id": entry.id, "title": self.plain(entry.title), "language": self.language,
                  "version": settings.release, "suggestion": ""}  # fmt: skip
        found = ways(settings, purpose)
        names = [self.words(f"contribute.{way.channel}") if len(found) > 1 else "" for way in found]
        urls = (way.filled(settings.repository.url, **values) for way in found)
        return list(zip(urls, names, strict=True))

    def used_in(self, id: str) -> list[Markup]:
        """Links to the entries that refer to this one."""
        return self.links(self.handbook.links.sources.get(id, ()))

    def _choose(self, text: Any) -> tuple[Any, str]:
        """A translation and its language: the page's language, or the first that the text has."""
        if self.language in text:
            return text[self.language], self.language
        language = next(iter(text))
        return text[language], language

    def _with_language(self, html: Markup, language: str, tag: str) -> Markup:
        """The HTML, wrapped in an element with ``lang`` unless it is in the page's language."""
        if language == self.language:
            return html
        notice = self.words("missing_text")
        other = self.handbook.words[language]
        differs = other.direction != self.words.direction
        direction = Markup(' dir="{}"').format(other.direction) if differs else Markup()
        return Markup('<{0} lang="{1}"{2} title="{3}" class="pb-other-language">{4}</{0}>').format(
            Markup(tag), language, direction, notice, html
        )
