"""The command ``playbook``. Heavy imports are inside the sub-commands."""

from __future__ import annotations

import traceback
from contextlib import suppress
from pathlib import Path
from typing import Any, NoReturn

import click

from .. import __version__
from ..system_errors import reason_of
from ..visible import escape_for_one_line
from .acknowledgements import acknowledgements
from .apply import apply
from .archive import archive
from .ask import ask
from .build import build
from .check import check
from .codeowners import codeowners
from .comment import comment
from .diff import diff
from .fix import fix
from .health import health
from .init import init
from .mcp import mcp
from .new import new
from .output import discard_output, prepare, write_error, write_refusal
from .pdf import pdf
from .post import post
from .publish import publish
from .release import release
from .remove import remove
from .rename import rename
from .rollback import rollback
from .schema import schema
from .serve import serve
from .upgrade import upgrade
from .verify import verify
from .withdraw import withdraw

PACKAGE = Path(__file__).parent.parent
INTERRUPTED = 130
"""The exit status that shells use for a command ended by Ctrl-C."""


class _Commands(click.Group):
    """Ends every command with an exit status, and every failure with one line."""

    def main(self, *args: Any, **extra: Any) -> Any:
        prepare()
        try:
            status = super().main(*args, **{**extra, "standalone_mode": False})
        except click.Abort:
            _exit_with_error("interrupted", INTERRUPTED)
        except click.ClickException as error:
            with suppress(OSError):
                write_refusal(error)
            raise SystemExit(error.exit_code) from None
        except OSError as error:
            discard_output()
            location = f"{_file_name(error.filename)}: " if error.filename is not None else ""
            _exit_with_error(f"{location}{reason_of(error)}", 2)
        except Exception as error:
            _exit_with_error(_internal_error(error), 2)
        raise SystemExit(status or 0)


def _exit_with_error(reason: str, status: int) -> NoReturn:
    """Print on one line why the command failed, and exit."""
    with suppress(OSError):
        write_error(f"Error: {escape_for_one_line(reason)}")
    raise SystemExit(status) from None


def _file_name(file: object) -> str:
    return file.decode("utf-8", "surrogateescape") if isinstance(file, bytes) else str(file)


def _internal_error(error: Exception) -> str:
    """Describe a bug in this package: the exception, and the last line of the package involved."""
    frames = traceback.extract_tb(error.__traceback__)
    package_frames = [frame for frame in frames if PACKAGE in Path(frame.filename).parents]
    last_frame = package_frames[-1]
    location = f"{Path(last_frame.filename).relative_to(PACKAGE).as_posix()}:{last_frame.lineno}"
    description = f"{type(error).__name__}: {error}" if str(error) else type(error).__name__
    cause = f"internal error of playbook {__version__} in {location}: {description}"
    return f"{cause}; please report this bug"


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__, prog_name="playbook")
def main() -> None:
    """Check a social media playbook and build it into a handbook."""


main.add_command(init)
main.add_command(check)
main.add_command(build)
main.add_command(serve)
main.add_command(ask)
main.add_command(mcp)
main.add_command(schema)
main.add_command(publish)
main.add_command(release)
main.add_command(upgrade)
main.add_command(verify)
main.add_command(archive)
main.add_command(rollback)
main.add_command(withdraw)
main.add_command(diff)
main.add_command(health)
main.add_command(codeowners)
main.add_command(comment)
main.add_command(new)
main.add_command(remove)
main.add_command(rename)
main.add_command(apply)
main.add_command(fix)
main.add_command(post)
main.add_command(pdf)
main.add_command(acknowledgements)
