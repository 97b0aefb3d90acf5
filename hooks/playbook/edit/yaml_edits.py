"""Removes keys and items from a YAML text and rewrites scalars, and keeps everything else.

Comments on the lines of a removed value are removed with it, and so are comment lines directly
above it. All other comments stay, and so do quotes and line endings.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping
from typing import Any

from ..source.tree import DataPath, read_tree
from .block_layout import block_removals
from .flow_layout import flow_removals
from .insertions import Insertion, with_insertions
from .nodes import EditError, Node, nodes_of
from .offset_changes import Change, apply_changes

Rewrite = tuple[re.Pattern[str], str]
"""A pattern in a scalar, and its replacement."""
WHOLE = re.compile(r"(?s)\A.*\Z")
"""The pattern of a whole scalar."""


def edited_text(
    name: str,
    text: str,
    removed: Collection[DataPath],
    rewrites: Mapping[DataPath, Iterable[Rewrite]],
    insertions: Iterable[Insertion] = (),
    new_keys: Mapping[DataPath, str] | None = None,
) -> str:
    """The text without the values at some paths, with scalars rewritten and keys renamed.

    A list or mapping that loses its last item becomes ``[]`` or ``{}``. Raises EditError if the new
    text, when read, is not the old data with exactly these changes.
    """
    nodes = nodes_of(text)
    outermost = {path for path in removed if not _has_ancestor_in(removed, path)}
    changes: list[Change] = []
    for parent in dict.fromkeys(path[:-1] for path in outermost):
        changes += _removals(text, nodes, parent, outermost)
    for path, pairs in rewrites.items():
        if path not in outermost and not _has_ancestor_in(outermost, path):
            node = nodes[path]
            old = text[node.start : node.end]
            changes.append((node.start, node.end, _rewritten(old, pairs)))
    for path, key in (new_keys or {}).items():
        node = nodes[path]
        quoted = text[node.key_start : node.key_end].replace(str(path[-1]), key, 1)
        changes.append((node.key_start, node.key_end, quoted))
    new = apply_changes(name, text, changes)
    _verify(name, text, new, outermost, rewrites, new_keys or {})
    moved = [
        Insertion(_moved(parent, outermost), after and _moved(after, outermost), key, value)
        for parent, after, key, value in insertions
    ]
    return with_insertions(name, new, moved) if moved else new


def _moved(path: DataPath, removed: Collection[DataPath]) -> DataPath:
    """A path after the removal of others: the items of a list move up."""
    steps: list[str | int] = []
    for index, step in enumerate(path):
        if isinstance(step, int):
            step -= sum((*path[:index], lower) in removed for lower in range(step))
        steps.append(step)
    return tuple(steps)


def _has_ancestor_in(paths: Collection[DataPath], path: DataPath) -> bool:
    return any(path[:length] in paths for length in range(len(path)))


def _removals(
    text: str, nodes: Mapping[DataPath, Node], parent: DataPath, removed: Collection[DataPath]
) -> list[Change]:
    """The changes that remove some of the items of one collection."""
    node = nodes[parent]
    empty = "[]" if node.is_list else "{}"
    is_emptied = all(child in removed for child in node.children)
    items = [(nodes[child], child in removed) for child in node.children]
    if node.is_flow:
        if is_emptied:
            return [(node.start, node.end, empty)]
        return flow_removals(text, items, node.is_list)
    changes = block_removals(text, node, items)
    if is_emptied:
        if not parent or isinstance(parent[-1], int):
            raise EditError("a file or an item of a list would become empty")
        colon = text.index(":", node.key_end)
        changes.append((colon + 1, colon + 1, f" {empty}"))
    return changes


def _rewritten(text: str, rewrites: Iterable[Rewrite]) -> str:
    for pattern, replacement in rewrites:
        text = pattern.sub(replacement, text)
    return text


def _verify(
    name: str, old: str, new: str, removed: Collection[DataPath],
    rewrites: Mapping[DataPath, Iterable[Rewrite]], new_keys: Mapping[DataPath, str],
) -> None:  # fmt: skip
    """Raise EditError if the data of the new text is not the old data with the changes."""
    (before, _), (after, problems) = (read_tree(name, _plain(text)) for text in (old, new))
    wanted = _without(before.data, (), removed, rewrites, new_keys) if before else None
    if after is None or after.data != wanted:
        reason = f": {problems[0].code}" if problems else ""
        raise EditError(f"its layout does not allow the change{reason}")


def _plain(text: str) -> str:
    return text.replace("\r\n", "\n")


def _without(
    value: Any, path: DataPath, removed: Collection[DataPath],
    rewrites: Mapping[DataPath, Iterable[Rewrite]], new_keys: Mapping[DataPath, str],
) -> Any:  # fmt: skip
    """The data without the values at some paths, with scalars rewritten and keys renamed."""
    if isinstance(value, Mapping):
        items = ((key, inner, (*path, key)) for key, inner in value.items())
        return {new_keys.get(child, key): _without(inner, child, removed, rewrites, new_keys)
                for key, inner, child in items if child not in removed}  # fmt: skip
    if isinstance(value, list):
        return [_without(inner, (*path, index), removed, rewrites, new_keys)
                for index, inner in enumerate(value) if (*path, index) not in removed]  # fmt: skip
    return _rewritten(value, rewrites.get(path, ())) if isinstance(value, str) else value
