"""Checks the texts of a suggestion: their length, and that they have no markup of their own."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.suggestion_limits import MAX_TEXT
from ..problems import Location, Phrase, Problem
from ..prose import markdown
from . import codes

_HTML = re.compile(r"<[A-Za-z/!?]")
"""The beginning of HTML, in prose also of an address in angle brackets."""
_DEFINITION = re.compile(r"(?m)^[ >*+0-9.-]*\[[^\]\n]*\]:")
"""A line that looks like the definition of a link, which is not shown."""


def check_line(text: str, key: str, location: Location, limit: int) -> Iterator[Problem]:
    """Problems of a text without Markdown."""
    if len(text) > limit:
        yield codes.TOO_LONG.at(
            location, key=key, limit=Phrase("suggestion.characters", count=limit)
        )
    if _HTML.search(text):
        yield codes.MARKUP.at(location, key=key, found=Phrase("suggestion.html"))


def check_prose(text: str, key: str, location: Location, former: str) -> Iterator[Problem]:
    """Problems of a text in Markdown. Links of the former text may stay, also images.

    New links lead to entries of the handbook: an address elsewhere is for an editor to add.
    """
    yield from check_line(text, key, location, MAX_TEXT)
    kept = {*markdown.links(former), *markdown.images(former)}
    for target in markdown.links(text):
        if not target.startswith(markdown.ENTRY) and target not in kept:
            yield codes.MARKUP.at(location, key=key, found=Phrase("suggestion.link", target=target))
    if any(address not in kept for address in markdown.images(text)):
        yield codes.MARKUP.at(location, key=key, found=Phrase("suggestion.image"))
    if _DEFINITION.search(text):
        yield codes.MARKUP.at(location, key=key, found=Phrase("suggestion.definition"))
