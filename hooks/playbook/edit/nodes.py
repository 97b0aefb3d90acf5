"""Locates every key and value of a YAML text by character offsets, from the parser's events.

The trees in `source` know where a value begins; an edit also needs to know where it ends.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import yaml
from yaml.events import MappingStartEvent, ScalarEvent, SequenceStartEvent

from ..source.builder import DataPath, Loader


class EditError(Exception):
    """A file cannot be edited, because its layout is ambiguous or not supported."""


@dataclass(slots=True)
class Node:
    """A value: the offsets of its text, of its key, and the paths of its items.

    ``end`` is the offset after its last character. In a list, ``key_start`` and ``key_end`` are
    those of the value. ``is_flow`` says whether a collection is in brackets.
    """

    start: int
    end: int
    key_start: int
    key_end: int
    is_list: bool = False
    is_flow: bool = False
    children: list[DataPath] = field(default_factory=list)


def nodes_of(text: str) -> dict[DataPath, Node]:
    """The node of each path in a YAML text, in the order of the text. Raises EditError."""
    nodes: dict[DataPath, Node] = {}
    events = iter(yaml.parse(text, Loader))
    try:
        for event in events:
            if isinstance(event, ScalarEvent | MappingStartEvent | SequenceStartEvent):
                _read(event, (), event, events, text, nodes)
    except yaml.YAMLError as error:
        raise EditError(str(error)) from error
    return nodes


def _read(
    event: Any,
    path: DataPath,
    key: Any,
    events: Iterator[Any],
    text: str,
    nodes: dict[DataPath, Node],
) -> int:
    """Record the node that begins with an event, and those in it; returns the offset of its end."""
    node = Node(event.start_mark.index, event.end_mark.index, key.start_mark.index,
                key.end_mark.index)  # fmt: skip
    nodes[path] = node
    if isinstance(event, ScalarEvent):
        is_block = event.style in ("|", ">")
        node.end = len(text[: node.end].rstrip()) if is_block else node.end
        return node.end
    if not isinstance(event, MappingStartEvent | SequenceStartEvent):
        return node.end  # an alias
    node.is_flow = bool(event.flow_style)
    node.is_list = isinstance(event, SequenceStartEvent)
    while True:
        item = next(events)
        if type(item).__name__ in ("MappingEndEvent", "SequenceEndEvent"):
            node.end = item.end_mark.index if node.is_flow else node.end
            return node.end
        child, value = _next_child(node, path, item, events)
        node.children.append(child)
        node.end = max(node.end, _read(value, child, item, events, text, nodes))


def _next_child(
    node: Node, path: DataPath, item: Any, events: Iterator[Any]
) -> tuple[DataPath, Any]:
    """The path of the next item, and the event with which its value begins."""
    if node.is_list:
        return (*path, len(node.children)), item
    if not isinstance(item, ScalarEvent):
        raise EditError("a key is not a text")
    return (*path, item.value), next(events)
