"""``playbook verify``: verifies a published tree against its manifests."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write_error, write_lines


@click.command(short_help="Verify published files against their manifests.")
@click.argument("place")
@click.option("--rebuild", is_flag=True, help="Also rebuild the tags, and compare the results.")
@click.option("--here", is_flag=True, help="With --rebuild: use the packages of this Python.")
@click.option("--version", "only", help="With --rebuild: only this version.")
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, for --rebuild.",
)
def verify(place: str, rebuild: bool, here: bool, only: str | None, project: Path) -> None:
    """Verify the published tree at PLACE (a URL or a folder) against its manifests.

    Exit status: 0 if every file is unchanged, 1 if not.
    """
    from ..release import verify as verifying
    from ..release.version_numbers import is_number, parse_version
    from .errors import exit_on_refusal

    with exit_on_refusal():
        store = verifying.open_store(place)
        found = verifying.verify(store)
        problems = list(found.problems)
        texts = (
            sorted((n for n in store.names() if is_number(n)), key=parse_version) if rebuild else []
        )
        for text in [only] if only and rebuild else texts:
            problems += verifying.verify_rebuilt(store, project, text, rebuild=not here)
            write_error(f"{text} was rebuilt")
    write_lines(map(str, problems))
    write_lines([f"{found.versions} versions, {found.files} files, {len(problems)} differences"])
    raise SystemExit(1 if problems else 0)
