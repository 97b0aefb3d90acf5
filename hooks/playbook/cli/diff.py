"""``playbook diff``: what changed between two states, in the policy's own words."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from ..visible import on_a_line
from .output import write, write_error
from .places import project_of

if TYPE_CHECKING:
    from ..project import Checked

HERE = "."
WORKING_FILES = "the working files"


@click.command(short_help="Say what changed between two states.")
@click.argument("old")
@click.argument("new", default=HERE)
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
    from ..changes.gaps import gaps
    from ..changes.states import NoStateError, editorial_reasons, read_state, whole
    from ..changes.telling import Telling
    from ..changes.voices import VOICES
    from ..git import GitError
    from ..words.catalogue import catalogue
    from .speaking import spoken

    project = project_of(Path(new) if Path(new).is_dir() else Path())
    names = [WORKING_FILES if name == HERE else name for name in (old, new)]
    try:
        # The project's folder stands for the working files also within it.
        places = (str(project) if name == HERE else name for name in (old, new))
        was, now = states = [read_state(place, project) for place in places]
        before, after = (whole(*pair) for pair in zip(states, names, strict=True))
        reasons = editorial_reasons(project)
    except (GitError, NoStateError) as error:
        raise click.UsageError(str(error)) from error
    words = catalogue(spoken(language, after))
    before_is, after_is = (words("diff.here") if name == HERE else name for name in (old, new))
    unread = gaps(was, now, (old, new), (before_is, after_is))
    changes = compare(before, after, words.language, reasons)
    write(VOICES[form](changes, Telling(before, after, words, unread)).rstrip("\n"))
    hiding = [gap.side for gap in unread]
    for side, name, state in zip(("old", "new"), names, states, strict=True):
        _warn(name, state, is_hiding=side in hiding)
    raise SystemExit(1 if any(state.errors for state in states) else 0)


def _warn(name: str, state: Checked, *, is_hiding: bool) -> None:
    """Say that a state has errors, also to somebody who keeps the report in a file."""
    if state.errors:
        count = len(state.errors)
        errors = "1 error" if count == 1 else f"{count} errors"
        what = "something may be missing" if is_hiding else "they hide no change"
        cure = "; run playbook check" if name == WORKING_FILES else ""
        write_error(f"{on_a_line(name)}: {errors}; {what}{cure}")
