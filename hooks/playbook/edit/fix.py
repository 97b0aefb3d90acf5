"""Safe automatic fixes of data files: they keep or restore the intended meaning."""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path, PurePath

from ..checks.references import RENAMED_CURE, UNKNOWN
from ..model.codes import UNKNOWN_KEY
from ..model.entry import Entry
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
    rf"no entry has the id '(?P<id>[^']+)'.*; {RENAMED_CURE.format(id='(?P<new>.+)')}"
)
UNQUOTED_VALUE_CODES = ("PB102", "PB103", "PB105", "PB106", "PB109", "PB112", "PB202", "PB207")
"""Codes of values (names, dates, numbers, choices) in which curly quotes are a mistake."""


def fixed_files(project: Path) -> Mapping[str, str]:
    """The new texts of data files that can be fixed, by path. Writes nothing."""
    checked = read_project(project)
    fixed: dict[str, str] = {}
    for path in _data_files(project):
        try:
            old = (project / path).read_bytes().decode("utf-8")
        except UnicodeDecodeError:
            continue
        problems = [problem for problem in checked.problems if problem.location.path == path]
        new = _fixed(path, old, problems, checked.kinds)
        if new != old:
            fixed[path] = new
    return fixed


def _data_files(project: Path) -> list[str]:
    files = (path for path in (project / DATA_FOLDER).rglob("*.yml") if path.is_file())
    regular = (path for path in files if not is_linked(path, project))
    return sorted(path.relative_to(project).as_posix() for path in regular)


def _fixed(
    path: str, old: str, problems: Sequence[Problem], kinds: Mapping[str, type[Entry]]
) -> str:
    text = old.replace("\r\n", "\n")
    tree, file_problems = read_tree(path, text)
    if tree is None or file_problems:
        return old
    edits = [*_key_edits(tree, problems), *_quote_edits(tree, problems), *_id_edits(problems)]
    text = apply_edits(text, edits)
    text = _without_trailing_spaces(path, text)
    model = kinds.get(PurePath(path).with_suffix("").parts[1])
    text = with_keys_in_order(path, text, model) if model else text
    return text.replace("\n", "\r\n") if "\r\n" in old else text


def _key_edits(tree: Tree, problems: Sequence[Problem]) -> Iterator[Edit]:
    """Edits of unknown keys that are clearly a misspelling of a missing key."""
    for problem in problems:
        suggestion = _SUGGESTION.search(problem.cure) if problem.code == UNKNOWN_KEY.code else None
        line, column = problem.location.line, problem.location.column
        key = _KEY.match(tree.lines[line - 1], column - 1)
        if suggestion and key and not _has_sibling(tree, line, column, suggestion[1]):
            similarity = difflib.SequenceMatcher(None, key[0], suggestion[1]).ratio()
            if similarity >= 0.75:
                yield Edit(line, column, key[0], suggestion[1])


def _has_sibling(tree: Tree, line: int, column: int, key: str) -> bool:
    """Whether the mapping with a key at a location also has another ``key``."""
    for path, source_range in tree.ranges.items():
        if source_range[2:4] == (line, column) and path:
            return (*path[:-1], key) in tree.ranges
    return True


def _quote_edits(tree: Tree, problems: Sequence[Problem]) -> Iterator[Edit]:
    """Edits of curly quotes around names, dates and choices."""
    for problem in problems:
        if problem.code in UNQUOTED_VALUE_CODES:
            line, column = problem.location.line, problem.location.column
            match = _CURLY.match(tree.lines[line - 1], column - 1)
            if match:
                yield Edit(line, column, match[0], f'"{match[1]}"')


def _id_edits(problems: Sequence[Problem]) -> Iterator[Edit]:
    """Edits of references to former ids."""
    for problem in problems:
        ids = _RENAMED_ID.fullmatch(f"{problem.message}; {problem.cure}")
        if ids and problem.code == UNKNOWN.code:
            line, column = problem.location.line, problem.location.column
            for quote in ("", "'", '"'):
                yield Edit(line, column, quote + ids["id"] + quote, quote + ids["new"] + quote)


def _without_trailing_spaces(path: str, text: str) -> str:
    """Remove trailing spaces, except inside texts."""
    tree, _ = read_tree(path, text)
    if tree is None:
        return text
    lines_of_texts = {
        number
        for value_path, source_range in tree.ranges.items()
        if value_path and not isinstance(_value_at(tree, value_path), dict | list)
        for number in range(source_range[0], source_range[4])
    }
    rows = text.split("\n")
    stripped = [
        row if number in lines_of_texts else row.rstrip(" ") for number, row in enumerate(rows, 1)
    ]
    new = "\n".join(stripped)
    new_tree, _ = read_tree(path, new)
    return new if new_tree is not None and new_tree.data == tree.data else text


def _value_at(tree: Tree, path: tuple[str | int, ...]) -> object:
    value: object = tree.data
    for step in path:
        if isinstance(value, dict):
            value = value.get(str(step))
        elif isinstance(value, list) and isinstance(step, int) and step < len(value):
            value = value[step]
    return value
