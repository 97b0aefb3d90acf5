"""Finds the references and HTML tags in a comment as GitHub and GitLab would render it."""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt

_TAG = re.compile(r"<[^>]*>")
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_REFERENCE = re.compile(
    r"(?<!\w)(?:@[\w-]+|[#!&%$]\d+|~[\w\"]|G[HL]-\d+)|\[\w+:[^\[\]]*\d\]", re.IGNORECASE
)


def references(markdown: str) -> list[str]:
    """The mentions and issue references outside code, in their rendered order."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    return _REFERENCE.findall(unescape(_TAG.sub("", _CODE.sub(" ", html))))


def tags(markdown: str) -> set[str]:
    """The names of the HTML tags in the rendered text."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    return set(re.findall(r"<([A-Za-z!?][\w!?-]*)", html))


def tags_with_autolinks(markdown: str) -> set[str]:
    """The names of the tags, and `a` if the text has an address that the hosts make a link."""
    html = MarkdownIt("commonmark", {"html": True}).render(markdown)
    text = unescape(_TAG.sub("", _CODE.sub("", html)))
    has_address = re.search(r"[a-z][a-z0-9+.-]*://|(?<!\w)www\.", text, re.IGNORECASE)
    return tags(markdown) | ({"a"} if has_address else set())
