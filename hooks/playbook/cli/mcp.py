"""``playbook mcp``: answers questions of models over the Model Context Protocol."""

from __future__ import annotations

from pathlib import Path

import click

from .sources import exit_on_source_error, source_option, version_option

MISSING = "playbook mcp needs the package mcp: install it with 'pip install \"./WHEEL_FILE[mcp]\"'"


class _MissingPackageError(click.ClickException):
    """The optional package is not installed: one line, without the usage of the command."""

    exit_code = 2


@click.command(short_help="Answer a model's questions over the Model Context Protocol.")
@source_option
@version_option
def mcp(location: Path | None, version: str | None) -> None:
    """Serve the handbook to a model over standard input and output.

    A program such as an assistant starts this command; it has no use in a terminal. The tools
    search, show a rule, check a draft, list what changed since a version, and say which version
    applied on a day. They only read, and answer from the data as it is at each question.

    Exit status: 0 when the client closes the input, 2 if the command could not run.
    """
    try:
        from ..asking.server import serve
    except ModuleNotFoundError as error:
        if error.name != "mcp":
            raise
        raise _MissingPackageError(MISSING) from error
    from ..asking.watched import WatchedSource
    from .project_paths import project_of

    path = (project_of(Path()) if location is None else location).resolve()
    watched = WatchedSource(path, version)
    with exit_on_source_error():
        watched.current()
    serve(watched)
