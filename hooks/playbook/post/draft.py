"""A draft with its places in a file, and what can be wrong with the file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


class ReadError(ValueError):
    """A file that cannot be read as drafts; the message says why."""


@dataclass(frozen=True)
class Draft:
    """A post of a file: ``places[i]`` is where its character ``i`` stands, and one for its end.

    ``encode`` writes a text as the file writes it, or gives None where it cannot.
    """

    text: str
    places: Sequence[int] = field(repr=False)
    number: int | None = None
    channel: str | None = None
    language: str | None = None
    encode: Callable[[str], str | None] = field(default=lambda text: text, repr=False)
