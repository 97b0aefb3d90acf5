"""Makes MkDocs' log messages safe for a terminal, as they contain text from files."""

from __future__ import annotations

import logging
import os

from ..messages import Messages, messages
from ..model.playbook import Playbook
from ..visible import escape_controls
from ..words.catalogue import words_of

_BUILDERS = ("mkdocs", "properdocs")
"""The loggers of the programs that can run a build; one of them has the terminal handler."""


def escape_log_messages() -> None:
    """Escape control characters in the log messages of a build, before MkDocs adds colours."""
    for name in _BUILDERS:
        for handler in logging.getLogger(name).handlers:
            if _escape_message not in handler.filters:
                handler.addFilter(_escape_message)


def _escape_message(record: logging.LogRecord) -> bool:
    record.msg, record.args = escape_controls(record.getMessage()), ()
    return True


def messages_for(playbook: Playbook | None) -> Messages:
    """The messages of problems: in the handbook's first language on a terminal, else in English."""
    if playbook is None or not os.isatty(2):
        return messages()
    return words_of(playbook, playbook.languages[0]).sentences
