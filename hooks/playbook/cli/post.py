"""``playbook post``: checks drafts against the rules of the handbook."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import write, write_bytes, write_error

if TYPE_CHECKING:
    from .drafts import DraftChecker


@click.command(short_help="Check a draft against the rules of the handbook.")
@click.argument("file", default="-", type=click.Path(exists=True, dir_okay=False, allow_dash=True))
@click.option(
    "-C", "--project", default=".", type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="The project folder (default: the current one).",
)  # fmt: skip
@click.option("--channel", help="The id of the channel of the post.")
@click.option(
    "--account", type=click.Choice(["official", "personal"]), default="official",
    show_default=True, help="The type of account that publishes the post.",
)  # fmt: skip
@click.option(
    "--situation", type=click.Choice(["post", "reply"]), default="post",
    show_default=True, help="Whether the draft is a new post or a reply.",
)  # fmt: skip
@click.option(
    "--language", "--lang", "lang", help="The language of the post (default: the handbook's first)."
)
@click.option(
    "--format",
    "output_format",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="The output format.",
)
@click.option(
    "--column", help="The column (name or number) or JSON key that contains the posts of an export."
)
@click.option(
    "--fix", is_flag=True, help="Apply safe replacements to FILE, and report what remains."
)
@click.option("--strict", is_flag=True, help="Treat warnings as errors.")
@click.option(
    "--export-vale", type=click.Path(file_okay=False, path_type=Path), metavar="DIR",
    help="Export the rules as a Vale style, and list what Vale does not support.",
)  # fmt: skip
def post(
    file: str,
    project: Path,
    channel: str | None,
    account: str,
    situation: str,
    lang: str | None,
    output_format: str,
    column: str | None,
    fix: bool,
    strict: bool,
    export_vale: Path | None,
) -> None:
    """Check the draft in FILE, or on standard input, against the rules of the handbook.

    FILE is text, Markdown, or a CSV or JSON export from a scheduling tool.
    With --fix, a draft read from standard input is written, fixed, to standard output.

    Exit status: 0 if there are no errors, 1 if there are, 2 if the command could not run.
    """
    from ..post.draft import ReadError
    from ..post.finding import PostContext
    from .drafts import DraftChecker

    context = PostContext(channel, account, situation)
    try:
        checker = DraftChecker.of_project(project, lang)
        if export_vale is not None:
            _export(checker, export_vale)
            return
        data = _read(file)
        report = checker.check(file, data, context, column)
        if fix:
            data = report.fixed().encode("utf-8")
            _write(file, data)
            report = checker.check(file, data, context, column)
    except (ReadError, OSError) as error:
        raise click.UsageError(str(error)) from error
    for line in report.lines(output_format):
        (write_error if fix and file == "-" else write)(line)
    write_error(report.summary())
    raise SystemExit(1 if report.fails(strict=strict) else 0)


def _read(file: str) -> bytes:
    with click.open_file(file, "rb") as stream:
        return bytes(stream.read())


def _write(file: str, data: bytes) -> None:
    if file == "-":
        write_bytes(data)
    else:
        Path(file).write_bytes(data)


def _export(checker: DraftChecker, folder: Path) -> None:
    from ..post.vale import UNSUPPORTED_FILE, vale_style

    for path, text in vale_style(checker.playbook, checker.address).items():
        target = folder / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text, encoding="utf-8", newline="\n")
    write((folder / UNSUPPORTED_FILE).read_text(encoding="utf-8"), end="")
