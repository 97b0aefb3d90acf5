"""The one Markdown parser, and what a text contains: links, raw HTML, names in braces."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Sequence
from urllib.parse import urlsplit

from markdown_it import MarkdownIt
from markdown_it.token import Token

ENTRY = "id:"
"""The scheme of a link to an entry, as in ``[the reply flow](id:how-do-i-reply)``."""
SCHEMES = ("http", "https", "mailto", "tel")
"""The schemes that a link to somewhere else may have."""
NAME = re.compile(r"\{([a-z][a-z0-9_]*)\}")
"""A name in braces: a value of the organisation's, or a slot of a reply template."""

_MARKED = re.compile(r"[<\[]")


@functools.cache
def parser() -> MarkdownIt:
    """CommonMark and tables. Raw HTML is parsed so that it can be named; it is never rendered."""
    md = MarkdownIt("commonmark", {"html": True, "maxNesting": 20}).enable("table")
    md.validateLink = lambda url: True  # type: ignore[method-assign]  # named by the checks
    return md


@functools.lru_cache(maxsize=4096)
def tokens(text: str) -> Sequence[Token]:
    """The block tokens of a text. They are shared: do not change them."""
    return parser().parse(text)


def inline(text: str) -> Iterator[Token]:
    """Every inline token of a text, and its HTML blocks."""
    for token in tokens(text):
        if token.type == "html_block":
            yield token
        yield from token.children or ()


def has_marks(text: str) -> bool:
    """Whether a text may hold links, images or HTML: most hold none, and need no parsing."""
    return bool(_MARKED.search(text))


def links(text: str) -> list[str]:
    """The addresses that a text links to, as written."""
    if not has_marks(text):
        return []
    return [str(token.attrs["href"]) for token in inline(text) if token.type == "link_open"]


def images(text: str) -> list[str]:
    """The addresses of the pictures in a text."""
    if not has_marks(text):
        return []
    return [str(token.attrs["src"]) for token in inline(text) if token.type == "image"]


def raw_html(text: str) -> list[str]:
    """The pieces of raw HTML in a text."""
    if "<" not in text:
        return []
    return [token.content.strip() for token in inline(text) if token.type.startswith("html_")]


def titles(text: str) -> list[str]:
    """The lines of a text that are headings of the highest level, written with one ``#``."""
    if "# " not in text:
        return []
    lines = text.split("\n")
    found = [token for token in tokens(text) if token.type == "heading_open" and not token.level]
    return [lines[token.map[0]] for token in found if token.map and token.markup == "#"]


def is_safe(url: str) -> bool:
    """Whether a link may be followed: to an entry, to the web, by mail or by telephone."""
    try:
        scheme = urlsplit(url).scheme
    except ValueError:
        return False
    return url.startswith(ENTRY) or scheme in SCHEMES


def names(text: str) -> list[str]:
    """The names in braces in a text."""
    return NAME.findall(text) if "{" in text else []
