"""Tables of changes: each cell is an entry before and after, and shows what its change is called.

The entries are copies of the small playbook's, each under an id of its own, so that one comparison
of two folders fills all the cells.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playbook.changes.change import Change
from playbook.changes.compare import compare
from playbook.model.playbook import Playbook
from playbook.project import DATA_FOLDER, read_project
from playbook.source.tree import read_tree
from support import SMALL, copy_small

Fields = Mapping[str, Any]
SOURCES = {
    "policy": ("policy/posting.yml", "reply-in-time"),
    "flows": ("flows.yml", "how-do-i-reply"),
    "channels": ("channels.yml", "company-blog"),
    "accounts": ("accounts.yml", "blog-account"),
    "roles": ("roles.yml", "policy-owner"),
    "glossary": ("glossary.yml", "viral"),
}
"""By kind, the file and the id of the entry that the cells are copies of."""
NO_CELL = "·"
"""Stands where a handbook with this would have an error, or where there is no change to make."""


@dataclass(frozen=True)
class Cell:
    """An entry before and after, as its fields over the copied entry's; None takes a field away."""

    kind: str
    before: Fields
    after: Fields


Row = tuple[str | Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table with a heading; its rows hold words and cells."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def filled(tables: Sequence[Table], title: str, folder: Path) -> str:
    """The tables as Markdown, with what each cell's change is called."""
    cells = [
        cell for table in tables for row in table.rows for cell in row if isinstance(cell, Cell)
    ]
    results = iter(_results(cells, folder))
    parts = [f"# {title}"]
    for table in tables:
        rows = [
            tuple(next(results) if isinstance(cell, Cell) else cell for cell in row)
            for row in table.rows
        ]
        parts.append(f"## {table.title}\n\n{_markdown(table.head, rows)}")
    return "\n\n".join(parts) + "\n"


def _markdown(head: tuple[str, ...], rows: Sequence[tuple[str, ...]]) -> str:
    wide = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, tuple("-" * width for width in wide), *rows]
    return "\n".join(
        f"| {' | '.join(words.ljust(width) for words, width in zip(line, wide, strict=True))} |"
        for line in lines
    )


def _results(cells: Sequence[Cell], folder: Path) -> Iterator[str]:
    old, new = (_state(cells, side, folder / side) for side in ("before", "after"))
    changes = {change.id: change for change in compare(old, new, "en")}
    for number in range(len(cells)):
        yield _words(changes.pop(f"cell-{number}", None))
    assert changes == {}


def _state(cells: Sequence[Cell], side: str, folder: Path) -> Playbook:
    """The small playbook with the cells' entries as they are on one side."""
    project = copy_small(folder)
    _write(project, cells, side)
    checked = read_project(project)
    assert checked.playbook, checked.problems
    assert not checked.errors, "\n".join(map(str, checked.errors))
    return checked.playbook


def _words(change: Change | None) -> str:
    """What a change is called, and each of its fields that is called something else."""
    if change is None:
        return "nothing"
    others = {
        one.key: one.change_type
        for one in change.differences
        if one.change_type != change.change_type
    }
    return ", ".join([change.change_type, *(f"{key} {sort}" for key, sort in others.items())])


def _write(project: Path, cells: Sequence[Cell], side: str) -> None:
    """Put the cells' entries into files of their own beside, or into, the small playbook's."""
    for kind in {cell.kind for cell in cells}:
        name, id = SOURCES[kind]
        tree, problems = read_tree(name, (SMALL / DATA_FOLDER / name).read_text(encoding="utf-8"))
        assert tree is not None, problems
        data: Any = copy.deepcopy(dict(tree.data))
        [plain] = [entry for entry in data["entries"] if entry["id"] == id]
        for number, cell in enumerate(cells):
            if cell.kind == kind:
                entry = {**plain, "id": f"cell-{number}", **getattr(cell, side)}
                data["entries"].append({k: v for k, v in entry.items() if v is not None})
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (project / DATA_FOLDER / name).write_text(text, encoding="utf-8")
