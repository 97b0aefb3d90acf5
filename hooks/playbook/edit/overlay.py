"""Writes translations from an overlay into the data files, next to the texts that they translate.

The keys of an overlay are the ids of entries and chapters. Below each id are the fields as in the
data files, each with a translation instead of a text by language.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

from ..kinds import KINDS
from ..problems import Edit
from ..source.files import Document, read_sources
from ..source.tree import DataPath, Tree
from .text_edits import apply_edits, with_line_endings, with_line_feeds
from .values import value_at


def apply_overlay(data_folder: Path, language: str, overlay: Mapping[str, Any]) -> list[str]:
    """Add the texts of an overlay to the files of a data folder.

    Texts that already have a translation are not changed. Returns the paths in the overlay that the
    data does not have, each as ``entry-id.field``.
    """
    documents = read_sources(data_folder, KINDS).documents
    unused = {".".join(map(str, path)) for path, _ in _leaves(overlay)}
    for document in documents:
        edits = []
        for id, entry_path in _ids(document):
            for path, translation in _leaves(overlay.get(id, {})):
                texts = value_at(document.tree.data, (*entry_path, *path))
                if isinstance(texts, Mapping) and texts:
                    unused.discard(".".join(map(str, (id, *path))))
                    if language not in texts:
                        first = (*entry_path, *path, next(iter(texts)))
                        edits.append(_insertion(document.tree, first, language, translation))
        _write(data_folder.parent / document.tree.path, edits)
    return sorted(unused)


def _ids(document: Document) -> Iterator[tuple[str, DataPath]]:
    """The id and the path of each entry of a file, and of its chapter."""
    data = document.tree.data
    chapter = data.get("chapter")
    if isinstance(chapter, Mapping) and isinstance(chapter.get("id"), str):
        yield chapter["id"], ("chapter",)
    entries = data.get("entries")
    for index, entry in enumerate(entries if isinstance(entries, list) else ()):
        if isinstance(entry, Mapping) and isinstance(entry.get("id"), str):
            yield entry["id"], ("entries", index)


def _leaves(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, Any]]:
    """The path of each translation, and the translation: a text or a list of texts."""
    if isinstance(data, Mapping):
        for key, value in data.items():
            yield from _leaves(value, (*path, key))
    elif isinstance(data, list) and not all(isinstance(item, str) for item in data):
        for index, item in enumerate(data):
            yield from _leaves(item, (*path, index))
    elif data:
        yield path, data


def _insertion(tree: Tree, first: DataPath, language: str, translation: Any) -> Edit:
    """The edit that writes a translation before the first language of a text."""
    location = tree.location(first, of_key=True)
    before = tree.lines[location.line - 1][: location.column - 1]
    is_block = not before.strip(" -")
    separator = "\n" + " " * len(before) if is_block else ", "
    words = json.dumps(translation, ensure_ascii=False)
    text = f"{language}: {words}{separator}"
    return Edit(location, location.line, location.column, text)


def _write(path: Path, edits: list[Edit]) -> None:
    if edits:
        text = path.read_bytes().decode("utf-8")
        edited = apply_edits(with_line_feeds(text), edits)
        path.write_bytes(with_line_endings(text, edited).encode())
