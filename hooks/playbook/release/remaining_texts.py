"""Lists the places in a tree where a title or a text of a withdrawn page still is."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ..prose.markdown import NAME
from .published_version import Version
from .texts import forms_of, normalized, parts_of

Place = tuple[str, tuple[str, ...]]
"""The path of a file, and the withdrawn texts in it."""
_FOLDED, _ESCAPED = re.compile(r"\r?\n[ \t]"), re.compile(r"\\([,;\"\\])")
"""What a calendar folds long lines with, and what it and JSON escape."""


def texts_of_pages(version: Version, pages: Iterable[str]) -> Iterator[str]:
    """The titles of the pages' chapters and entries, their texts, and the values in them."""
    chosen, data = set(pages), version.playbook
    ids = {id for id, entry in version.index["entries"].items() if entry["page"] in chosen}
    ids |= {id for id, page in version.index["places"].items() if page in chosen}
    withdrawn = [
        each for each in (*data["entries"], *data.get("chapters", ())) if each["id"] in ids
    ]
    for each in withdrawn:
        yield from map(normalized, each["title"].values())
    yield from parts_of(withdrawn)
    names = set(NAME.findall(str(withdrawn)))
    for name in names & data["values"].keys():
        yield from map(normalized, (data["values"][name].get("text") or {}).values())


def remaining_places(texts: Iterable[str], files: Mapping[str, bytes]) -> Iterator[Place]:
    """The files that contain one of some normalized texts as whole words, with those texts."""
    wanted = sorted(set(texts))
    for path, data in sorted(files.items()):
        forms = () if b"\0" in data else forms_of(_unfolded(data.decode("utf-8", "replace")))
        found = tuple(text for text in wanted if any(_is_in(text, form) for form in forms))
        if found:
            yield path, found


def _unfolded(file: str) -> str:
    return _ESCAPED.sub(r"\1", _FOLDED.sub("", file)) if "BEGIN:VCALENDAR" in file else file


def _is_in(text: str, form: str) -> bool:
    return text in form and bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", form))
