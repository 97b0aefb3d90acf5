"""Changes the names of pages in ``mkdocs.yml`` when pages are moved or removed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from ..problems import Phrase
from ..source.folders import CONFIG
from ..source.tree import DataPath, read_tree
from .draft import EditRefusal
from .nodes import EditError
from .values import value_at
from .yaml_edits import WHOLE, Rewrite, edited_text

_PATTERNS = ("not_in_nav", "exclude_docs", "draft_docs")
"""The settings with a pattern of paths on each line."""


def changed_settings(
    text: str, moves: Mapping[str, str | None], files: Collection[str | None],
    before: Sequence[str], removed: Collection[str],
) -> str:  # fmt: skip
    """The text with the new names of pages, without those that are removed. Raises EditRefusal.

    ``moves`` has the changed names, and ``files`` all names after the change.
    """
    tree, _ = read_tree(CONFIG, text.replace("\r\n", "\n"))
    if tree is None:
        return text
    gone: set[DataPath] = set()
    rewrites: dict[DataPath, list[Rewrite]] = {}
    for key in _PATTERNS:
        if isinstance(value := tree.data.get(key), str):
            lines = list(_line_rewrites(value, moves, files, before, removed))
            if lines:
                rewrites[(key,)] = lines
    for path, name in _leaves(tree.data.get("nav"), ("nav",)):
        if name in moves:
            new = moves[name]
            if new is None:
                gone.add(path[: _last_index(path) + 1])
            else:
                rewrites[path] = [(re.compile(re.escape(name)), new)]
    theme = tree.data.get("theme")
    if isinstance(theme, Mapping) and theme.get("language") in removed:
        kept = next(language for language in before if language not in removed)
        rewrites[("theme", "language")] = [(WHOLE, kept)]
    try:
        return edited_text(CONFIG, text, _with_emptied(tree.data, gone), rewrites)
    except EditError as error:
        raise EditRefusal(Phrase("edit.cannot-edit", path=CONFIG, reason=str(error))) from error


def _line_rewrites(
    value: str, moves: Mapping[str, str | None], files: Collection[str | None],
    before: Sequence[str], removed: Collection[str],
) -> Iterator[Rewrite]:  # fmt: skip
    """The rewrites of the lines of a setting with patterns; its comments stay."""
    lines = [line.strip() for line in value.split("\n")]
    first = next(language for language in before if language not in removed)
    has_new_first = first != before[0]
    for line in dict.fromkeys(filter(None, lines)):
        name = line.lstrip("!/")
        head, _, rest = name.partition("/")
        is_lost = name in moves and name not in files
        if head in removed and head in before[1:]:
            yield _removal(line)
        elif has_new_first and head == first:
            new = f"{line[: len(line) - len(name)]}{rest}"
            yield _removal(line) if new in lines else (_whole_line(line), new)
        elif is_lost and before[0] in removed:
            yield _removal(line)


def _whole_line(line: str) -> re.Pattern[str]:
    return re.compile(rf"(?m)(?<=[ \t\n]){re.escape(line)}(?=[ \t\r]*$)|\A{re.escape(line)}(?=$)")


def _removal(line: str) -> Rewrite:
    """The rewrite that removes a whole line. In the file, the last line has no line ending."""
    name = re.escape(line)
    pattern = rf"(?:(?<=\n)|\A)[ \t]*{name}[ \t]*\r?\n|\r?\n[ \t]*{name}[ \t]*\Z"
    return re.compile(pattern), ""


def _leaves(value: Any, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    """The pages in a menu, each with its path."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _leaves(inner, (*path, key))
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _leaves(inner, (*path, index))


def _last_index(path: DataPath) -> int:
    """The position in a path of its last step into a list."""
    return max(index for index, step in enumerate(path) if isinstance(step, int))


def _with_emptied(data: Any, gone: set[DataPath]) -> set[DataPath]:
    """The removed paths, and the sections of the menu that they leave empty."""
    while True:
        sections = {path[:-1] for path in gone if len(path) > 2}
        emptied = {
            section[: _last_index(section) + 1] if any(isinstance(step, int) for step in section)
            else section
            for section in sections
            if all((*section, index) in gone for index in range(len(value_at(data, section))))
        } - gone  # fmt: skip
        if not emptied:
            return gone
        gone |= emptied
