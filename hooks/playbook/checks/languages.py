"""Reports missing translations as notices if ``playbook.yml`` allows them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from ..model.entry import Chapter, Entry
from ..model.fields import walk
from ..model.playbook import Origin, Playbook, marked_values
from ..model.remembered import remembered_with
from ..model.types import TextMarker
from ..problems import Code, Level, Location, Problem

MISSING_TRANSLATION = Code("PB120", "notice", "missing", "all", "language", "places")
MAX_LISTED = 3
"""The maximum number of locations that a notice lists."""

TextByLanguage = tuple[Location, Mapping[str, Any]]
"""The location of a text, and the text by language."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """One notice for each language in which texts are missing."""
    if playbook.settings.missing_text == "notice":
        yield from missing_translations(playbook)


def missing_translations(playbook: Playbook, level: Level = "notice") -> Iterator[Problem]:
    """One problem for each language in which texts are missing."""
    texts = list(texts_of(playbook))
    for language in playbook.languages:
        missing = sorted({location for location, text in texts if language not in text})
        if missing:
            listed = ", ".join(_short_location(location) for location in missing[:MAX_LISTED])
            rest = ", …" if len(missing) > MAX_LISTED else ""
            problem = MISSING_TRANSLATION.at(
                missing[0], missing=len(missing), all=len(texts), language=language,
                places=f"{listed}{rest}",
            )  # fmt: skip
            yield replace(problem, level=level)


def texts_of(playbook: Playbook) -> Iterator[TextByLanguage]:
    """Every text of the settings, the chapters and the entries."""
    for field in walk(playbook.settings):
        if isinstance(field.marker, TextMarker):
            yield playbook.settings_tree.location(field.path), field.value
    for chapters in playbook.chapters.values():
        for chapter in chapters:
            yield from _texts_in(chapter, playbook.chapter_origins[chapter.id])
    for id, entry in playbook.entries.items():
        yield from _texts_in(entry, playbook.origins[id])


@remembered_with
def _texts_in(part: Entry | Chapter, origin: Origin) -> tuple[TextByLanguage, ...]:
    """Every text of an entry or a chapter."""
    return tuple(
        (origin.location(field.path), field.value)
        for field in marked_values(part)
        if isinstance(field.marker, TextMarker)
    )


def _short_location(location: Location) -> str:
    """A location within the data folder, so that a message has room for several."""
    return f"{location.path.partition('/')[2]}:{location.line}"
