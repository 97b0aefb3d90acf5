"""Outdated translations: one language changed since a revision, another did not."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model.playbook import Playbook
from ..problems import Code, Problem
from .compare import compare
from .releases import last_release, tag_of
from .states import read_revision, read_state, require_playbook

OUTDATED = Code("PB731", "warning", "key", "id", "since", "language")
RELEASE = "release"
"""The name for the tag of the last release."""


def check_since(project: Path, playbook: Playbook, since: str) -> Iterator[Problem]:
    """A warning for each outdated translation. Raises GitError or StateError."""
    if since == RELEASE:
        number = last_release(project)
        name, old = f"v{number}", read_revision(tag_of(number), project)
    else:
        name, old = since, read_state(since, project)
    yield from check(require_playbook(old, name), playbook, name)


def check(old: Playbook, new: Playbook, since: str) -> Iterator[Problem]:
    """A warning for each text that changed in one language, but not in another."""
    for change in compare(old, new, new.languages[0]):
        is_suppressed = change.untranslated and any(
            suppression.code == OUTDATED.code for suppression in new.entries[change.id].suppress
        )
        for key, language in () if is_suppressed else change.untranslated:
            location = new.origins[change.id].location((key, language))
            yield OUTDATED.at(location, key=key, id=change.id, since=since, language=language)
