"""The language in which a command speaks."""

from __future__ import annotations

import click

from ..model.playbook import Playbook
from ..words.catalogue import known_languages


def spoken(asked: str | None, playbook: Playbook) -> str:
    """The language asked for, or the handbook's first. Raises UsageError where it has no words."""
    language = asked or playbook.languages[0]
    if language not in known_languages():
        known = ", ".join(known_languages())
        raise click.UsageError(f"there are no words in '{language}', only in: {known}")
    return language
