"""The names of the columns or keys in which exports have posts, channels and languages."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from ..languages.pack import Languages
from ..languages.shapes import POST


@dataclass(frozen=True)
class ExportColumns:
    """The names of the columns of scheduling tools, in lower case, in order of precedence.

    ``fallbacks`` are columns of Meta's exports: a post that has a title has its text in the
    description.
    """

    posts: tuple[str, ...]
    fallbacks: tuple[str, ...]
    channels: tuple[str, ...]
    languages: tuple[str, ...]

    def channel_and_language(self, record: Mapping[str, object]) -> tuple[str | None, str | None]:
        """The channel and the language of a post, each None if its record does not state it."""
        return _first_text(record, self.channels), _first_text(record, self.languages)


def export_columns(languages: Languages) -> ExportColumns:
    """The names of the columns in all known languages."""
    data = [languages[code].data(POST) for code in languages.known()]

    def names(key: str) -> tuple[str, ...]:
        return tuple(dict.fromkeys(name for each in data for name in each.get(key, ())))

    return ExportColumns(
        names("text_columns"),
        names("fallback_columns"),
        names("channel_columns"),
        names("language_columns"),
    )


@dataclass
class Cell:
    """The text of a cell or a JSON string, with the file offset of each character."""

    text: str
    offsets: list[int]
    is_quoted: bool = False


def _first_text(cells: Mapping[str, object], names: Sequence[str]) -> str | None:
    value = next((cells[name] for name in names if name in cells), None)
    return value.strip() or None if isinstance(value, str) else None
