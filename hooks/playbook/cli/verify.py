"""``playbook verify``: verifies a published site against its manifests."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write_error, write_lines


@click.command(short_help="Verify published files against their manifests.")
@click.argument("location")
@click.option(
    "--rebuild", is_flag=True, help="Rebuild each version from its tag, and compare the files."
)
@click.option(
    "--here",
    is_flag=True,
    help="With --rebuild: use the packages of this Python, not those of the lock file.",
)
@click.option("--version", "only", help="With --rebuild: rebuild only this version.")
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="With --rebuild: the project folder (default: the current one).",
)
def verify(location: str, rebuild: bool, here: bool, only: str | None, project: Path) -> None:
    """Verify the published site at LOCATION (a URL or a folder) against its manifests.

    Exit status: 0 if every file is unchanged, 1 if a file differs or cannot be read, 2 if the
    command could not run.
    """
    from ..messages import messages
    from ..release import verify as verification
    from ..release.version_numbers import is_number, parse_version
    from .errors import exit_on_refusal
    from .language import terminal_language

    with exit_on_refusal(project):
        store = verification.open_store(location)
        verified = verification.verify(store)
        problems = list(verified.problems)
        numbers = sorted(filter(is_number, store.names()), key=parse_version) if rebuild else []
        for number in [only] if only and rebuild else numbers:
            problems += verification.verify_rebuilt(store, project, number, rebuild=not here)
            write_error(f"{number} was rebuilt")
    sentences = messages(terminal_language(project))
    write_lines(line for problem in problems for line in sentences.lines(problem))
    counts = {"version": verified.versions, "file": verified.files, "difference": len(problems)}
    write_lines([", ".join(f"{n} {noun}{'s' * (n != 1)}" for noun, n in counts.items())])
    raise SystemExit(1 if problems else 0)
