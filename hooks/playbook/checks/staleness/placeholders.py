"""Finds placeholders: those that `playbook new` writes, and markers such as TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.playbook import Playbook
from ...model.types import TextMarker
from ...problems import Code
from ..links import iter_texts
from .finding import CurrentEntries, Finding

PLACEHOLDER_TEXT = Code("PB726", "warning", "key", "id", "words")
BRACKETS = Code("PB727", "warning", "words", "id")
PLACEHOLDER_WORDS = ("TODO", "TBD", "FIXME", "XXX")
"""Markers for text that is still to be written."""
_PLACEHOLDER = re.compile(
    r"^\s*(?:…|\.\.\.|[-–—?~]|null|None|[nN]/[aA])\s*$"
    rf"|\b(?:{'|'.join(PLACEHOLDER_WORDS)})\b|\b[Ll]orem ipsum\b"
)
_BRACKETS = re.compile(r"(?<![\]!])\[[^\]\[]+\](?![(\[])")
"""Words in brackets that are not those of a link."""


def check(playbook: Playbook) -> Iterator[Finding]:
    """Placeholders in the texts of current entries, and brackets in templates."""
    for entry in CurrentEntries(playbook):
        origin = playbook.origins[entry.id]
        for field in playbook.marked_values[entry.id]:
            if not isinstance(field.marker, TextMarker):
                continue
            for path, _, text in iter_texts(field.value, field.path):
                if placeholder := _PLACEHOLDER.search(text):
                    words = placeholder[0].strip()
                    location = origin.find(path, words)
                    yield (
                        entry.id,
                        PLACEHOLDER_TEXT.at(location, key=path[0], id=entry.id, words=words),
                    )
                slots = entry.spec.slots
                in_template = slots is not None and path[0] == slots.text
                if in_template and (slot := _BRACKETS.search(text)):
                    location = origin.find(path, slot[0])
                    yield entry.id, BRACKETS.at(location, words=slot[0], id=entry.id)
