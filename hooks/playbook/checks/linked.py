"""What an entry leads to: its references, and the links in its prose."""

from __future__ import annotations

from collections.abc import Iterable

from ..model.fields import Found
from ..model.types import RefTo, TextMarker
from ..prose import markdown

NOT_A_LINK = (("owner",), ("replaced_by",))
"""References that say who answers, or what came after; nobody reads on by them."""


def targets(fields: Iterable[Found]) -> list[str]:
    """The ids that an entry's fields refer to or link to, in their order."""
    ids: list[str] = []
    for found in fields:
        if isinstance(found.marker, RefTo) and found.path not in NOT_A_LINK:
            ids.append(found.value)
        elif isinstance(found.marker, TextMarker) and found.marker.prose:
            for words in found.value.values():
                for text in (words,) if isinstance(words, str) else words:
                    ids += [
                        url.removeprefix(markdown.ENTRY)
                        for url in markdown.links(text)
                        if url.startswith(markdown.ENTRY)
                    ]
    return ids
