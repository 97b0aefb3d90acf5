"""``playbook build``: builds the handbook into a folder."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .not_built import exit_if_not_built
from .output import write_error
from .project_paths import project_of

if TYPE_CHECKING:
    from ..model.playbook import Edition

PUBLIC_FOLDER = "site-public"
"""The folder that gets the public edition, so that it is never mixed with the whole handbook."""


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
@click.option(
    "--edition", type=click.Choice(["full", "public"]),
    help="The whole handbook, or only what is marked audience: public; this is then built into "
    "site-public/ by default. Default: playbook_edition under extra in mkdocs.yml, or else full.",
)  # fmt: skip
@click.option(
    "--from-disk",
    is_flag=True,
    help="Let the pages and menus work when they are opened from disk, as a preview. The search "
    "and other scripts need a web server.",
)
def build(
    folder: Path, site_dir: Path | None, strict: bool, edition: Edition | None, from_disk: bool
) -> None:
    """Build the handbook of the project in FOLDER with MkDocs.

    FOLDER defaults to the current folder. A build that fails leaves the site as it was.

    Exit status: 0 if the site was built, 1 if problems stopped the build, 2 if the command could
    not run.
    """
    from ..site import commands

    project = project_of(folder)
    if edition == "public" and site_dir is None:
        site_dir = project / PUBLIC_FOLDER
    with exit_if_not_built():
        commands.build(
            project, write_error, site_dir=site_dir, strict=strict, edition=edition,
            from_disk=from_disk,
        )  # fmt: skip
