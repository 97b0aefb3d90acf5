"""The options of the commands that answer from a project or from a published version."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from ..asking.source import Source

source_option = click.option(
    "--from", "location", type=click.Path(exists=True, path_type=Path), metavar="PATH",
    help="What to answer from: a project, the folder of a published tree or of one version, or a "
    "playbook.json (default: the project in the current folder).",
)  # fmt: skip
version_option = click.option(
    "--version", "version", metavar="NUMBER",
    help="The version of a published tree to answer from (default: the one that applies).",
)  # fmt: skip


def source_at(location: Path | None, version: str | None) -> Source:
    """The source at a path, or by default of the project that contains the current folder.

    Raises SourceError, RefusedError, and UsageError if there is none.
    """
    from ..asking.opening import open_source
    from .project_paths import project_of

    return open_source(project_of(Path()) if location is None else location, version)


@contextmanager
def exit_on_source_error() -> Iterator[None]:
    """Report on one line why a question cannot be answered, with exit status 2."""
    from ..asking.source import SourceError
    from ..messages import messages
    from ..release.codes import RefusedError

    try:
        yield
    except SourceError as error:
        raise click.UsageError(str(error)) from error
    except RefusedError as refused:
        raise click.UsageError(messages().message(refused.problems[0])) from refused
