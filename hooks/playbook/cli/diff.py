"""``playbook diff``: what changed between two states, in the terms of the policy."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..visible import on_a_line
from .output import write, write_error
from .project_paths import project_of

if TYPE_CHECKING:
    from ..project import CheckResult

HERE = "."
WORKING_FILES = "the working files"


@click.command(short_help="Show what changed between two states.")
@click.argument("old")
@click.argument("new", default=HERE)
@click.option(
    "--format",
    "output_format",
    default="text", type=click.Choice(["text", "markdown", "json", "html"]),
    help="text, markdown, json or html.",
)  # fmt: skip
@click.option("--language", help="The language of the report (default: the handbook's first).")
def diff(old: str, new: str, output_format: str, language: str | None) -> None:
    """Show what changed from OLD to NEW, each a folder with playbook_data or a git revision.

    Rewordings listed as editorial in changes/next.yml do not count as binding.

    Exit status: 0 on success, 1 if OLD or NEW has errors and the report may be incomplete, 2 if the
    command could not run.
    """
    from ..changes.compare import compare
    from ..changes.gaps import gaps
    from ..changes.labels import Labels
    from ..changes.renderers import RENDERERS
    from ..changes.states import StateError, editorial_reasons, read_state, require_playbook
    from ..git import GitError
    from ..words.catalogue import catalogue
    from .language import output_language

    project = project_of(Path(new) if Path(new).is_dir() else Path())
    names = [WORKING_FILES if name == HERE else name for name in (old, new)]
    try:
        # The project's folder stands for the working files also within it.
        places = (str(project) if name == HERE else name for name in (old, new))
        was, now = states = [read_state(place, project) for place in places]
        before, after = (require_playbook(*pair) for pair in zip(states, names, strict=True))
        reasons = editorial_reasons(project)
    except (GitError, StateError) as error:
        raise click.UsageError(str(error)) from error
    words = catalogue(output_language(language, after))
    before_is, after_is = (words("diff.here") if name == HERE else name for name in (old, new))
    unread = gaps(was, now, (old, new), (before_is, after_is))
    changes = compare(before, after, words.language, reasons)
    write(RENDERERS[output_format](changes, Labels(before, after, words, unread)).rstrip("\n"))
    hiding = [gap.side for gap in unread]
    for side, name, state in zip(("old", "new"), names, states, strict=True):
        _warn(name, state, is_hiding=side in hiding)
    raise SystemExit(1 if any(state.errors for state in states) else 0)


def _warn(name: str, state: CheckResult, *, is_hiding: bool) -> None:
    """Say that a state has errors, also to somebody who keeps the report in a file."""
    if state.errors:
        count = len(state.errors)
        errors = "1 error" if count == 1 else f"{count} errors"
        what = "something may be missing" if is_hiding else "they hide no change"
        cure = "; run playbook check" if name == WORKING_FILES else ""
        write_error(f"{on_a_line(name)}: {errors}; {what}{cure}")
