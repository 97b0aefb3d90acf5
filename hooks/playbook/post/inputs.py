"""Reading drafts: a text, a Markdown file, or the posts of a CSV or JSON export.

Every post keeps where each of its characters stands in the file, so that findings and fixes have
their line and column there.
"""

from __future__ import annotations

import re

from .csv_drafts import csv_drafts
from .draft import Draft, ReadError
from .json_drafts import json_drafts

_FRONT_MATTER = re.compile(r"---\r?\n.*?\n---[ \t]*(?:\r?\n|$)", re.DOTALL)
_NO_PROSE = re.compile(r"(?ms)^(```|~~~).*?^\1[`~]*|<!--.*?-->")


def read_text(data: bytes) -> str:
    """The text of a file's bytes. Raises ReadError where they are no UTF-8."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise ReadError(f"it is not UTF-8 (byte {error.start + 1}); save it as UTF-8") from error


def read_drafts(name: str, text: str, column: str | None) -> list[Draft]:
    """The posts of a file by the ending of its name. Raises ReadError with the reason."""
    ending = name.lower().rpartition(".")[2]
    if ending in ("csv", "tsv"):
        return list(csv_drafts(text, column))
    if ending == "json":
        return list(json_drafts(text, column))
    if ending in ("md", "markdown"):
        text = _without_code(text)
    return [Draft(text, range(len(text) + 1))]


def _without_code(text: str) -> str:
    """A Markdown text with front matter, code and comments blanked out, as long as before."""

    def blank(found: re.Match[str]) -> str:
        return re.sub(r"[^\r\n]", " ", found[0])

    front = _FRONT_MATTER.match(text)
    if front:
        text = blank(front) + text[front.end() :]
    return _NO_PROSE.sub(blank, text)
