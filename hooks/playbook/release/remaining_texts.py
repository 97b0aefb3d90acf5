"""Finds the places in a tree where a title or a text of a withdrawn page still is."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence

from ..problems import Phrase
from ..prose.markdown import NAME
from .codes import TEXT_REMAINS, refusal
from .published_version import Version
from .texts import forms_of, normalized, parts_of
from .written_texts import (
    files_of_written_pages,
    pages_without_entries,
    texts_of_written_pages,
)

Place = tuple[str, tuple[str, ...]]
"""The path of a file, and the withdrawn texts in it."""
_FOLDED, _ESCAPED = re.compile(r"\r?\n[ \t]"), re.compile(r"\\([,;\"\\])")
"""How a calendar folds long lines, and the characters that calendars and JSON escape."""


def texts_of_pages(
    version: Version, pages: Iterable[str], files: Mapping[str, bytes]
) -> Iterator[tuple[str, str]]:
    """The titles of the pages' chapters and entries, their texts, and the values in them.

    Each is normalized, and followed by how a person is shown it. Those of hand-written pages come
    from ``files``, all files of the version.
    """
    chosen, data = set(pages), version.playbook
    ids = {id for id, entry in version.index["entries"].items() if entry["page"] in chosen}
    ids |= {id for id, page in version.index["places"].items() if page in chosen}
    withdrawn = [
        each for each in (*data["entries"], *data.get("chapters", ())) if each["id"] in ids
    ]
    yield from ((part, part) for part in parts_of(withdrawn))
    for each in withdrawn:  # after its parts, as it is shown as it is written
        yield from ((normalized(title), title) for title in each["title"].values())
    names = set(NAME.findall(str(withdrawn)))
    for name in names & data["values"].keys():
        texts = (data["values"][name].get("text") or {}).values()
        yield from ((normalized(text), text) for text in texts)
    yield from texts_of_written_pages(pages_without_entries(version, chosen), files)


def attached_places(
    version: Version, pages: Iterable[str], files: Mapping[str, bytes]
) -> Iterator[Place]:
    """The images and other files of hand-written pages: they stay when the page is withdrawn."""
    addresses = pages_without_entries(version, set(pages))
    for path in sorted(set(files_of_written_pages(addresses, files))):
        yield f"{version}/{path}", (path.rpartition("/")[2],)


def same_texts(
    olds: Iterable[Version], others: Iterable[Version], new: Mapping[str, Version]
) -> Counter[str]:
    """The number of withdrawn entries that each other version contains unchanged, if any.

    ``olds`` are the versions before a withdrawal, and ``new`` those after it, by number.
    """
    digests = {
        (id, entry["digest"])
        for old in olds
        for id, entry in old.index["entries"].items()
        if id not in new[old.text].index["entries"]
    }
    counts = Counter[str]()
    for version in others:
        for id, entry in version.index["entries"].items():
            counts[version.text] += (id, entry["digest"]) in digests
    return +counts  # without the zeros


def remaining_places(texts: Mapping[str, str], files: Mapping[str, bytes]) -> Iterator[Place]:
    """The files that contain one of some texts as whole words, with those texts.

    ``texts`` maps each normalized text to how a person is shown it.
    """
    wanted = sorted(texts)
    for path, data in sorted(files.items()):
        forms = () if b"\0" in data else forms_of(_unfolded(data.decode("utf-8", "replace")))
        found = [texts[text] for text in wanted if any(_is_in(text, form) for form in forms)]
        if found:
            yield path, tuple(dict.fromkeys(found))


def refuse_remaining(places: Sequence[Place], may_remain: int) -> None:
    """Check that ``may_remain`` places remain, which someone has accepted. Raises RefusedError."""
    if len(places) != may_remain:
        path = places[0][0] if places else "."
        count = len(places)
        files = Phrase("withdraw.files", count=count)
        raise refusal(TEXT_REMAINS, path, files=files, count=count, accepted=may_remain)


def places_by_texts(places: Iterable[Place]) -> Mapping[tuple[str, ...], Sequence[str]]:
    """The files by the texts that are in them: the title of a page is in the menu of every page."""
    groups: dict[tuple[str, ...], list[str]] = {}
    for path, texts in places:
        groups.setdefault(tuple(texts), []).append(path)
    return groups


SHOWN_TEXTS = 3
"""The number of texts that are shown for each file."""


def shortened(texts: Sequence[str]) -> str:
    """The first texts, and how many there are besides them."""
    shown = "; ".join(texts[:SHOWN_TEXTS])
    return f"{shown} (and {len(texts) - SHOWN_TEXTS} more)" if texts[SHOWN_TEXTS:] else shown


def _unfolded(file: str) -> str:
    return _ESCAPED.sub(r"\1", _FOLDED.sub("", file)) if "BEGIN:VCALENDAR" in file else file


def _is_in(text: str, form: str) -> bool:
    return text in form and bool(re.search(rf"(?<!\w){re.escape(text)}(?!\w)", form))
