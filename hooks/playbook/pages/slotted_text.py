"""A plain text with slots as HTML paragraphs."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping

from markupsafe import Markup, escape

from ..prose.markdown import NAME

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_SLOT = Markup('<span class="pb-slot" data-slot="{}">[{}]</span>')


def slotted_paragraphs(
    text: str, slots: Mapping[str, Markup], insert: Callable[[str], str]
) -> Markup:
    """The paragraphs of a plain text, which blank lines separate.

    ``slots`` has what goes in each slot, by name, which is shown in brackets in its place.
    ``insert`` replaces the other names in braces.
    """
    paragraphs = (paragraph.strip() for paragraph in _BLANK_LINES.split(text))
    return Markup().join(
        Markup("<p>{}</p>").format(_with_slots(paragraph, slots, insert))
        for paragraph in paragraphs
        if paragraph
    )


def _with_slots(text: str, slots: Mapping[str, Markup], insert: Callable[[str], str]) -> Markup:
    parts, previous_end = Markup(), 0
    for match in NAME.finditer(text):
        if match[1] in slots:
            parts += escape(insert(text[previous_end : match.start()]))
            parts += _SLOT.format(match[1], slots[match[1]])
            previous_end = match.end()
    return parts + escape(insert(text[previous_end:]))
