"""Generates the page on problem codes from the codes and the golden cases.

The added lines of the ``diff`` of a case are the wrong ones, the removed lines the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from checks.case_files import CHANGE, expected_lines
from playbook.problems import Code

HEAD = """\
# Problem codes

Every problem that `playbook check` reports has a code. This page lists them, each with a wrong and
a right example. Errors always fail a check. Warnings fail a strict check and a strict build.
Notices fail only `playbook check --adopted`.

This page is generated from the codes and the test cases:
`python -m pytest tests/starter/checks/test_documented.py --accept` regenerates it.
"""
WITHOUT_A_CASE = {
    "PB512": ("a kind whose package is unfinished", "a version of the package that fits"),
    "PB513": ("a kind with labels in English only", "labels in every language of the handbook"),
    "PB119": ("a value that the validator of a field rejects", "see the description of the field"),
    "PB731": ("only the Swedish statement was changed", "both statements have the same meaning"),
    "PB741": (
        "a new contact without an updated `schema/`",
        "`playbook schema`, or `playbook fix`",
    ),
}
"""Descriptions of wrong and right, for codes that a change of a data file alone cannot cause."""


def page(codes: Iterable[Code], cases: Iterable[Path]) -> str:
    """The whole page, a section for each code."""
    by_code: dict[str, Path] = {}
    for path in cases:
        by_code.setdefault(path.stem[:5], path)
    known = {code.code: code for code in codes}
    parts = [HEAD]
    for number in sorted(known):
        if number in by_code or number in WITHOUT_A_CASE:
            parts.append("\n".join(_section(known[number], by_code.get(number))))
    return "\n".join(parts)


def _section(code: Code, path: Path | None) -> Iterator[str]:
    yield f"## {code.code}"
    yield ""
    yield f"**{code.level.capitalize()}:** {_in_markdown(code.message)}."
    yield ""
    if path is None:
        wrong, right = WITHOUT_A_CASE[code.code]
        yield f"Wrong: {wrong}."
        yield ""
        yield f"Right: {right}."
        yield ""
        return
    case = path.read_text(encoding="utf-8")
    line = next(line for line in expected_lines(case) if f" {code.code}: " in line)
    yield from _examples(case, line.partition("; ")[2])
    yield from ("Output:", "", "```text", line, "```", "")


def _examples(case: str, cure: str) -> Iterator[str]:
    changes = list(CHANGE.finditer(case))
    if not changes:
        description = " ".join(case.split("Made by")[0].split("\n", 1)[1].split())
        title = case.split("\n", 1)[0].split(": ", 1)[1]
        yield from (f"Wrong: {description or title + '.'}", "", f"Right: {cure}.", "")
        return
    for change in changes:
        wrong, right = _wrong_and_right(change["body"], change["type"])
        yield from (f"Wrong, in `{change['file']}`:", "", "```yaml", *wrong, "```", "")
        if right and right != wrong:
            yield from ("Right:", "", "```yaml", *right, "```", "")
        else:
            yield from (f"Right: {cure}.", "")


def _wrong_and_right(body: str, block_type: str) -> tuple[list[str], list[str]]:
    lines = body.rstrip("\n").split("\n")
    if block_type == "yaml":
        return lines, []
    wrong = [line[1:] for line in lines if not line.startswith("-")]
    right = [line[1:] for line in lines if not line.startswith("+")]
    return wrong, right


def _in_markdown(message: str) -> str:
    """The format string of a message as Markdown, with the names of its fields in italics."""
    text = re.sub(r"[<>*_`|]", lambda match: f"\\{match[0]}", message)
    return re.sub(r"\{(\w+)\}", r"*\1*", text.replace("{{", "{").replace("}}", "}"))
