"""The columns or keys of an export that contain posts, and their channels and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..languages.pack import Languages
from ..languages.shapes import POST


@dataclass(frozen=True)
class ExportColumns:
    """The names of the columns of scheduling tools, in lower case, in order of precedence.

    ``captions`` are columns of Meta's exports: a post with a title has its text in the description.
    """

    posts: tuple[str, ...]
    captions: tuple[str, ...]
    channels: tuple[str, ...]
    languages: tuple[str, ...]

    def settings(self, cells: Mapping[str, object]) -> tuple[str | None, str | None]:
        """The channel and the language in a record, each None if missing."""
        return _first_text(cells, self.channels), _first_text(cells, self.languages)


def export_columns(languages: Languages) -> ExportColumns:
    """The names of the columns in all known languages."""
    data = [languages[code].data(POST) for code in languages.known()]

    def names(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in data for name in each.get(key, ())))

    return ExportColumns(
        names("text_columns"),
        names("caption_columns"),
        names("channel_columns"),
        names("language_columns"),
    )


@dataclass
class Cell:
    """A value with the file offset of each character."""

    text: str
    offsets: list[int]
    quoted: bool = False


def _first_text(cells: Mapping[str, object], names: Sequence[str]) -> str | None:
    value = next((cells[name] for name in names if name in cells), None)
    return value.strip() or None if isinstance(value, str) else None
