"""Finds placeholders: those that `playbook new` writes, and markers such as TODO."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...model.entry import Entry
from ...model.playbook import Origin, Playbook, marked_values
from ...model.remembered import remembered_with
from ...model.types import TextMarker
from ...problems import Code, Problem
from ...source.tree import DataPath
from ..links import iter_texts
from .finding import CurrentEntries, Finding

PLACEHOLDER_TEXT = Code("PB726", "warning", "key", "id", "words")
BRACKETS = Code("PB727", "warning", "words", "id")
PLACEHOLDER_WORDS = ("TODO", "TBD", "FIXME", "XXX")
"""Markers for text that is still to be written."""
_PLACEHOLDER = re.compile(
    r"^\s*(?:…|\.\.\.|[-–—?~]|null|None|#?[nN]/[aA]|#[^\W\d_]{2,12}(?:/0)?[!?])\s*$"
    rf"|\b(?:{'|'.join(PLACEHOLDER_WORDS)})\b|\b[Ll]orem ipsum\b"
)
_BRACKETS = re.compile(r"(?<![\]!])\[[^\]\[]+\](?![(\[])")
"""Words in brackets that are not those of a link."""


def check(playbook: Playbook) -> Iterator[Finding]:
    """Placeholders in the texts of current entries, and brackets in templates."""
    for entry in CurrentEntries(playbook):
        for problem in _problems(entry, playbook.origins[entry.id]):
            yield entry.id, problem


@remembered_with
def _problems(entry: Entry, origin: Origin) -> tuple[Problem, ...]:
    fields = (each for each in marked_values(entry) if isinstance(each.marker, TextMarker))
    texts = (text for field in fields for text in iter_texts(field.value, field.path))
    return tuple(
        problem for path, _, text in texts for problem in _in_text(entry, origin, path, text)
    )


def _in_text(entry: Entry, origin: Origin, path: DataPath, text: str) -> Iterator[Problem]:
    if placeholder := _PLACEHOLDER.search(text):
        words = placeholder[0].strip()
        location = origin.find(path, words)
        yield PLACEHOLDER_TEXT.at(location, key=path[0], id=entry.id, words=words)
    slots = entry.spec.slots
    in_template = slots is not None and path[0] == slots.text
    if in_template and (slot := _BRACKETS.search(text)):
        yield BRACKETS.at(origin.find(path, slot[0]), words=slot[0], id=entry.id)
