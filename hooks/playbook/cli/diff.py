"""``playbook diff``: what changed between two states, in the policy's own words."""

from __future__ import annotations

from pathlib import Path

import click

from .places import project_of


@click.command(short_help="Say what changed between two states.")
@click.argument("old")
@click.argument("new", default=".")
@click.option(
    "--format", "form", default="text", type=click.Choice(["text", "markdown", "json", "html"]),
    help="text, markdown for a comment, json, or html.",
)  # fmt: skip
@click.option("--language", help="The language of the report; by default the handbook's first.")
def diff(old: str, new: str, form: str, language: str | None) -> None:
    """Say what changed from OLD to NEW: each a folder with playbook_data, or a git revision.

    Rewordings that changes/next.yml calls editorial, with a reason, do not count as binding.

    Exit status: 0 when it could be told, 1 when one of the two has errors, so that something may
    be missing, 2 when it could not run.
    """
    from ..changes.compare import compare
    from ..changes.states import NoStateError, editorial_reasons, read_state, whole
    from ..changes.telling import Telling
    from ..changes.voices import VOICES
    from ..git import GitError
    from ..words.catalogue import catalogue
    from .speaking import spoken

    project = project_of(Path(new) if Path(new).is_dir() else Path())
    try:
        here = new if new != "." else str(project)  # also from a folder within the project
        states = [read_state(name, project) for name in (old, here)]
        before, after = (whole(*pair) for pair in zip(states, (old, new), strict=True))
        reasons = editorial_reasons(project)
    except (GitError, NoStateError) as error:
        raise click.UsageError(str(error)) from error
    language = spoken(language, after)
    changes = compare(before, after, language, reasons)
    click.echo(VOICES[form](changes, Telling(before, after, catalogue(language))).rstrip("\n"))
    for name, state in zip((old, new), states, strict=True):
        if state.errors:
            count = len(state.errors)
            errors = "1 error" if count == 1 else f"{count} errors"
            click.echo(f"{name} has {errors}: something may be missing", err=True)
    raise SystemExit(1 if any(state.errors for state in states) else 0)
