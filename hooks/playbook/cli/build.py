"""``playbook build``: builds the handbook into a folder."""

from __future__ import annotations

from pathlib import Path

import click

from .not_built import exit_if_not_built
from .output import write_error
from .project_paths import project_of


@click.command(short_help="Build the handbook into a folder.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--site-dir", type=click.Path(file_okay=False, path_type=Path),
    help="The folder that gets the site. Default: site_dir of mkdocs.yml, or else site/.",
)  # fmt: skip
@click.option(
    "--strict/--no-strict",
    default=True,
    help="Whether warnings stop the build. Default: they do.",
)
def build(folder: Path, site_dir: Path | None, strict: bool) -> None:
    """Build the handbook of the project in FOLDER with MkDocs.

    FOLDER defaults to the current folder. A build that fails leaves the site as it was.

    Exit status: 0 if the site was built, 1 if problems stopped the build, 2 if the command could
    not run.
    """
    from ..site import commands

    project = project_of(folder)
    with exit_if_not_built():
        commands.build(project, write_error, site_dir=site_dir, strict=strict)
