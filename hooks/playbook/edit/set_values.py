"""Sets values at paths of a YAML text; comments, order and the style of the file stay."""

from __future__ import annotations

import copy
import difflib
from collections.abc import Mapping, Sequence
from typing import Any

from ..source.tree import DataPath, Tree, read_tree
from .insertions import Insertion
from .nodes import EditError, nodes_of
from .offset_changes import Change, apply_changes
from .scalars import block_text, block_value, flow_value
from .text_edits import with_line_feeds
from .values import value_at
from .yaml_edits import edited_text

Values = Mapping[DataPath, Any]
"""By path, a text, a list of texts, or a mapping of either; None removes the key."""


def with_values(
    name: str, text: str, values: Values, orders: Mapping[DataPath, Sequence[str]]
) -> str:
    """The text with new values.

    A value that is not there yet is added to its mapping; ``orders`` has the order of the keys of
    such mappings, by their paths. White space at the end of a text may
    differ from the value. Raises EditError if the result would not be the data with these values.
    """
    tree, _ = read_tree(name, with_line_feeds(text))
    if tree is None:
        raise EditError("it cannot be read")
    edits = _Edits(text, tree, orders)
    for path, value in values.items():
        edits.set(path, value)
    replaced = apply_changes(name, text, edits.changes)
    new = edited_text(name, replaced, edits.removed, {}, edits.insertions)
    after, problems = read_tree(name, with_line_feeds(new))
    if after is None or problems or stripped(after.data) != stripped(_expected(tree, values)):
        raise EditError("its layout does not allow the change")
    return new


def stripped(value: Any) -> Any:
    """Plain data, each text without white space at its ends and the ends of its lines."""
    if isinstance(value, str):
        return "\n".join(line.rstrip() for line in value.strip().split("\n"))
    if isinstance(value, Mapping):
        return {key: stripped(inner) for key, inner in value.items()}
    return [stripped(item) for item in value] if isinstance(value, list | tuple) else value


def _expected(tree: Tree, values: Values) -> Any:
    data: Any = copy.deepcopy(tree.data)
    for path, value in values.items():
        parent = value_at(data, path[:-1])
        if value is None:
            del parent[path[-1]]
        else:
            parent[path[-1]] = value
    return data


class _Edits:
    """The edits of a text: replaced values, removed paths, and new keys and items."""

    def __init__(self, text: str, tree: Tree, orders: Mapping[DataPath, Sequence[str]]) -> None:
        self.text, self.tree, self.orders = text, tree, orders
        self.nodes = nodes_of(text)
        self.ending = "\r\n" if "\r\n" in text else "\n"
        self.changes: list[Change] = []
        self.removed: list[DataPath] = []
        self.insertions: list[Insertion] = []

    def set(self, path: DataPath, value: Any) -> None:
        """Add the edits that give the value at a path."""
        if value is None:
            self.removed.append(path)
        elif path not in self.nodes:
            self.insert(path, value)
        elif isinstance(value, list) and self.nodes[path].is_list:
            self.set_items(path, value)
        else:
            self.replace(path, value)

    def replace(self, path: DataPath, value: Any) -> None:
        node = self.nodes[path]
        is_block = self.text[node.start : node.start + 1] in ("|", ">")
        new = flow_value(value)
        if isinstance(value, str) and (is_block or ("\n" in value and not self.is_in_flow(path))):
            new = block_text(value, self.indent(path) + 2)
        if node.start == node.end and self.text[node.start - 1 : node.start] != " ":
            new = f" {new}"
        self.changes.append((node.start, node.end, new.replace("\n", self.ending)))

    def is_in_flow(self, path: DataPath) -> bool:
        return any(self.nodes[path[:end]].is_flow for end in range(len(path)))

    def indent(self, path: DataPath) -> int:
        """The number of characters before a key, or before the dash of an item."""
        node, parent = self.nodes[path], self.nodes[path[:-1]]
        start = self.text.rfind("-", 0, node.start) if parent.is_list else node.key_start
        return start - self.text.rfind("\n", 0, start) - 1

    def insert(self, path: DataPath, value: Any) -> None:
        """Add a key to the mapping of a path, after those that precede it in the order."""
        parent, key = path[:-1], str(path[-1])
        node, order = self.nodes[parent], self.orders.get(parent, ())
        before = order[: order.index(key)] if key in order else ()
        present = [child for child in node.children if child[-1] in before]
        after = max(present, key=lambda child: before.index(str(child[-1])), default=None)
        is_flow = self.is_in_flow(path) or not node.children
        new = flow_value(value) if is_flow else block_value(value, self.indent(node.children[0]))
        self.insertions.append(Insertion(parent, after, key, new.replace("\n", self.ending)))

    def set_items(self, path: DataPath, new: list[str]) -> None:
        """Change the items of a list that differ; comments at the others stay."""
        old = [*value_at(self.tree.data, path)]
        same = difflib.SequenceMatcher(
            None, [*map(stripped, old)], [*map(stripped, new)], autojunk=False
        )
        steps = [step[1:] for step in same.get_opcodes() if step[0] != "equal"]
        if any(start == end == 0 for start, end, _, _ in steps):  # nothing is before the first
            steps = [(0, len(old), 0, len(new))]
        for start, end, new_start, new_end in steps:
            common = min(end - start, new_end - new_start)
            for index in range(common):
                self.replace((*path, start + index), new[new_start + index])
            self.removed += [(*path, index) for index in range(start + common, end)]
            last = (*path, start + common - 1)
            for item in reversed(new[new_start + common : new_end]):
                self.insertions.append(Insertion(path, last, "", flow_value(item)))
