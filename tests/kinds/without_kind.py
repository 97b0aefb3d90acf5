"""Installs a copy of the package, and copies the small playbook, without one kind of entry."""

from __future__ import annotations

import copy
import re
import shutil
import sysconfig
import venv
from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from playbook.kinds import KINDS
from playbook.model.entry import Entry
from playbook.source.tree import read_tree
from site_helpers import CONFIG, ROOT
from support import SMALL

Files = dict[str, dict[str, Any]]
"""The data of each file below ``playbook_data``, with every scalar as a string."""
_LINK = re.compile(r"\(id:([a-z0-9-]+)\)")
LINKING_ROLE = "moderator"
"""The role that links to the entries to which nothing else would link."""


def python_without(kind: str, folder: Path) -> Path:
    """The path of a Python with a copy of the package that has no folder for a kind.

    The copy includes the bytecode, so that no process compiles it.
    """
    left_out = ROOT / "hooks" / "playbook" / "kinds" / kind

    def ignored(parent: str, names: list[str]) -> set[str]:
        return {name for name in names if Path(parent) / name == left_out}

    shutil.copytree(ROOT / "hooks", folder / "hooks", ignore=ignored)
    venv.create(folder / "environment", symlinks=True)
    installed = sysconfig.get_path("purelib")
    (packages,) = (folder / "environment" / "lib").glob("python*/site-packages")
    (packages / "tests.pth").write_text(f"{folder / 'hooks'}\n{installed}\n", encoding="utf-8")
    return folder / "environment" / "bin" / "python"


def project_without(kind: str, folder: Path) -> None:
    """Copy the small playbook without the entries of a kind and everything that requires them."""
    folder.mkdir(parents=True, exist_ok=True)
    shutil.copy(CONFIG, folder)
    (folder / "hooks").mkdir()
    shutil.copy(ROOT / "hooks" / "mkdocs_hooks.py", folder / "hooks")
    (folder / "docs").mkdir()
    data = SMALL / "playbook_data"
    files: Files = {
        path.relative_to(data).as_posix(): _read_data(path) for path in sorted(data.rglob("*.yml"))
    }
    removed_ids = _remove(files, lambda entry, model: model is KINDS[kind])
    while removed_ids:
        ids = removed_ids
        for content in files.values():
            _remove_references(content, ids)
        removed_ids = _remove(files, _is_incomplete)
    for name in [name for name, content in files.items() if content.get("entries") == []]:
        del files[name]
    _link_unlinked_entries(files)
    _drop_unused_values(files)
    for name, content in files.items():
        path = folder / "playbook_data" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(yaml.safe_dump(content, allow_unicode=True, sort_keys=False), "utf-8")


def _read_data(path: Path) -> dict[str, Any]:
    tree, problems = read_tree(path.name, path.read_text("utf-8"))
    assert tree is not None, problems
    return copy.deepcopy(dict(tree.data))


def _model(name: str) -> type[Entry] | None:
    return KINDS.get(Path(name).parts[0].removesuffix(".yml"))


def _remove(files: Files, is_removed: Callable[[dict[str, Any], type[Entry]], bool]) -> set[str]:
    """Remove entries; return the ids of these entries, and of chapters that became empty."""
    removed: set[str] = set()
    for name, content in files.items():
        model = _model(name)
        if model is None:
            continue
        entries = content["entries"]
        removed |= {entry["id"] for entry in entries if is_removed(entry, model)}
        content["entries"] = [entry for entry in entries if entry["id"] not in removed]
        if entries and not content["entries"] and "chapter" in content:
            removed.add(content["chapter"]["id"])
    return removed


def _is_incomplete(entry: dict[str, Any], model: type[Entry]) -> bool:
    fields = model.model_fields.items()
    required = {field.alias or name for name, field in fields if field.is_required()}
    return not required <= entry.keys()


def _remove_references(part: Any, ids: set[str]) -> None:
    """Remove references to ids from a part of a file; links in texts get another target."""
    for key, value in list(part.items() if isinstance(part, dict) else enumerate(part)):
        if isinstance(value, str):
            part[key] = _LINK.sub(
                lambda link: f"(id:{LINKING_ROLE})" if link[1] in ids else link[0], value
            )
            if value in ids and isinstance(part, dict) and key != "id":
                del part[key]
        else:
            if isinstance(value, list):
                value[:] = [item for item in value if not (isinstance(item, str) and item in ids)]
            _remove_references(value, ids)


def _link_unlinked_entries(files: Files) -> None:
    """Let one role link to every entry; remove unlinked ones that only some readers see."""
    targets = []
    for name, content in files.items():
        model = _model(name)
        if model is None or not model.spec.is_reference_target:
            continue
        other_text = repr([other for key, other in files.items() if key != name])
        content["entries"] = [
            entry for entry in content["entries"]
            if "applies_to" not in entry or f"'{entry['id']}'" in other_text
            or f"(id:{entry['id']})" in other_text
        ]  # fmt: skip
        targets += [entry["id"] for entry in content["entries"]
                    if entry.get("status") != "retired" and "applies_to" not in entry]  # fmt: skip
    holder = next(entry for entry in files["roles.yml"]["entries"] if entry["id"] == LINKING_ROLE)
    holder["see_also"] = targets


def _drop_unused_values(files: Files) -> None:
    settings = files["playbook.yml"]
    other_text = repr([content for name, content in files.items() if name != "playbook.yml"])
    settings["values"] = {
        name: value for name, value in settings["values"].items()
        if f"'{name}'" in other_text or f"{{{name}}}" in other_text
    }  # fmt: skip
