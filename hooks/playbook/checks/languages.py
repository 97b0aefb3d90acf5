"""Missing translations, where ``playbook.yml`` allows them."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Playbook
from ..model.types import TextMarker
from ..problems import Code, Problem

MISSING_TRANSLATION = Code("PB120", "notice", "key", "id", "language")


def check(playbook: Playbook) -> Iterator[Problem]:
    """One notice for each missing translation of a text."""
    if playbook.settings.missing_text == "error":
        return
    for entry in playbook.entries.values():
        for field in playbook.found[entry.id]:
            if isinstance(field.marker, TextMarker):
                for language in playbook.languages:
                    if language not in field.value:
                        location = playbook.origins[entry.id].location(field.path)
                        key = next(part for part in reversed(field.path) if isinstance(part, str))
                        yield MISSING_TRANSLATION.at(
                            location, key=key, id=entry.id, language=language
                        )
