"""``playbook codeowners``: generates CODEOWNERS from the owners and teams."""

from __future__ import annotations

from pathlib import Path

import click

from .output import is_terminal, write, write_error, write_lines
from .project_paths import project_of


@click.command(short_help="Generate CODEOWNERS from owners and teams.")
@click.argument("folder", default=".", type=click.Path(exists=True, path_type=Path))
@click.option(
    "--output", type=click.Path(dir_okay=False, path_type=Path),
    help="Write to this file, for example .github/CODEOWNERS, instead of printing.",
)  # fmt: skip
def codeowners(folder: Path, output: Path | None) -> None:
    """Generate CODEOWNERS from the owners in the data and the teams in playbook.yml.

    FOLDER is the project folder (default: the current one).

    The team of the role that owns the most entries reviews what has no other team.

    Exit status: 0 on success, 2 if the command could not run.
    """
    from ..checks.teams import codeowners as codeowners_text
    from ..checks.teams import default_role, roles_without_team
    from ..git import GitError, run
    from ..problems import Phrase
    from ..project import read_project
    from ..source.folders import folders_of
    from .language import message_catalogue

    project = project_of(folder)
    playbook = read_project(project).playbook
    if playbook is None:
        raise click.UsageError("playbook.yml has errors: run 'playbook check'")
    if not playbook.settings.repository.teams:
        raise click.UsageError("playbook.yml has no teams: add repository: teams: {role: team}")
    try:
        project_prefix = run(project, "rev-parse", "--show-prefix")
    except GitError:
        project_prefix = ""
    text = codeowners_text(playbook, project_prefix, folders_of(project).docs)
    sentences = message_catalogue(None, playbook, is_for_people=is_terminal())
    team = playbook.settings.repository.teams[default_role(playbook) or ""]
    for role in roles_without_team(playbook):
        write_error(sentences.phrase(Phrase("codeowners.no-team", role=role, team=team)))
    if output is None:
        write(text, end="")
        return
    output.parent.mkdir(parents=True, exist_ok=True)
    output.write_text(text, encoding="utf-8", newline="\n")
    write_lines([sentences.phrase(Phrase("file.written", path=str(output)))])
