"""Renders prose as HTML: resolves links to entries, inserts values, links glossary terms.

The renderer of markdown-it-py does most of the work; a few of its rules are replaced. Everything
that is not known to be safe is escaped.
"""

from __future__ import annotations

import functools
import inspect
import re
from collections.abc import Callable, MutableMapping, Sequence
from typing import Any

from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markupsafe import Markup, escape

from ..prose import markdown
from .terms import Terms

_PLAIN_PARAGRAPH = re.compile(r"[^\\`*_\[\]<>&!#~|^$=+\n\"-]+(?: -[^\\`*_\[\]<>&!#~|^$=+\n\"-]+)*")
_NUMBERED_ITEM = re.compile(r"\s*\d+[.)]")

Href = Callable[[str], str | None]
Insert = Callable[[str], str]


class ProseRenderer(RendererHTML):
    """Renders the texts of one page as HTML.

    ``href`` returns the URL of an entry, or None if it is hidden; ``insert`` replaces the names in
    braces in a text; ``linked_terms`` has the ids of the terms already linked in this section.
    """

    def __init__(self, href: Href, insert: Insert, terms: Terms, linked_terms: set[str]) -> None:
        # The parent class looks up its rules for each instance: slow for thousands of renderers.
        self.rules = {name: getattr(self, name) for name in _rule_names()}
        self.href, self.insert, self.terms = href, insert, terms
        self.linked_terms = linked_terms
        self.link_depth = 0

    def block(self, text: str) -> Markup:
        """A text as block-level HTML."""
        text = text.strip()
        if _is_plain(text):
            return Markup("<p>{}</p>").format(self.plain_text(text))
        return Markup(self.render(markdown.tokens(text), markdown.parser().options, {}))

    def inline(self, text: str) -> Markup:
        """A text as inline HTML."""
        text = text.strip()
        if _is_plain(text):
            return self.plain_text(text)
        tokens = markdown.parser().parseInline(text)
        return Markup(self.render(tokens, markdown.parser().options, {}))

    def plain_text(self, text: str) -> Markup:
        """A text without Markdown, with names in braces replaced and terms linked."""
        text = self.insert(text)
        if self.link_depth:
            return escape(text)
        parts, previous_end = Markup(), 0
        for start, end, id in self.terms.find(text):
            href = None if id in self.linked_terms else self.href(id)
            if href is None:
                continue
            self.linked_terms.add(id)
            link = Markup('<a class="pb-term" href="{}">{}</a>').format(href, text[start:end])
            parts += escape(text[previous_end:start]) + link
            previous_end = end
        return parts + escape(text[previous_end:])

    def text(self, tokens: Sequence[Token], idx: int, options: Any, env: Any) -> str:
        return str(self.plain_text(tokens[idx].content))

    def link_open(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        self.link_depth += 1
        url = str(tokens[idx].attrs["href"])
        href: str | None = url if markdown.is_safe(url) else None
        if url.startswith(markdown.ENTRY):
            href = self.href(url.removeprefix(markdown.ENTRY))
        return str(Markup('<a href="{}">').format(href)) if href else "<a>"

    def link_close(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        self.link_depth -= 1
        return "</a>"

    def heading_open(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return '<p class="pb-prose-heading">'

    def heading_close(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return "</p>"

    def table_open(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return '<div class="pb-table-scroll" tabindex="0"><table>\n'

    def table_close(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return "</table></div>\n"

    def th_open(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return _cell(tokens[idx], "th")

    def td_open(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return _cell(tokens[idx], "td")

    def html_block(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return f"<p>{escape(tokens[idx].content)}</p>\n"

    def html_inline(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return str(escape(tokens[idx].content))

    def image(
        self, tokens: Sequence[Token], idx: int, options: Any, env: MutableMapping[str, Any]
    ) -> str:
        return str(escape(tokens[idx].content))


def _is_plain(text: str) -> bool:
    """Whether a text is one paragraph without Markdown syntax."""
    return bool(_PLAIN_PARAGRAPH.fullmatch(text)) and not _NUMBERED_ITEM.match(text)


@functools.cache
def _rule_names() -> list[str]:
    """The token types that the renderer has a method for."""
    methods = inspect.getmembers(ProseRenderer, inspect.isfunction)
    return [name for name, _ in methods if not name.startswith(("render", "_"))]


def _cell(token: Token, name: str) -> str:
    """A table cell's tag; alignment is a class, because the CSP blocks style attributes."""
    align = str(token.attrs.get("style", "")).removeprefix("text-align:")
    if align in ("left", "right", "center"):
        return f'<{name} class="pb-align-{align}">'
    return f"<{name}>"
