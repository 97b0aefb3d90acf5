"""The output language of a command."""

from __future__ import annotations

import click

from ..kinds import KINDS
from ..languages.pack import REFERENCE, Languages
from ..model.playbook import Playbook
from ..words.catalogue import Words, words_in


def output_words(requested: str | None, playbook: Playbook | None) -> Words:
    """The UI strings of the requested language, or of the first of the handbook.

    Without both they are in the reference language. Raises UsageError if the language has none.
    """
    languages = playbook.language_data if playbook else Languages()
    code = requested or (playbook.languages[0] if playbook else REFERENCE)
    if not languages[code].is_known:
        known = ", ".join(languages.known())
        raise click.UsageError(f"unsupported language '{code}'; use one of: {known}")
    kinds = playbook.kinds if playbook else KINDS
    return words_in(languages[code], tuple(kinds.values()))
