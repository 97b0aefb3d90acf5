"""Generates the page on problem codes from the codes and the golden cases.

A case shows the wrong lines and, taken out by its ``diff``, the right ones.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from pathlib import Path

from checks.case_files import CHANGE, expected_lines
from playbook.problems import Code

HEAD = """\
# Problem codes

Every problem that `playbook check` tells has a code. Here is each one, with a wrong and a right
example. Errors fail always, warnings fail a strict check and a strict build, notices only
`playbook check --adopted`.

This page is made from the codes and from the tests' cases:
`python -m pytest tests/starter/checks/test_documented.py --accept` writes it anew.
"""
WITHOUT_A_CASE = {
    "PB119": ("a value that a field's own rule refuses", "what the field's description asks for"),
    "PB731": ("the Swedish statement was changed, the English one was not", "both say the same"),
    "PB741": (
        "a new contact, and `schema/` as it was before",
        "`playbook schema`, or `playbook fix`",
    ),
}
"""Wrong and right in words, for codes that no change of a data file alone brings about."""


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
    yield f"**{code.level.capitalize()}:** {_shown(code.message)}."
    yield ""
    if path is None:
        wrong, right = WITHOUT_A_CASE[code.code]
        yield f"Wrong: {wrong}."
        yield ""
        yield f"Right: {right}."
        yield ""
        return
    case = path.read_text(encoding="utf-8")
    told = [line for line in expected_lines(case) if f" {code.code}: " in line]
    yield from _examples(case, told[0].partition("; ")[2])
    yield "What is said:"
    yield ""
    yield from ("```text", told[0], "```", "")


def _examples(case: str, cure: str) -> Iterator[str]:
    changes = list(CHANGE.finditer(case))
    if not changes:
        story = " ".join(case.split("Made by")[0].split("\n", 1)[1].split())
        title = case.split("\n", 1)[0].split(": ", 1)[1]
        yield from (f"Wrong: {story or title + '.'}", "", f"Right: {cure}.", "")
        return
    for found in changes:
        wrong, right = _sides(found["body"], found["sort"])
        yield from (f"Wrong, in `{found['file']}`:", "", "```yaml", *wrong, "```", "")
        if right and right != wrong:
            yield from ("Right:", "", "```yaml", *right, "```", "")
        else:
            yield from (f"Right: {cure}.", "")


def _sides(body: str, sort: str) -> tuple[list[str], list[str]]:
    lines = body.rstrip("\n").split("\n")
    if sort == "yaml":
        return lines, []
    wrong = [line[1:] for line in lines if not line.startswith("-")]
    right = [line[1:] for line in lines if not line.startswith("+")]
    return wrong, right


def _shown(message: str) -> str:
    """A template of a message with its slots as words in italics."""
    text = re.sub(r"[<>*_`|]", lambda found: f"\\{found[0]}", message)
    return re.sub(r"\{(\w+)\}", r"*\1*", text.replace("{{", "{").replace("}}", "}"))
