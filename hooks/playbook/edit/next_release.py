"""Keeps ``changes/next.yml``, the notes on the next release, in step with the data."""

from __future__ import annotations

from collections.abc import Collection

from ..changes.states import NEXT
from ..project import CHANGES
from ..source.files import read_text
from ..source.links import is_linked
from ..source.tree import Tree, read_tree
from .draft import Draft
from .file_edits import FileEdits

_EDITORIAL = "editorial"
"""The key with the reasons of editorial changes, by the id of the entry."""


def notes_tree(draft: Draft) -> Tree | None:
    """The tree of the notes; None if there are none, or if they cannot be read."""
    name = f"{CHANGES}/{NEXT}"
    path = draft.project / name
    if is_linked(path, draft.project) or not path.is_file():
        return None
    text, problems = read_text(path, name, draft.project)
    tree, more = read_tree(name, text) if text is not None else (None, [])
    return None if problems or more else tree


def rename_in_notes(draft: Draft, edits: FileEdits, old: str, new: str) -> None:
    """Give the reason of an editorial change the new id of its entry."""
    tree = notes_tree(draft)
    if tree and (_EDITORIAL, old) in tree.ranges:
        edits.rename_key(tree, (_EDITORIAL, old), new)


def remove_from_notes(draft: Draft, edits: FileEdits, ids: Collection[str]) -> None:
    """Remove the reasons of changes of removed entries."""
    tree = notes_tree(draft)
    for id in sorted(ids):
        if tree and (_EDITORIAL, id) in tree.ranges:
            edits.remove(tree, (_EDITORIAL, id))
