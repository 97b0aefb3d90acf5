"""What the search indexes for a page or a part of it that is not an entry: heading and text."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from .entries import LEAD_WEIGHT, Phrase

SECTION_READINESS = 79
"""How well a section answers a query, in percent as `READINESS`; entries are better answers."""


@dataclass(frozen=True)
class Section:
    """A section of a page: its heading, and the text up to the next heading.

    ``url`` is that of the page, relative to the root of its language; ``anchor`` is empty for the
    start of the page, whose heading is the title of the page. ``phrases`` find it as well.
    """

    url: str
    anchor: str
    heading: str
    page_title: str
    text: str
    phrases: tuple[str, ...] = ()


def section_phrases(section: Section) -> Iterator[Phrase]:
    """The phrases that find a section."""
    yield Phrase(section.heading)
    yield from map(Phrase, section.phrases)
    if section.anchor:
        yield Phrase(section.page_title, rank=1)


def section_texts(section: Section) -> Iterator[tuple[str, int]]:
    """The texts of a section, each with its weight."""
    yield section.text, 1
    if section.anchor:
        yield section.page_title, LEAD_WEIGHT
