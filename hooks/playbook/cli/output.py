"""The only module that prints: all that a command says goes through here.

What other people wrote stands in it, so nothing is printed that a terminal would obey. The escapes
are those of JSON: a document stays one.
"""

from __future__ import annotations

import io
import os
import re
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from typing import IO, Any

import click
from click.exceptions import NoArgsIsHelpError

from ..visible import ESCAPES, on_a_line, visible

_COMMAND = re.compile(r"(?m)^(?P<before>[^\S\n]*+):(?=:)|#(?=#\[)")
"""What GitHub takes for a command to itself where it stands in a log."""


def prepare() -> None:
    """Let no character that the encoding of a stream lacks end the command."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            stream.reconfigure(errors=ESCAPES)


def write(
    text: str, *, end: str = "\n", crlf: bool = False, commands: bool = False,
    style: Callable[[str], str] | None = None,
) -> None:  # fmt: skip
    """Print a text on standard output.

    Where ``crlf``, line ends may be those of calendars and of Windows as well. Where ``commands``,
    its lines are meant as GitHub's commands. ``style`` adds colours. Raises OSError.
    """
    shown = visible(f"{text}{end}", crlf=crlf)
    shown = shown if commands else _tamed(shown)
    _print(style(shown) if style else shown, sys.stdout)


def write_error(text: str) -> None:
    """Print a text on standard error. Raises OSError."""
    _print(_tamed(visible(f"{text}\n")), sys.stderr)


def write_lines(lines: Iterable[str]) -> None:
    """Print each text as one line of standard output, whatever is in it. Raises OSError."""
    for line in lines:
        write(on_a_line(line))


def write_bytes(data: bytes) -> None:
    """Print a file: as it is into another file or program, made safe on a terminal."""
    if is_terminal():
        write(data.decode("utf-8", "surrogateescape"), end="", crlf=True)
        return
    with _until_closed(sys.stdout):
        stream = click.open_file("-", "wb")
        stream.write(data)
        stream.flush()


def write_refusal(error: click.ClickException) -> None:
    """Print why click refuses to run a command, with its usage."""
    if not isinstance(error, NoArgsIsHelpError):  # its message is the whole help
        vars(error)["message"] = on_a_line(error.message)
    told = io.StringIO()
    error.show(told)
    write_error(told.getvalue().rstrip("\n"))


def is_terminal() -> bool:
    """Whether a person reads standard output as it comes."""
    return sys.stdout is not None and sys.stdout.isatty()


def give_up() -> None:
    """Forget what a full standard output still holds: it is not tried again at the end."""
    sys.stdout = io.StringIO()


def _tamed(text: str) -> str:
    """A text in which a log of GitHub's finds no command."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return _COMMAND.sub(
        lambda found: "\\u0023" if found[0] == "#" else f"{found['before']}\\u003a", text
    )


def _print(text: str, stream: IO[str] | None) -> None:
    if stream is not None:  # a process may have been started without it
        with _until_closed(stream):
            click.echo(text, file=stream, nl=False)


@contextmanager
def _until_closed(stream: IO[Any]) -> Iterator[None]:
    """Go on in silence where a reader has seen enough: the exit status says the rest."""
    try:
        yield
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # so that the end of Python finds it open
            nowhere = os.open(os.devnull, os.O_WRONLY)
            os.dup2(nowhere, stream.fileno())
            os.close(nowhere)
