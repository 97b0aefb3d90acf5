"""A draft with its location in a file."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, field


class ReadError(ValueError):
    """A file cannot be read as drafts; the message says why."""


@dataclass(frozen=True)
class Draft:
    """A post from a file.

    ``offsets[i]`` is the file offset of character ``i``; the last item is the end of the post.

    ``encode`` encodes text in the format of the file, or returns None if that is impossible.
    """

    text: str
    offsets: Sequence[int] = field(repr=False)
    number: int | None = None
    channel: str | None = None
    language: str | None = None
    encode: Callable[[str], str | None] = field(default=lambda text: text, repr=False)
