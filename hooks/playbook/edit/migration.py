"""Edits that rewrite the files of an older data format; comments, quotes and order stay."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from .. import FORMAT
from ..model.migrations import FORMAT_KEY, format_of, renamed_keys
from ..source.files import SETTINGS
from ..source.tree import Tree, read_tree
from .text_edits import Edit


def migration_edits(texts: Mapping[str, str | None]) -> Mapping[str, tuple[Edit, ...]]:
    """The edits of each data file, by path; none if the data is in the present format.

    ``texts`` are the contents by path, None if a file is not text. If a file cannot be read, no
    file is migrated: its keys would have old names in the new format.
    """
    trees: dict[str, Tree] = {}
    for path, text in texts.items():
        tree, problems = read_tree(path, (text or "").replace("\r\n", "\n"))
        if tree is None or problems:
            return {}
        trees[path] = tree
    settings = next((tree for path, tree in trees.items() if is_settings(path)), None)
    found = format_of(settings)
    if found >= FORMAT:
        return {}
    return {path: tuple(_edits(tree, found)) for path, tree in trees.items()}


def is_settings(path: str) -> bool:
    """Whether a data file is ``playbook.yml``, given its path in the project."""
    return path.split("/")[1:] == [f"{SETTINGS}.yml"]


def _edits(tree: Tree, found: int) -> Iterator[Edit]:
    for location, (old, new) in renamed_keys(tree, found).items():
        for quote in ("", "'", '"'):
            quoted = quote + old + quote
            yield Edit(location.line, location.column, quoted, quote + new + quote)
    if is_settings(tree.path):
        location = tree.location(FORMAT_KEY)
        for quote in ("", "'", '"'):
            old = f"{quote}{found}{quote}"
            yield Edit(location.line, location.column, old, f"{quote}{FORMAT}{quote}")
