"""Chooses the language of a command's output."""

from __future__ import annotations

from pathlib import Path

import click

from ..kinds import KINDS
from ..languages.pack import REFERENCE, Languages
from ..messages import Messages
from ..model.playbook import Playbook
from ..words.catalogue import Words, words_in
from ..words.problem_texts import languages_with_messages, messages_of
from .output import is_terminal


def output_words(requested: str | None, playbook: Playbook | None) -> Words:
    """The UI strings in the requested language, or by default in the handbook's first language.

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


def message_catalogue(
    requested: str | None, playbook: Playbook | None, *, is_for_people: bool
) -> Messages:
    """The messages in the requested language, or by default in the handbook's first for people.

    Programs get English, and so do people if there are no messages in the handbook's language.
    Raises UsageError if there are no messages in the requested language.
    """
    languages = playbook.language_data if playbook else Languages()
    known = languages_with_messages(languages)
    if requested is not None and requested not in known:
        names = ", ".join(known)
        raise click.UsageError(f"no messages in the language '{requested}'; use one of: {names}")
    default = playbook.languages[0] if playbook and is_for_people else REFERENCE
    return messages_of(languages[requested or (default if default in known else REFERENCE)])


def terminal_messages(project: Path) -> Messages:
    """The messages of printed problems: in the handbook's first language on a terminal."""
    return message_catalogue(None, _terminal_playbook(project), is_for_people=True)


def terminal_words(project: Path) -> Words:
    """The UI strings of a printed report, in the language of `terminal_messages`."""
    return output_words(None, _terminal_playbook(project))


def _terminal_playbook(project: Path) -> Playbook | None:
    """The handbook in whose first language people read the output; None for programs."""
    from ..project import read_project

    return read_project(project).playbook if is_terminal() else None
