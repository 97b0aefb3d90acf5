"""Safe repairs of data files, in place: what they mean stays, or is what the editor meant."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from ..checks.references import FORMER, UNKNOWN
from ..kinds import KINDS
from ..model.codes import UNKNOWN_KEY
from ..problems import Problem
from ..project import DATA, read_project
from ..source.links import is_linked
from ..source.tree import Tree, read_tree
from .order import reordered
from .text import Edit, applied

_ASKED = re.compile(r"did you mean '([^']+)'\?")
_KEY = re.compile(r"[\w-]+(?=\s*:)")
_CURLY = re.compile(r"[“”„‟‘’‚]([^“”„‟‘’‚\"\\]*)[“”„‟‘’‚](?=\s*(?:[,}\]]|$|#))")
_FORMER = re.compile(rf"no entry has the id '(?P<id>[^']+)'.*; {FORMER.format(id='(?P<now>.+)')}")
NAMED = ("PB102", "PB103", "PB105", "PB106", "PB109", "PB112", "PB202", "PB207")
"""Codes of values that are names, days, numbers or choices: no curly quotes are meant in them."""


def repairs(project: Path) -> Mapping[str, str]:
    """The texts of the data files that can be repaired, by path. Nothing is written."""
    checked = read_project(project)
    found: dict[str, str] = {}
    for path in _paths(project):
        try:
            old = (project / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        new = _repaired(path, old, [one for one in checked.problems if one.place.path == path])
        if new != old:
            found[path] = new
    return found


def _paths(project: Path) -> list[str]:
    files = (path for path in (project / DATA).rglob("*.yml") if path.is_file())
    plain = (path for path in files if not is_linked(path, project))
    return sorted(path.relative_to(project).as_posix() for path in plain)


def _repaired(path: str, old: str, problems: Sequence[Problem]) -> str:
    text = old.replace("\r\n", "\n")
    tree, faults = read_tree(path, text)
    if tree is None or faults:
        return old
    edits = [*_keys(tree, problems), *_quotes(tree, problems), *_former_ids(problems)]
    text = applied(text, edits)
    text = _without_trailing_spaces(path, text)
    model = KINDS.get(PurePath(path).with_suffix("").parts[1])
    text = reordered(path, text, model) if model else text
    return text.replace("\n", "\r\n") if "\r\n" in old else text


def _keys(tree: Tree, problems: Sequence[Problem]) -> Iterator[Edit]:
    """Keys that nobody knows and that can only be one other, which is not there yet."""
    for problem in problems:
        guess = _ASKED.search(problem.cure) if problem.code == UNKNOWN_KEY.code else None
        line, column = problem.place.line, problem.place.column
        key = _KEY.match(tree.lines[line - 1], column - 1)
        if guess and key and not _is_there(tree, line, column, guess[1]):
            near = difflib.SequenceMatcher(None, key[0], guess[1]).ratio()
            if near >= 0.75:
                yield Edit(line, column, key[0], guess[1])


def _is_there(tree: Tree, line: int, column: int, key: str) -> bool:
    """Whether the mapping in which the key at a place stands has another key already."""
    for path, spot in tree.spots.items():
        if spot[2:4] == (line, column) and path:
            return (*path[:-1], key) in tree.spots
    return True


def _quotes(tree: Tree, problems: Sequence[Problem]) -> Iterator[Edit]:
    """Curly quotes around a name, a day or a choice, where straight ones are meant."""
    for problem in problems:
        if problem.code in NAMED:
            line, column = problem.place.line, problem.place.column
            found = _CURLY.match(tree.lines[line - 1], column - 1)
            if found:
                yield Edit(line, column, found[0], f'"{found[1]}"')


def _former_ids(problems: Sequence[Problem]) -> Iterator[Edit]:
    """References to an id that an entry once had, which lead to what it is called now."""
    for problem in problems:
        ids = _FORMER.fullmatch(f"{problem.message}; {problem.cure}")
        if ids and problem.code == UNKNOWN.code:
            line, column = problem.place.line, problem.place.column
            for quote in ("", "'", '"'):
                yield Edit(line, column, quote + ids["id"] + quote, quote + ids["now"] + quote)


def _without_trailing_spaces(path: str, text: str) -> str:
    """Spaces at the ends of lines taken out, but where they are part of a text."""
    tree, _ = read_tree(path, text)
    if tree is None:
        return text
    kept = {
        number
        for value, spot in tree.spots.items()
        if value and not isinstance(_at(tree, value), dict | list)
        for number in range(spot[0], spot[4])
    }
    rows = text.split("\n")
    stripped = [row if number in kept else row.rstrip(" ") for number, row in enumerate(rows, 1)]
    new = "\n".join(stripped)
    again, _ = read_tree(path, new)
    return new if again is not None and again.data == tree.data else text


def _at(tree: Tree, path: tuple[str | int, ...]) -> object:
    value: object = tree.data
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
    return value
