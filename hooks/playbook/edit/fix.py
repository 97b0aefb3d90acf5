"""Safe fixes of data files that keep or restore the intended meaning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from ..checks.references import RENAMED_CURE, UNKNOWN
from ..kinds import KINDS
from ..model.codes import UNKNOWN_KEY
from ..problems import Problem
from ..project import DATA_FOLDER, read_project
from ..source.links import is_linked
from ..source.tree import Tree, read_tree
from .key_order import with_keys_in_order
from .text_edits import Edit, apply_edits

_SUGGESTION = re.compile(r"did you mean '([^']+)'\?")
_KEY = re.compile(r"[\w-]+(?=\s*:)")
_CURLY = re.compile(r"[“”„‟‘’‚]([^“”„‟‘’‚\"\\]*)[“”„‟‘’‚](?=\s*(?:[,}\]]|$|#))")
_RENAMED_ID = re.compile(
    rf"no entry has the id '(?P<id>[^']+)'.*; {RENAMED_CURE.format(id='(?P<now>.+)')}"
)
UNQUOTED_VALUE_CODES = ("PB102", "PB103", "PB105", "PB106", "PB109", "PB112", "PB202", "PB207")
"""Codes of values (names, dates, numbers, choices) in which curly quotes are a mistake."""


def fixed_files(project: Path) -> Mapping[str, str]:
    """The new texts of data files that can be fixed, by path. Writes nothing."""
    checked = read_project(project)
    found: dict[str, str] = {}
    for path in _paths(project):
        try:
            old = (project / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        new = _fixed(path, old, [one for one in checked.problems if one.location.path == path])
        if new != old:
            found[path] = new
    return found


def _paths(project: Path) -> list[str]:
    files = (path for path in (project / DATA_FOLDER).rglob("*.yml") if path.is_file())
    plain = (path for path in files if not is_linked(path, project))
    return sorted(path.relative_to(project).as_posix() for path in plain)


def _fixed(path: str, old: str, problems: Sequence[Problem]) -> str:
    text = old.replace("\r\n", "\n")
    tree, file_problems = read_tree(path, text)
    if tree is None or file_problems:
        return old
    edits = [*_keys(tree, problems), *_quotes(tree, problems), *_former_ids(problems)]
    text = apply_edits(text, edits)
    text = _without_trailing_spaces(path, text)
    model = KINDS.get(PurePath(path).with_suffix("").parts[1])
    text = with_keys_in_order(path, text, model) if model else text
    return text.replace("\n", "\r\n") if "\r\n" in old else text


def _keys(tree: Tree, problems: Sequence[Problem]) -> Iterator[Edit]:
    """Edits of unknown keys that are clearly a misspelling of a missing key."""
    for problem in problems:
        suggestion = _SUGGESTION.search(problem.cure) if problem.code == UNKNOWN_KEY.code else None
        line, column = problem.location.line, problem.location.column
        key = _KEY.match(tree.lines[line - 1], column - 1)
        if suggestion and key and not _is_there(tree, line, column, suggestion[1]):
            near = difflib.SequenceMatcher(None, key[0], suggestion[1]).ratio()
            if near >= 0.75:
                yield Edit(line, column, key[0], suggestion[1])


def _is_there(tree: Tree, line: int, column: int, key: str) -> bool:
    """Whether the mapping of the key at a location already has the other key."""
    for path, source_range in tree.ranges.items():
        if source_range[2:4] == (line, column) and path:
            return (*path[:-1], key) in tree.ranges
    return True


def _quotes(tree: Tree, problems: Sequence[Problem]) -> Iterator[Edit]:
    """Edits of curly quotes around names, dates and choices."""
    for problem in problems:
        if problem.code in UNQUOTED_VALUE_CODES:
            line, column = problem.location.line, problem.location.column
            found = _CURLY.match(tree.lines[line - 1], column - 1)
            if found:
                yield Edit(line, column, found[0], f'"{found[1]}"')


def _former_ids(problems: Sequence[Problem]) -> Iterator[Edit]:
    """Edits of references to former ids."""
    for problem in problems:
        ids = _RENAMED_ID.fullmatch(f"{problem.message}; {problem.cure}")
        if ids and problem.code == UNKNOWN.code:
            line, column = problem.location.line, problem.location.column
            for quote in ("", "'", '"'):
                yield Edit(line, column, quote + ids["id"] + quote, quote + ids["now"] + quote)


def _without_trailing_spaces(path: str, text: str) -> str:
    """Remove trailing spaces, except inside texts."""
    tree, _ = read_tree(path, text)
    if tree is None:
        return text
    kept = {
        number
        for value, source_range in tree.ranges.items()
        if value and not isinstance(_at(tree, value), dict | list)
        for number in range(source_range[0], source_range[4])
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
