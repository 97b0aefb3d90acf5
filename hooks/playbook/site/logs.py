"""MkDocs' log lines, which hold names and texts of the files that it reads, made safe to show."""

from __future__ import annotations

import logging
import os

from ..messages import Messages, messages
from ..model.playbook import Playbook
from ..visible import visible

_BUILDERS = ("mkdocs", "properdocs")
"""The loggers of the programs that build: one of them has the handler of the terminal."""


def show_safely() -> None:
    """Let no log line of a build hold what a terminal would obey; colours are added afterwards."""
    for name in _BUILDERS:
        for handler in logging.getLogger(name).handlers:
            if _made_visible not in handler.filters:
                handler.addFilter(_made_visible)


def _made_visible(record: logging.LogRecord) -> bool:
    record.msg, record.args = visible(record.getMessage()), ()
    return True


def messages_for(playbook: Playbook | None) -> Messages:
    """The sentences of problems: on a terminal in the handbook's first language, else English."""
    return messages(playbook.languages[0]) if playbook and os.isatty(2) else messages()
