"""Parses Markdown, and extracts links, images, raw HTML and names in braces."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

ENTRY = "id:"
"""The prefix of a link to an entry, for example ``[the reply flow](id:how-do-i-reply)``."""
SCHEMES = ("http", "https", "mailto", "tel")
"""The schemes that are allowed in external links."""
NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A name in braces: an organisation value or a template slot."""

_MARKUP = re.compile(r"[<\[]")


@functools.cache
def parser() -> MarkdownIt:
    """CommonMark with tables. Raw HTML is parsed, so that it can be reported, but not rendered."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # the checks report unsafe links
    return md


@functools.lru_cache(maxsize=4096)
def tokens(text: str) -> Sequence[Token]:
    """The block tokens of a text. They are shared: do not change them."""
    return parser().parse(text)


def inline(text: str) -> Iterator[Token]:
    """The inline tokens and HTML blocks of a text."""
    for token in tokens(text):
        if token.type == "html_block":
            yield token
        yield from token.children or ()


def may_have_markup(text: str) -> bool:
    """Whether a text may contain links, images or HTML; most texts do not and need no parsing."""
    return bool(_MARKUP.search(text))


def links(text: str) -> list[str]:
    """The link targets in a text, as written."""
    if not may_have_markup(text):
        return []
    return [str(token.attrs["href"]) for token in inline(text) if token.type == "link_open"]


def images(text: str) -> list[str]:
    """The addresses of the images in a text."""
    if not may_have_markup(text):
        return []
    return [str(token.attrs["src"]) for token in inline(text) if token.type == "image"]


def raw_html(text: str) -> list[str]:
    """The pieces of raw HTML in a text."""
    if "<" not in text:
        return []
    return [token.content.strip() for token in inline(text) if token.type.startswith("html_")]


def h1_lines(text: str) -> list[str]:
    """The lines of a text that are level-1 headings (with one ``#``)."""
    if "# " not in text:
        return []
    lines = text.split("\n")
    headings = (token for token in tokens(text) if token.type == "heading_open" and not token.level)
    return [lines[token.map[0]] for token in headings if token.map and token.markup == "#"]


def is_safe(url: str) -> bool:
    """Whether the scheme of a link is allowed."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return False
    return url.startswith(ENTRY) or scheme in SCHEMES


def insert_values(text: str, values: Mapping[str, str]) -> str:
    """A text with the values in place of their names in braces; unknown names are not changed."""
    return NAME.sub(lambda match: values.get(match[1], match[0]), text) if "{" in text else text


def placeholder_names(text: str) -> list[str]:
    """The names in braces in a text."""
    return NAME.findall(text) if "{" in text else []
