"""Finds outdated translations: texts that changed since a revision in only some languages."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator
from pathlib import Path

from ..model.playbook import Playbook
from ..problems import Code, Problem
from . import early_start
from .compare import compare
from .releases import last_release, tag_ref
from .states import read_revision, read_state, require_playbook

OUTDATED = Code("PB731", "warning", "key", "id", "since", "language")
LAST_RELEASE = "release"
"""The argument that stands for the last release."""


def check_since(project: Path, playbook: Playbook, since: str, today: dt.date) -> Iterator[Problem]:
    """Warnings for outdated translations, and for rules that applied but now start later.

    Raises GitError or StateError.
    """
    if since == LAST_RELEASE:
        number = last_release(project)
        name, old = f"v{number}", read_revision(tag_ref(number), project)
    else:
        name, old = since, read_state(since, project)
    base = require_playbook(old, name)
    yield from check(base, playbook, name)
    yield from early_start.check(base, playbook, name, today)


def check(old: Playbook, new: Playbook, since: str) -> Iterator[Problem]:
    """A warning for each language in which a text is unchanged, although it changed in another."""
    for change in compare(old, new, new.languages[0]):
        is_suppressed = change.outdated_translations and any(
            suppression.code == OUTDATED.code for suppression in new.entries[change.id].suppress
        )
        for key, language in () if is_suppressed else change.outdated_translations:
            location = new.origins[change.id].location((key, language))
            yield OUTDATED.at(location, key=key, id=change.id, since=since, language=language)
