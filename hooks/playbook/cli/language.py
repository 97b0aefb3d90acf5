"""The output language of a command."""

from __future__ import annotations

import click

from ..model.playbook import Playbook
from ..words.catalogue import REFERENCE, known_languages


def output_language(requested: str | None, playbook: Playbook | None) -> str:
    """The language asked for, or the handbook's first; English where nobody can tell.

    Raises UsageError where it has no words.
    """
    language = requested or (playbook.languages[0] if playbook else REFERENCE)
    if language not in known_languages():
        known = ", ".join(known_languages())
        raise click.UsageError(f"unsupported language '{language}'; use one of: {known}")
    return language
