"""``playbook verify``: verifies a published site against its manifests and the tags."""

from __future__ import annotations

from pathlib import Path
from typing import NoReturn

import click

from .output import write_error, write_lines

MAX_LISTED = 10
"""The number of addresses of one problem that are listed besides the first."""
FILE = click.Path(exists=True, dir_okay=False, path_type=Path)


@click.command(short_help="Verify published files against their manifests and tags.")
@click.argument("location")
@click.option(
    "--allowed-signers",
    "signer_files",
    multiple=True,
    type=FILE,
    help="Only accept tags signed by one of the keys in this file: an allowed-signers file, as for "
    "ssh-keygen, or exported OpenPGP keys. Can be given several times.",
)
@click.option(
    "--rebuild", is_flag=True, help="Rebuild each version from its tag, and compare the files."
)
@click.option(
    "--here",
    is_flag=True,
    help="With --rebuild: use the packages of this Python, not those of the lock file.",
)
@click.option(
    "--anonymous",
    is_flag=True,
    help="Instead, check that nobody without a login can read the handbook at LOCATION (a URL) if "
    "it is public: no.",
)
@click.option("--version", "only_version", help="With --rebuild: rebuild only this version.")
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder (default: the current one). In a git clone, its tags are used.",
)
def verify(
    location: str, signer_files: tuple[Path, ...], rebuild: bool, here: bool,
    anonymous: bool, only_version: str | None, project: Path,
) -> None:  # fmt: skip
    """Verify the published site at LOCATION (a URL or a folder) against its manifests.

    In a clone of the handbook, each version is also compared with its tag. Elsewhere, the published
    copies of the tags are used if --allowed-signers says who may sign.

    Exit status: 0 if everything is as published, 1 if anything differs or cannot be read, 2 if the
    command could not run.
    """
    from ..problems import Phrase, ordered
    from ..release import verify as verification
    from ..release.decision_report import decisions_in
    from ..release.proof import is_clone, prove
    from ..release.rebuild import verify_rebuilt
    from ..release.version_numbers import is_number, parse_version
    from .errors import exit_on_refusal
    from .language import terminal_messages

    if anonymous:
        _verify_closed(location, project)
    sentences = terminal_messages(project)
    with exit_on_refusal(project):
        store = verification.open_store(location)
        verified = verification.verify(store)
        proof = prove(store, project if is_clone(project) else None, signer_files)
        problems = [*verified.problems, *proof.problems]
        statements = [*decisions_in(store), *proof.statements, *verified.statements]
        numbers = sorted(filter(is_number, store.names()), key=parse_version) if rebuild else []
        for number in [only_version] if only_version and rebuild else numbers:
            rebuilt = verify_rebuilt(store, project, number, use_lock_file=not here)
            problems += rebuilt.problems
            if not rebuilt.problems:
                statements += [*rebuilt.withdrawal, *rebuilt.builder_differences]
            write_error(sentences.phrase(Phrase("verify.rebuilt", version=number)))
    problems = ordered(problems)
    write_lines(line for problem in problems for line in sentences.lines(problem))
    counts = (
        Phrase("verify.versions", count=verified.versions),
        Phrase("verify.files", count=verified.files),
        Phrase("verify.differences", count=len(problems)),
    )
    write_lines([", ".join(map(sentences.phrase, counts))])
    write_lines(map(sentences.phrase, statements))
    raise SystemExit(1 if problems else 0)


def _verify_closed(address: str, project: Path) -> NoReturn:
    """Report what somebody without a login can read at an address, and exit."""
    from ..problems import ordered
    from ..release.anonymous import check_closed
    from .language import terminal_messages

    if not address.startswith(("http://", "https://")):
        raise click.UsageError("--anonymous needs a web address")
    openness = check_closed(address, project)
    sentences = terminal_messages(project)
    problems = ordered(openness.problems)
    for problem in problems:
        first, *others = sentences.lines(problem)
        write_lines([first, *others[:MAX_LISTED], *(["    …"] if others[MAX_LISTED:] else [])])
    write_lines(map(sentences.phrase, openness.statements))
    raise SystemExit(1 if problems else 0)
