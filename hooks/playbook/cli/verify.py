"""``playbook verify``: whether a published tree is what was published."""

from __future__ import annotations

from pathlib import Path

import click

from .output import write_error, write_lines


@click.command(short_help="Hold what is published against its manifests.")
@click.argument("place")
@click.option("--rebuild", is_flag=True, help="Build the tags anew as well, and compare.")
@click.option("--here", is_flag=True, help="With --rebuild: build with this Python's packages.")
@click.option("--version", "only", help="With --rebuild: this version alone.")
@click.option(
    "--project",
    default=".",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project's folder, for --rebuild.",
)
def verify(place: str, rebuild: bool, here: bool, only: str | None, project: Path) -> None:
    """Check the published tree at PLACE, a web address or a folder, against its manifests.

    Exit status: 0 when every file is as it was published, 1 when not.
    """
    from ..release import verify as verifying
    from ..release.numbers import is_number, number
    from .refusing import refusing

    with refusing():
        store = verifying.open_store(place)
        found = verifying.verify(store)
        problems = list(found.problems)
        texts = sorted((n for n in store.names() if is_number(n)), key=number) if rebuild else []
        for text in [only] if only and rebuild else texts:
            problems += verifying.verify_rebuilt(store, project, text, rebuild=not here)
            write_error(f"{text} was built anew")
    write_lines(map(str, problems))
    write_lines([f"{found.versions} versions, {found.files} files, {len(problems)} differences"])
    raise SystemExit(1 if problems else 0)
