"""The language in which a command speaks."""

from __future__ import annotations

import click

from ..model.playbook import Playbook
from ..words.catalogue import REFERENCE, known_languages


def spoken(asked: str | None, playbook: Playbook | None) -> str:
    """The language asked for, or the handbook's first; English where nobody can tell.

    Raises UsageError where it has no words.
    """
    language = asked or (playbook.languages[0] if playbook else REFERENCE)
    if language not in known_languages():
        known = ", ".join(known_languages())
        raise click.UsageError(f"there are no words in '{language}', only in: {known}")
    return language
