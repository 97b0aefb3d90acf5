"""Texts that somebody meant to write: what a skeleton holds, and the usual marks for later."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ...kinds.templates import Template
from ...model.playbook import Playbook
from ...model.types import TextMarker
from ...problems import Code
from ..links import texts
from .finding import Finding, InForce

UNWRITTEN = Code(
    "PB726",
    "warning",
    "'{key}' of '{id}' is not written yet: {words}",
    "write it, or let the entry be a draft until somebody does",
)
BRACKETS = Code(
    "PB727",
    "warning",
    "'{words}' in the template '{id}' is no slot, so nobody is asked to fill it",
    "name it in braces, as {{name}}, and say under slots what belongs there",
)
LATER = ("TODO", "TBD", "FIXME", "XXX")
"""Words that people leave where they mean to write."""
_LATER = re.compile(rf"^\s*(?:…|\.\.\.)\s*$|\b(?:{'|'.join(LATER)})\b|\b[Ll]orem ipsum\b")
_BRACKETS = re.compile(r"(?<![\]!])\[[^\]\[]+\](?![(\[])")


def check(playbook: Playbook) -> Iterator[Finding]:
    """Texts of entries that readers see, with marks in place of words."""
    for entry in InForce(playbook):
        origin = playbook.origins[entry.id]
        for found in playbook.found[entry.id]:
            if not isinstance(found.marker, TextMarker):
                continue
            for path, _, text in texts(found.value, found.path):
                if later := _LATER.search(text):
                    words = later[0].strip()
                    place = origin.find(path, words)
                    yield entry.id, UNWRITTEN.at(place, key=path[0], id=entry.id, words=words)
                in_template = isinstance(entry, Template) and path[0] == "text"
                if in_template and (slot := _BRACKETS.search(text)):
                    place = origin.find(path, slot[0])
                    yield entry.id, BRACKETS.at(place, words=slot[0], id=entry.id)
