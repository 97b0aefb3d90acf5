"""Chooses the language of a command's output."""

from __future__ import annotations

from pathlib import Path

import click

from ..kinds import KINDS
from ..languages.pack import REFERENCE, Languages
from ..messages import shipped_languages
from ..model.playbook import Playbook
from ..words.catalogue import Words, words_in
from .output import is_terminal


def output_words(requested: str | None, playbook: Playbook | None) -> Words:
    """The UI strings in the requested language, or by default in the handbook's first.

    If there is no handbook either, they are in the reference language. Raises UsageError if there
    are no UI strings in the language.
    """
    languages = playbook.language_data if playbook else Languages()
    code = requested or (playbook.languages[0] if playbook else REFERENCE)
    if not languages[code].is_known:
        known = ", ".join(languages.known())
        raise click.UsageError(f"unsupported language '{code}'; use one of: {known}")
    kinds = playbook.kinds if playbook else KINDS
    return words_in(languages[code], tuple(kinds.values()))


def message_language(
    requested: str | None, playbook: Playbook | None, *, is_for_people: bool
) -> str:
    """The language of messages: the requested one, or by default the handbook's first for people.

    Programs get English, and so do people if there are no messages in the handbook's language.
    Raises UsageError if there are none in the requested language.
    """
    known = shipped_languages()
    if requested is not None and requested not in known:
        names = ", ".join(known)
        raise click.UsageError(f"no messages in the language '{requested}'; use one of: {names}")
    first = playbook.languages[0] if playbook and is_for_people else REFERENCE
    return requested or (first if first in known else REFERENCE)


def terminal_language(project: Path) -> str:
    """The language of printed problems: the handbook's first on a terminal, otherwise English."""
    from ..project import read_project

    playbook = read_project(project).playbook if is_terminal() else None
    return message_language(None, playbook, is_for_people=True)
