"""Finds the references and HTML tags in a comment as GitHub and GitLab would render it."""

from __future__ import annotations

import re
from html import unescape

from markdown_it import MarkdownIt

_TAG = re.compile(r"<[^>]*>")
_CODE = re.compile(r"<code>.*?</code>", re.DOTALL)
_REFERENCE = re.compile(r"(?<!\w)(?:@[\w-]+|[#!]\d+)")


def references(markdown: str) -> list[str]:
    """The @mentions and issue numbers outside code, in their order in the rendered text."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    return _REFERENCE.findall(unescape(_TAG.sub("", _CODE.sub("", html))))


def tags(markdown: str) -> set[str]:
    """The names of the HTML tags in the rendered text."""
    html = MarkdownIt("commonmark", {"html": True}).enable("table").render(markdown)
    return set(re.findall(r"<([A-Za-z!?][\w!?-]*)", html))
