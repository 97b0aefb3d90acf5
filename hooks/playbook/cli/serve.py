"""``playbook serve``: serves a preview that follows the files."""

from __future__ import annotations

from pathlib import Path

import click

from .not_built import exit_if_not_built
from .output import write_error
from .project_paths import project_of

_DEFAULT_ADDRESS = "127.0.0.1:8000"


@click.command(short_help="Serve a live preview.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--address",
    metavar="HOST:PORT",
    help=f"Where to serve. Default: dev_addr of mkdocs.yml, or else {_DEFAULT_ADDRESS}.",
)
@click.option("--open", "open_in_browser", is_flag=True, help="Open the preview in a browser.")
def serve(folder: Path, address: str | None, open_in_browser: bool) -> None:
    """Serve the handbook of the project in FOLDER, and build it again after each change.

    FOLDER defaults to the current folder. End the preview with Ctrl-C.

    Exit status: 0 if the preview was ended, 1 if problems stopped the first build, 2 if the command
    could not run.
    """
    from ..site import commands

    project = project_of(folder)
    with exit_if_not_built():
        try:
            commands.serve(project, write_error, address=address, open_in_browser=open_in_browser)
        except commands.AddressError as error:
            raise click.UsageError(f"{error}; choose another --address") from error
