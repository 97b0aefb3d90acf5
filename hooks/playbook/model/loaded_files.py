"""Keeps what was read from each file, so that a preview loads only the files that have changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from dataclasses import dataclass
from typing import Any

from ..source.files import Document
from ..source.tree import Tree
from .entry import Entry
from .load_state import LoadState


@dataclass(frozen=True)
class LoadedFile:
    """What was read from a file with entries, and on what else that depends."""

    tree: Tree
    model: type[Entry]
    context: Mapping[str, Any]
    state: LoadState

    @property
    def count(self) -> int:
        """The number of entries."""
        return len(self.state.entries)

    def is_of(self, tree: Tree, model: type[Entry], context: Mapping[str, Any]) -> bool:
        """Whether the file was read to its end, and reading it again would find the same."""
        is_same = self.tree is tree and self.model is model and self.context == context
        return is_same and self.count < self.state.max_entries


LoadedFiles = MutableMapping[str, LoadedFile]
"""The files that were loaded last, by path."""


def loaded(
    document: Document,
    before: LoadState,
    read: Callable[[LoadState, Document], None],
    known: LoadedFiles,
    max_entries: int,
) -> LoadState:
    """What ``read`` finds in a file; ``before`` is the state after the files before it.

    All files together may have ``max_entries``.
    It is taken from ``known``, which is updated, if nothing that it depends on has changed.
    """
    path, model = document.tree.path, before.kinds[document.kind]
    room = max_entries - len(before.entries)
    last = known.get(path)
    if last and last.is_of(document.tree, model, before.context) and last.count < room:
        return last.state
    state = LoadState(before.kinds, before.context, max_entries=room)
    read(state, document)
    known[path] = LoadedFile(document.tree, model, before.context, state)
    return state
