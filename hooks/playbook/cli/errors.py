"""Reports in the project's language why a command was refused."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from ..changes.states import StateError
from ..git import GitError
from ..git_objects import NotRegularFileError
from ..problems import Location, Output
from ..release import codes
from ..release.codes import RefusedError
from .language import terminal_messages
from .output import write_lines

_OF_GIT = ("fatal:", "error:")
"""The beginnings of lines in which git says why it failed. Errors without one are our own."""


@contextmanager
def exit_on_refusal(project: Path) -> Iterator[None]:
    """Print the reasons of a refusal in the language of a project, and exit with status 1."""
    try:
        yield
    except RefusedError as refused:
        sentences = terminal_messages(project)
        write_lines(line for problem in refused.problems for line in sentences.lines(problem))
        raise SystemExit(1) from None


def usage_error(error: GitError | StateError, project: Path) -> click.UsageError:
    """The usage error of a command that cannot compare two states of a project."""
    sentences = terminal_messages(project)
    if isinstance(error, StateError):
        return click.UsageError(sentences.phrase(error.reason))
    if isinstance(error, NotRegularFileError):
        what, cure = map(sentences.phrase, (error.what, error.cure))
        return click.UsageError(f"{error.path} {what}; {cure}")
    if not any(line.startswith(_OF_GIT) for line in error.lines):
        return click.UsageError(str(error))
    problem = codes.GIT.at(Location("."), output=Output(tuple(error.lines)))
    return click.UsageError(sentences.message(problem))
