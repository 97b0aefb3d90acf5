"""Finds a sentence in a list in brackets that a comma has cut into two items."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Origin, Playbook
from ..model.types import TextMarker
from ..problems import Code, Problem
from ..source.tree import DataPath
from .links import iter_texts

SPLIT_ITEM = Code("PB996", "notice", "first", "second")
_ENDS = (".", "!", "?", "…", ":", "”", '"', "’", ")")
"""What a sentence ends with, also before a quotation mark."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """The halves of a sentence that stand side by side as two items of a list of texts."""
    for id, fields in playbook.marked_values.items():
        origin = playbook.origins[id]
        for field in fields:
            if isinstance(field.marker, TextMarker) and field.marker.many:
                texts = {path: text for path, _, text in iter_texts(field.value, field.path)}
                yield from _halves(texts, origin)


def _halves(texts: dict[DataPath, str], origin: Origin) -> Iterator[Problem]:
    for path, second in texts.items():
        index = path[-1]
        if not isinstance(index, int) or index == 0 or not _is_end(second):
            continue
        before = (*path[:-1], index - 1)
        first = texts.get(before, "")
        if _is_beginning(first) and origin.location(before).line == origin.location(path).line:
            yield SPLIT_ITEM.at(origin.location(path), first=first, second=second)


def _is_beginning(text: str) -> bool:
    """Whether a text begins as a sentence does, but does not end as one."""
    return text[:1].isupper() and not text.endswith(_ENDS)


def _is_end(text: str) -> bool:
    """Whether a text ends as a sentence does, but does not begin as one."""
    return text[:1].islower() and text.endswith(_ENDS)
