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


def read_playbook(project: Path) -> Playbook:
    checked = read_project(project)
    assert list(map(str, checked.errors)) == []
    assert checked.playbook
    return checked.playbook


def rewrite(path: Path, edit: Callable[[Any], Any]) -> None:
    """Edit the plain data of a file, and write it as JSON, which is valid YAML."""
    tree, problems = read_tree(path.name, path.read_text(encoding="utf-8"))
    assert tree, problems
    path.write_text(json.dumps(edit(dict(tree.data)), ensure_ascii=False), encoding="utf-8")


def renamed(data: Any, names: Mapping[str, str], key: str = "") -> Any:
    """Plain data in which each name, also in links and braces, is replaced by its new name.

    ``names`` has the new names by the old ones, and ``key`` is the key of the data.
    """
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
    """The former name of each renamed entry, chapter or value; all changes must be renames."""
    former = {}
    for change in changes:
        assert change.change_type == "moved", change
        (difference,) = change.differences
        assert (difference.key, difference.new) == ("id", change.id)
        former[change.id] = difference.old
    return former
