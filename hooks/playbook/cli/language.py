"""The output language of a command."""

from __future__ import annotations

import click

from ..model.playbook import Playbook
from ..words.catalogue import REFERENCE, known_languages


def output_language(requested: str | None, playbook: Playbook | None) -> str:
    """The requested language, or the first of the handbook; English if there is neither.

    Raises UsageError if the language has no catalogue.
    """
    language = requested or (playbook.languages[0] if playbook else REFERENCE)
    if language not in known_languages():
        known = ", ".join(known_languages())
        raise click.UsageError(f"unsupported language '{language}'; use one of: {known}")
    return language
