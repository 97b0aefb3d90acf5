"""The command ``playbook``. Heavy imports stand inside the sub-commands."""

from __future__ import annotations

import io
import sys
from typing import Any

import click

from .. import __version__
from .check import check
from .codeowners import codeowners
from .comment import comment
from .diff import diff
from .fix import fix
from .health import health
from .new import new
from .post import post
from .publish import publish
from .release import release
from .schema import schema
from .verify import verify


class _Commands(click.Group):
    """Tells in one line, with exit status 2, which file or stream the machine refuses."""

    def main(self, *args: Any, **extra: Any) -> Any:
        try:
            return super().main(*args, **extra)
        except OSError as error:
            sys.stdout = io.StringIO()  # what a full one still holds is not tried again at the end
            where = f"{error.filename}: " if error.filename is not None else ""
            click.echo(f"Error: {where}{error.strerror or error}", err=True)
            raise SystemExit(2) from None


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Check a social media playbook and build it into a handbook."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):  # a terminal that lacks å or → shows its number
            stream.reconfigure(errors="backslashreplace")


main.add_command(check)
main.add_command(schema)
main.add_command(publish)
main.add_command(release)
main.add_command(verify)
main.add_command(diff)
main.add_command(health)
main.add_command(codeowners)
main.add_command(comment)
main.add_command(new)
main.add_command(fix)
main.add_command(post)
