"""Makes MkDocs' log lines safe for a terminal: they contain names and texts from files."""

from __future__ import annotations

import logging
import os

from ..messages import Messages, messages
from ..model.playbook import Playbook
from ..visible import escape_controls

_BUILDERS = ("mkdocs", "properdocs")
"""The loggers of the programs that can run a build; one of them has the terminal handler."""


def show_safely() -> None:
    """Escape control characters in the log lines of a build; MkDocs adds colours afterwards."""
    for name in _BUILDERS:
        for handler in logging.getLogger(name).handlers:
            if _escape_message not in handler.filters:
                handler.addFilter(_escape_message)


def _escape_message(record: logging.LogRecord) -> bool:
    record.msg, record.args = escape_controls(record.getMessage()), ()
    return True


def messages_for(playbook: Playbook | None) -> Messages:
    """The sentences of problems: on a terminal in the handbook's first language, else English."""
    return messages(playbook.languages[0]) if playbook and os.isatty(2) else messages()
