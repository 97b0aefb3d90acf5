"""``playbook check``: every problem of the data, a line each."""

from __future__ import annotations

from pathlib import Path

import click


@click.command()
@click.argument(
    "folder", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path)
)
@click.option("--strict", is_flag=True, help="Let warnings fail as well.")
@click.option(
    "--adopted",
    is_flag=True,
    help="Tell as well what is left before the starter text is your own, and let it fail.",
)
def check(folder: Path, strict: bool, adopted: bool) -> None:
    """Check the playbook_data of the project in FOLDER.

    Exit status: 0 when all is well, 1 when there are problems, 2 when it could not run.
    """
    from ..problems import failing
    from ..project import DATA, read_project

    if not (folder / DATA).is_dir():
        raise click.UsageError(f"there is no folder {DATA} in {folder}")
    checked = read_project(folder, adopted=adopted)
    for problem in checked.problems:
        click.echo(str(problem))
    failures = checked.problems if adopted else failing(checked.problems, strict=strict)
    click.echo(_summary(len(checked.problems), len(failures)), err=True)
    raise SystemExit(1 if failures else 0)


def _summary(found: int, failures: int) -> str:
    if not found:
        return "no problems"
    problems = "1 problem" if found == 1 else f"{found} problems"
    return (
        f"{problems}, {failures} to mend" if failures else f"{problems}, none that must be mended"
    )
