"""``playbook publish``: a released version, folded into the published tree."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write_lines


@click.command(short_help="Publish a release to a folder or a branch.")
@click.argument("version")
@click.option(
    "--to", "folder", type=click.Path(file_okay=False, path_type=Path), help="Publish to a folder."
)
@click.option("--branch", help="Publish to a branch of a git remote.")
@click.option("--remote", default="origin", show_default=True, help="The remote of the branch.")
@click.option("--in-order", is_flag=True, help="Write bit by bit, where one step is impossible.")
@click.option("--rebuild", is_flag=True, help="Build with the tag's own locked packages.")
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder.",
)
def publish(
    version: str,
    folder: Path | None,
    branch: str | None,
    remote: str,
    in_order: bool,
    rebuild: bool,
    project: Path,
) -> None:
    """Build the tag of VERSION and publish it to a folder or a branch.

    A published version is never changed: the same again does nothing, another is refused.
    Exit status: 0 when it is published, 1 when it was refused.
    """
    from ..release.numbers import number
    from ..release.publish import publish_branch, publish_folder
    from .refusing import refusing

    if (folder is None) == (branch is None):
        raise click.UsageError("say where to: --to FOLDER or --branch NAME")
    with refusing():
        wanted = number(version)
        if folder is not None:
            done = publish_folder(project, wanted, folder, in_order=in_order, rebuild=rebuild)
        else:
            assert branch is not None
            done = publish_branch(project, wanted, remote, branch, rebuild=rebuild)
    where = folder if folder is not None else f"{remote} {branch}"
    said = "published" if done.changed else "already published"
    write_lines([f"{done.version} is {said} in {where}; latest is {done.latest}"])
