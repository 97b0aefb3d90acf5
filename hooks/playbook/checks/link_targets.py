"""The link targets of an entry: its references and the links in its prose."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.fields import MarkedValue
from ..model.types import RefMarker, TextMarker
from ..prose import markdown

EXCLUDED_REFERENCES = (("owner",), ("replaced_by",))
"""References that readers do not follow: the owner and the replacement."""


def link_targets(fields: Iterable[MarkedValue]) -> list[str]:
    """The ids that an entry's fields refer to or link to, in the order of the fields."""
    ids: list[str] = []
    for field in fields:
        if isinstance(field.marker, RefMarker) and field.path not in EXCLUDED_REFERENCES:
            ids.append(field.value)
        elif isinstance(field.marker, TextMarker) and field.marker.prose:
            for words in field.value.values():
                for text in (words,) if isinstance(words, str) else words:
                    ids += [
                        url.removeprefix(markdown.ENTRY)
                        for url in markdown.links(text)
                        if url.startswith(markdown.ENTRY)
                    ]
    return ids
