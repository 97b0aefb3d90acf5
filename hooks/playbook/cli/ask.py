"""``playbook ask``: answers a question in the terminal."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

import click

from .output import write
from .sources import exit_on_source_error, source_at, source_option, version_option

if TYPE_CHECKING:
    from ..asking.find import Reply
    from ..asking.rule import Rule
    from ..words.catalogue import Words

_COLOURS = {"yes": "green", "yes_if": "yellow", "ask_first": "yellow", "no": "red"}
"""The colour of each verdict."""


@click.command(short_help="Answer a question from the handbook.")
@click.argument("question", nargs=-1, required=True)
@source_option
@version_option
@click.option("--language", help="The language of the answer (default: the handbook's first).")
@click.option(
    "--format", "output_format", default="text", type=click.Choice(["text", "json"]),
    show_default=True, help="The output format.",
)  # fmt: skip
def ask(
    question: tuple[str, ...], location: Path | None, version: str | None, language: str | None,
    output_format: str,
) -> None:  # fmt: skip
    """Answer QUESTION in the words of the handbook, with the address of each rule.

    The answers are those of the search box. If it is not clear which of several is right, all are
    shown, with a sentence that says so. Nothing but the handbook is read, and nothing leaves the
    machine.

    Exit status: 0 if there is an answer, 1 if nothing answers the question, 2 if the command could
    not run.
    """
    from ..asking.data import reply_data
    from ..asking.find import find
    from ..visible import as_json

    with exit_on_source_error():
        source = source_at(location, version)
        chosen = source.language(language)
        reply = find(source, " ".join(question), chosen)
    if output_format == "json":
        write(as_json(reply_data(source, reply)))
    else:
        _write_text(reply, source.words(chosen))
    raise SystemExit(1 if reply.certainty == "none" else 0)


def _write_text(reply: Reply, words: Words) -> None:
    from ..asking.text import INDENT, heading, rule_lines, title_lines
    from ..visible import escape_for_one_line

    write(escape_for_one_line(reply.says))
    if reply.certainty == "none":
        for line in title_lines(reply):
            write(escape_for_one_line(line))
        return
    for rule in reply.rules:
        write("")
        write(escape_for_one_line(heading(rule)), style=_verdict_style(rule))
        for text in rule_lines(rule, words):
            for line in text.split("\n"):
                write(f"{INDENT}{escape_for_one_line(line)}")


def _verdict_style(rule: Rule) -> Callable[[str], str]:
    """A function that colours the verdict. Click removes colours that are not supported."""

    def with_colour(text: str) -> str:
        verdict, rest = text[: len(rule.verdict_text)], text[len(rule.verdict_text) :]
        colour = _COLOURS.get(rule.verdict)
        return f"{click.style(verdict, fg=colour, bold=True)}{rest}" if rule.verdict else text

    return with_colour
