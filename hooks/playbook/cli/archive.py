"""``playbook archive``: writes one published version to a folder of its own."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write_lines


@click.command(short_help="Write one published version to a folder of its own.")
@click.argument("version")
@click.option(
    "--from",
    "location",
    required=True,
    help="The published site: a folder or a web address.",
)
@click.option(
    "--to",
    "folder",
    required=True,
    type=click.Path(file_okay=False, path_type=Path),
    help="The folder to write, which must not exist yet, or be empty.",
)
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder (default: the current one), for the language of the output.",
)
def archive(version: str, location: str, folder: Path, project: Path) -> None:
    """Write VERSION of a published site to a folder of its own, with everything that it needs.

    The files are as they were published, and playbook verify accepts the folder. In it, from-disk
    is a copy whose pages open without a web server.

    Exit status: 0 if the version is written, 1 if it was refused, 2 if the command could not run.
    """
    from ..problems import Phrase
    from ..release import archive as archives
    from ..release.verify import open_store
    from ..release.version_numbers import parse_version
    from .errors import exit_on_refusal
    from .language import terminal_messages

    with exit_on_refusal(project):
        number = parse_version(version)
        done = archives.archive(open_store(location), number, folder)
    written = Phrase(
        "archive.done", version=str(number), target=str(folder), count=done.files,
        page=done.page.as_posix(),
    )  # fmt: skip
    write_lines([terminal_messages(project).phrase(written)])
