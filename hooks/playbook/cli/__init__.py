"""The command ``playbook``. Heavy imports are inside the sub-commands."""

from __future__ import annotations

import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from .. import __version__
from ..visible import on_a_line
from .check import check
from .codeowners import codeowners
from .comment import comment
from .diff import diff
from .fix import fix
from .health import health
from .new import new
from .output import give_up, prepare, write_error, write_refusal
from .post import post
from .publish import publish
from .release import release
from .schema import schema
from .verify import verify

PACKAGE = Path(__file__).parent.parent
INTERRUPTED = 130
"""The exit status of a shell's command that somebody ended."""


class _Commands(click.Group):
    """Ends every command with an exit status, and whatever went wrong with a line."""

    def main(self, *args: Any, **extra: Any) -> Any:
        prepare()
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except click.Abort:
            _fail("interrupted", INTERRUPTED)
        except click.ClickException as error:
            with suppress(OSError):
                write_refusal(error)
            raise SystemExit(error.exit_code) from None
        except OSError as error:
            give_up()
            where = f"{_named(error.filename)}: " if error.filename is not None else ""
            _fail(f"{where}{error.strerror or error}", 2)
        except Exception as error:
            _fail(_fault(error), 2)
        raise SystemExit(status or 0)


def _fail(reason: str, status: int) -> NoReturn:
    """Say in one line why a command ended, and end it."""
    with suppress(OSError):
        write_error(f"Error: {on_a_line(reason)}")
    raise SystemExit(status) from None


def _named(file: object) -> str:
    return file.decode("utf-8", "surrogateescape") if isinstance(file, bytes) else str(file)


def _fault(error: Exception) -> str:
    """A fault of our own: what it is, and the last place of this package that it went through."""
    frames = traceback.extract_tb(error.__traceback__)
    ours = [frame for frame in frames if PACKAGE in Path(frame.filename).parents]
    place = f"{Path(ours[-1].filename).relative_to(PACKAGE).as_posix()}:{ours[-1].lineno}"
    what = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    return f"a fault of playbook {__version__} itself, in {place}: {what}; report it"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Check a social media playbook and build it into a handbook."""


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
