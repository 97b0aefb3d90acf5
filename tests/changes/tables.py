"""Tables of changes: each cell is an entry before and after, and shows the type of its change.

The entries are copies of entries of the small playbook with different ids, so that one comparison
of two folders fills all cells.
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
from support import SMALL, copy_small, line_of

Fields = Mapping[str, Any]
SOURCES = {
    "policy": ("policy/posting.yml", "reply-in-time"),
    "flows": ("flows.yml", "how-do-i-reply"),
    "channels": ("channels.yml", "company-blog"),
    "accounts": ("accounts.yml", "blog-account"),
    "roles": ("roles.yml", "policy-owner"),
    "glossary": ("glossary.yml", "viral"),
}
"""The file and the id of the copied entry, by kind."""
NO_CELL = "·"
"""The text of a cell whose combination is invalid or is not a change."""


@dataclass(frozen=True)
class Cell:
    """An entry before and after: the fields that differ from the copied entry; None removes one."""

    kind: str
    before: Fields
    after: Fields


Row = tuple[str | Cell, ...]


@dataclass(frozen=True)
class Table:
    """A table with a heading; its rows contain labels and cells."""

    title: str
    head: tuple[str, ...]
    rows: tuple[Row, ...]


def fill(tables: Sequence[Table], title: str, folder: Path) -> str:
    """The tables as Markdown, with the change type of each cell."""
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
    widths = [max(len(row[column]) for row in (head, *rows)) for column in range(len(head))]
    lines = [head, tuple("-" * width for width in widths), *rows]
    return "\n".join(
        f"| {' | '.join(words.ljust(width) for words, width in zip(line, widths, strict=True))} |"
        for line in lines
    )


def _results(cells: Sequence[Cell], folder: Path) -> Iterator[str]:
    old, new = (_state(cells, state, folder / state) for state in ("before", "after"))
    changes = {change.id: change for change in compare(old, new, "en")}
    for number in range(len(cells)):
        yield _change_types(changes.pop(f"cell-{number}", None))
    assert changes == {}


def _state(cells: Sequence[Cell], state: str, folder: Path) -> Playbook:
    """The small playbook with the entries of the cells in one state: ``before`` or ``after``."""
    project = copy_small(folder)
    _write(project, cells, state)
    checked = read_project(project)
    assert checked.playbook, checked.problems
    assert not checked.errors, "\n".join(map(line_of, checked.errors))
    return checked.playbook


def _change_types(change: Change | None) -> str:
    """The type of a change, and of each field with another type."""
    if change is None:
        return "nothing"
    different = {
        difference.key: difference.change_type
        for difference in change.differences
        if difference.change_type != change.change_type
    }
    return ", ".join([change.change_type, *(f"{key} {type}" for key, type in different.items())])


def _write(project: Path, cells: Sequence[Cell], state: str) -> None:
    """Add the entries of the cells to the files of the small playbook."""
    for kind in {cell.kind for cell in cells}:
        name, id = SOURCES[kind]
        tree, problems = read_tree(name, (SMALL / DATA_FOLDER / name).read_text(encoding="utf-8"))
        assert tree is not None, problems
        data: Any = copy.deepcopy(dict(tree.data))
        [copied] = [entry for entry in data["entries"] if entry["id"] == id]
        for number, cell in enumerate(cells):
            if cell.kind == kind:
                entry = {**copied, "id": f"cell-{number}", **getattr(cell, state)}
                data["entries"].append(
                    {field: value for field, value in entry.items() if value is not None}
                )
        text = json.dumps(data, ensure_ascii=False, indent=1)
        (project / DATA_FOLDER / name).write_text(text, encoding="utf-8")
