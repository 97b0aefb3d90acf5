"""Values of the wrong shape: a text where a list belongs, a list for a text, a comma in braces."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from ..problems import Edit, Fix, Location, Phrase, Problem
from ..source.fixes import replacement_fix
from ..source.lines import meant_text, parts_of, quoted
from ..source.tree import Tree

_NAMES = re.compile(r"[\w-]+(?: *[,;] *[\w-]+)*")
_BULLET = re.compile(r"(?:[•·▪◦‣●○–—*]|\d{1,2}[.)])\s+")
_ONE_IN_BRACKETS = re.compile(r"\[ *([\w-]+) *\]")
_ONE_IN_BRACES = re.compile(r"\{ *([\w-]+) *\}")
_NUMBER_BEFORE = re.compile(r"-?\d{1,12},$")
_DECIMALS = re.compile(r"\d{1,12}(?:[eE]\+?\d{1,2})?")


def with_right_shape(problem: Problem, tree: Tree, expected: str, value: str) -> Problem:
    """A problem with a value of the wrong type, with the shape that it should have."""
    if expected in ("expected.list", "expected.list-as") and _NAMES.fullmatch(value):
        names = [name.strip() for name in re.split("[,;]", value)]
        new = f"[{', '.join(names)}]"
        fix = replacement_fix(tree, problem.location, value, new)
        return replace(problem, cure=Phrase("cure.write", value=new), fix=fix)
    if expected == "expected.texts" and value:
        return _as_items(problem, tree, value)
    line = tree.lines[problem.location.line - 1]
    if expected == "expected.text-in-brackets":
        match = _ONE_IN_BRACKETS.match(line, problem.location.column - 1)
        return _replaced(problem, match[0], match[1]) if match else problem
    if expected == "expected.text" and problem.fact("found") == Phrase("type.mapping"):
        if match := _ONE_IN_BRACES.match(line, problem.location.column - 1):
            return _replaced(problem, match[0], match[1])
        return _text_with_colon(problem, line)
    return problem


def _replaced(problem: Problem, old: str, new: str) -> Problem:
    """The problem with a fix that replaces the text at its location."""
    start = problem.location
    fix = Fix((Edit(start, start.line, start.column + len(old), new),))
    return replace(problem, cure=Phrase("cure.write", value=new), fix=fix)


def _text_with_colon(problem: Problem, line: str) -> Problem:
    """A text that a colon made a mapping; in curly quotes, if it has them."""
    value = line[problem.location.column - 1 :].rstrip()
    if value.startswith("{") or value.endswith(":") or not parts_of(line).dashes:
        return problem
    fixed = _replaced(problem, value, quoted(meant_text(value)))
    return replace(fixed, cure=Phrase("cure.colon-made-key"))


def _as_items(problem: Problem, tree: Tree, text: str) -> Problem:
    """A text for which a list of texts is required, as the items of one."""
    first = problem.location
    rest = tree.lines[first.line - 1 :]
    before = rest[0][: first.column - 1]
    if before.strip():  # on the line of its key
        for old in (text, f'"{text}"', f"'{text}'"):
            if rest[0].startswith(old, first.column - 1):
                return _replaced(problem, old, f"[{', '.join(map(quoted, _cells(text)))}]")
        return replace(problem, cure=Phrase("cure.dash-before-items"))
    edits = []
    for number, line in enumerate(rest, start=first.line):
        if len(line) - len(line.lstrip()) < len(before):
            break
        match = _BULLET.match(line, len(before))
        if match is None:
            return replace(problem, cure=Phrase("cure.dash-before-items"))
        start = Location(first.path, number, len(before) + 1)
        edits.append(Edit(start, number, match.end() + 1, "- "))
    return replace(problem, cure=Phrase("cure.dash-before-items"), fix=Fix(tuple(edits)))


def _cells(text: str) -> list[str]:
    """The texts that semicolons separate, as in a row of a spreadsheet; or the one text."""
    cells = [cell.strip() for cell in text.split(";")]
    return cells if all(cell[:1].isupper() for cell in cells) else [text]


def with_languages_below(problem: Problem, tree: Tree) -> Problem:
    """A text whose languages are the items of a list, or in the column of their key."""
    location = problem.location
    if problem.fact("found") == Phrase("type.list"):
        edits = _edits(tree, location.line, location.column, r"- +[a-z]{2,3}: ", removed=2)
        fix = Fix(tuple(edits)) if edits else None
        return replace(problem, cure=Phrase("cure.no-dashes"), fix=fix) if edits else problem
    if problem.cure == Phrase("cure.indent-texts"):
        column = parts_of(tree.lines[location.line - 1]).indent + 1
        edits = _edits(tree, location.line + 1, column, r"[a-z]{2,3}: ", added="  ")
        return replace(problem, fix=Fix(tuple(edits))) if edits else problem
    return problem


def _edits(
    tree: Tree, first: int, column: int, pattern: str, *, removed: int = 0, added: str = ""
) -> list[Edit]:
    """Edits of the lines from the first on that have a pattern at a column."""
    edits = []
    for number in range(first, len(tree.lines) + 1):
        line = tree.lines[number - 1]
        if not re.match(pattern, line[column - 1 :]) or line[: column - 1].strip():
            break
        start = Location(tree.path, number, column)
        edits.append(Edit(start, number, column + removed, added))
    return edits


def decimal_comma(problem: Problem, tree: Tree, key: str) -> Problem | None:
    """The problem with the decimals of a number in braces, which the comma made a key; or None."""
    location = problem.location
    before = tree.lines[location.line - 1][: location.column - 1]
    match = _NUMBER_BEFORE.search(before.rstrip())
    if match is None or not _DECIMALS.fullmatch(key):
        return None
    number = f"{Decimal(f'{match[0][:-1]}.{key}'):f}"
    start = Location(location.path, location.line, match.start() + 1)
    fix = Fix((Edit(start, location.line, location.column + len(key), number),))
    return replace(problem, cure=Phrase("cure.decimal-comma", number=number), fix=fix)


def with_fixed_braces(problem: Problem, tree: Tree, languages: Sequence[str]) -> Problem:
    """A problem with a comma, or a missing space, in texts in braces on one line."""
    number = problem.location.line
    line = tree.lines[number - 1]
    start, end = line.find("{"), line.rfind("}")
    if start < 0 or end < start or "{" in line[start + 1 :] or problem.cure is None:
        return problem
    codes = "|".join(languages)
    inside = re.sub(rf"(?:(?<=^)|(?<=[ ,]))({codes}|all):(?=\S)", r"\1: ", line[start + 1 : end])
    members = re.split(rf", +(?=(?:{codes}|all): )", inside)
    new = ", ".join(_member_in_quotes(member) for member in members)
    if new == line[start + 1 : end]:
        return problem
    edit_start = Location(problem.location.path, number, start + 2)
    return replace(problem, fix=Fix((Edit(edit_start, number, end + 1, new),)))


def _member_in_quotes(member: str) -> str:
    key, colon, text = member.partition(": ")
    needs_quotes = "," in text and text[:1] not in "'\""
    return f"{key}{colon}{quoted(meant_text(text.strip()))}" if needs_quotes else member
