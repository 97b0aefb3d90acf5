"""``playbook publish``: adds a released version to the published site."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import write_lines

if TYPE_CHECKING:
    from ..model.playbook import Edition


@click.command(short_help="Publish a release to a folder or a branch.")
@click.argument("version")
@click.option(
    "--to",
    "folder",
    type=click.Path(file_okay=False, path_type=Path),
    help="Publish to this folder.",
)
@click.option("--branch", help="Publish to this branch of a git remote.")
@click.option("--remote", default="origin", show_default=True, help="The remote of the branch.")
@click.option(
    "--in-order",
    is_flag=True,
    help="With --to: write the files one by one in a safe order, for file systems that cannot swap "
    "folders atomically.",
)
@click.option(
    "--rebuild",
    is_flag=True,
    help="Build in a new environment with the packages of the tag's lock file.",
)
@click.option(
    "--any-tag",
    is_flag=True,
    help="Publish the tag even if playbook release did not make it, or if the default branch does "
    "not contain it, as for a correction of an old version.",
)
@click.option(
    "--edition",
    type=click.Choice(["full", "public"]),
    default="full",
    show_default=True,
    help="Publish the whole handbook, or only what is marked audience: public, to its own target.",
)
@click.option(
    "--times",
    "shows_times",
    is_flag=True,
    help="Show how long adding the version took, and apart from it verifying what is published.",
)
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder (default: the current one).",
)
def publish(
    version: str,
    folder: Path | None,
    branch: str | None,
    remote: str,
    in_order: bool,
    rebuild: bool,
    any_tag: bool,
    edition: Edition,
    shows_times: bool,
    project: Path,
) -> None:
    """Build the tag of VERSION, and publish it to a folder or a branch.

    Published versions are immutable: publishing the same files again does nothing, and different
    files are refused.

    Exit status: 0 if the version is published, 1 if it was refused, 2 if the command could not run.
    """
    from ..problems import Phrase
    from ..release.publish import publish_to_branch, publish_to_folder
    from ..release.version_numbers import parse_version
    from .errors import exit_on_refusal
    from .language import terminal_messages

    if (folder is None) == (branch is None):
        raise click.UsageError("give a target: --to FOLDER or --branch NAME")
    with exit_on_refusal(project):
        number = parse_version(version)
        if folder is not None:
            outcome = publish_to_folder(
                project, number, folder, in_order=in_order, rebuild=rebuild, any_tag=any_tag,
                edition=edition,
            )  # fmt: skip
        else:
            assert branch is not None
            outcome = publish_to_branch(
                project, number, remote, branch, rebuild=rebuild, any_tag=any_tag, edition=edition
            )
    target = str(folder) if folder is not None else f"{remote} {branch}"
    sentences = terminal_messages(project)
    published = Phrase(
        "publish.done" if outcome.changed else "publish.unchanged",
        version=str(outcome.version), target=target, latest=str(outcome.latest),
    )  # fmt: skip
    write_lines([sentences.phrase(published)])
    write_lines(map(sentences.phrase, outcome.decisions))
    if outcome.times and shows_times:
        milliseconds = (round(outcome.times.adding * 1000), round(outcome.times.verifying * 1000))
        files = Phrase("verify.files", count=outcome.times.files)
        spent = Phrase(
            "publish.times", adding=milliseconds[0], verifying=milliseconds[1], files=files
        )
        write_lines([sentences.phrase(spent)])
    if not outcome.has_digest:
        write_lines([sentences.phrase(Phrase("proof.no-digest", tag=number.tag))])
