"""Renames entries, chapters and values in the files of a project."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from playbook.changes.change import Change
from playbook.model.playbook import Playbook
from playbook.project import DATA_FOLDER, read_project
from playbook.source.tree import read_tree


def read(project: Path) -> Playbook:
    checked = read_project(project)
    assert list(map(str, checked.errors)) == []
    assert checked.playbook
    return checked.playbook


def rewrite(path: Path, edit: Callable[[Any], Any]) -> None:
    """Write the plain data of a file again after an edit, as JSON, which is YAML too."""
    tree, problems = read_tree(path.name, path.read_text(encoding="utf-8"))
    assert tree, problems
    path.write_text(json.dumps(edit(dict(tree.data)), ensure_ascii=False), encoding="utf-8")


def renamed(data: Any, names: Mapping[str, str], key: str = "") -> Any:
    """Plain data in which every name, link and name in braces has its new form."""
    if isinstance(data, dict):
        new = names if key in ("values", "teams") else {}
        return {new.get(name, name): renamed(item, names, name) for name, item in data.items()
                if item is not None}  # fmt: skip
    if isinstance(data, list):
        return [renamed(item, names, key) for item in data]
    text = re.sub(r"id:([a-z0-9-]+)", lambda link: f"id:{names.get(link[1], link[1])}", data)
    text = re.sub(r"\{([a-z0-9_]+)\}", lambda name: f"{{{names.get(name[1], name[1])}}}", text)
    return text if key in ("sv", "en") else names.get(text, text)


def rename(project: Path, names: Mapping[str, str]) -> None:
    """Rename entries, chapters and values of a project, and add the former ids to the entries."""

    def edit(data: Any) -> Any:
        data = renamed(data, names)
        former = {new: old for old, new in names.items()}
        for entry in data.get("entries", ()):
            if entry["id"] in former:
                entry["previous_ids"] = [*entry.get("previous_ids", ()), former[entry["id"]]]
        return data

    for path in (project / DATA_FOLDER).rglob("*.yml"):
        rewrite(path, edit)


def moves(changes: list[Change]) -> dict[str, str]:
    """The former name of each change that is only a move."""
    assert [change for change in changes if change.change_type != "moved"] == []
    parts = {change.id: [(d.key, d.old, d.new) for d in change.differences] for change in changes}
    assert [id for id, found in parts.items() if [(key, new) for key, _, new in found] !=
            [("id", id)]] == []  # fmt: skip
    return {id: found[0][1] for id, found in parts.items()}
