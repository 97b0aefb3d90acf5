"""The only module that prints: all output of a command passes through it.

Output contains text by other people, so control characters are escaped before they reach the
terminal. The escapes are those of JSON, so that a JSON document stays valid.
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

from ..visible import ESCAPES, escape_controls, escape_for_one_line

_GITHUB_COMMAND = re.compile(r"(?m)^(?P<before>[^\S\n]*+):(?=:)|#(?=#\[)")
"""Text that GitHub runs as a command when it appears in a job's log."""
_YES, _NO = ("y", "yes", "j", "ja"), ("n", "no", "nej", "nei")


def prepare() -> None:
    """Make the output streams escape characters that they cannot encode, instead of failing.

    A file or a pipe gets UTF-8, also on Windows: JSON in another encoding would be unreadable.
    """
    is_chosen = bool(os.environ.get("PYTHONIOENCODING"))
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            keeps_encoding = is_chosen or stream.isatty()
            encoding = None if keeps_encoding else "utf-8"
            stream.reconfigure(encoding=encoding, errors=ESCAPES)


def write(
    text: str, *, end: str = "\n", crlf: bool = False, commands: bool = False,
    style: Callable[[str], str] | None = None,
) -> None:  # fmt: skip
    """Print a text on standard output.

    ``crlf`` also allows the line endings of Windows and iCalendar. ``commands`` allows GitHub
    workflow commands. ``style`` adds colours. Raises OSError.
    """
    output = escape_controls(f"{text}{end}", crlf=crlf)
    output = output if commands else _without_github_commands(output)
    _print(style(output) if style else output, sys.stdout)


def write_error(text: str) -> None:
    """Print a text on standard error. Raises OSError."""
    _print(_without_github_commands(escape_controls(f"{text}\n")), sys.stderr)


def write_lines(lines: Iterable[str]) -> None:
    """Print each text as exactly one line of standard output. Raises OSError."""
    for line in lines:
        write(escape_for_one_line(line))


def write_bytes(data: bytes) -> None:
    """Print the content of a file: unchanged to a file or a pipe, escaped on a terminal."""
    if is_terminal():
        write(data.decode("utf-8", "surrogateescape"), end="", crlf=True)
        return
    with _ignore_closed_pipe(sys.stdout):
        stream = click.open_file("-", "wb")
        stream.write(data)
        stream.flush()


def write_refusal(error: click.ClickException) -> None:
    """Print a click error, with the usage of the command."""
    if not isinstance(error, NoArgsIsHelpError):  # this message is the whole help text
        vars(error)["message"] = escape_for_one_line(error.message)
    usage = io.StringIO()
    error.show(usage)
    write_error(usage.getvalue().rstrip("\n"))


def answer_to(question: str, default: str | None) -> str:
    """Ask a person on the terminal, and return the answer. Raises click.Abort on Ctrl-C."""
    answer: str = click.prompt(escape_for_one_line(question), default=default, err=True)
    return answer


def agreed(question: str) -> bool:
    """Ask a person a question of yes or no; yes is the default. Raises click.Abort on Ctrl-C."""
    return _yes_or_no(question, "[Y/n]", is_default_yes=True, err=True)


def is_interactive() -> bool:
    """Whether a person can answer questions on standard error: it and input are a terminal."""
    return all(stream is not None and stream.isatty() for stream in (sys.stdin, sys.stderr))


def is_terminal() -> bool:
    """Whether standard output is a terminal."""
    return sys.stdout is not None and sys.stdout.isatty()


def can_ask() -> bool:
    """Whether a question can be asked: input and output are a terminal."""
    return is_terminal() and sys.stdin is not None and sys.stdin.isatty()


def ask(question: str) -> str:
    """Ask for a text on the terminal; empty if nothing is written. Raises Abort."""
    answer: str = click.prompt(escape_for_one_line(question), default="", show_default=False)
    return answer.strip()


def confirmed(question: str) -> bool:
    """Ask a yes-or-no question on the terminal; no is the default. Raises Abort.

    Swedes and Norwegians write j for yes, so j means yes in every language.
    """
    return _yes_or_no(question, "[y/N]", is_default_yes=False, err=False)


def _yes_or_no(question: str, choices: str, *, is_default_yes: bool, err: bool) -> bool:
    while True:
        prompt = f"{escape_for_one_line(question)} {choices}"
        answer = click.prompt(prompt, default="", show_default=False, err=err).strip().lower()
        if not answer:
            return is_default_yes
        if answer in _YES or answer in _NO:
            return answer in _YES


def discard_output() -> None:
    """Discard buffered output that cannot be written, so that Python does not flush it at exit."""
    sys.stdout = io.StringIO()


def _without_github_commands(text: str) -> str:
    """The text; in a GitHub job, with escapes that keep workflow commands from having effect."""
    if os.environ.get("GITHUB_ACTIONS") != "true":
        return text
    return _GITHUB_COMMAND.sub(
        lambda match: "\\u0023" if match[0] == "#" else f"{match['before']}\\u003a", text
    )


def _print(text: str, stream: IO[str] | None) -> None:
    if stream is not None:  # a process may be started without the stream
        with _ignore_closed_pipe(stream):
            click.echo(text, file=stream, nl=False)


@contextmanager
def _ignore_closed_pipe(stream: IO[Any]) -> Iterator[None]:
    """Ignore a pipe that its reader has closed, so that the command keeps its exit status."""
    try:
        yield
    except BrokenPipeError:
        with suppress(OSError, ValueError):  # so that Python can flush it at exit
            null_device = os.open(os.devnull, os.O_WRONLY)
            os.dup2(null_device, stream.fileno())
            os.close(null_device)
