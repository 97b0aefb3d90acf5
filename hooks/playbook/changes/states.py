"""The two states that are compared: folders, or revisions in git."""

from __future__ import annotations

import tempfile
from collections.abc import Mapping
from pathlib import Path

from ..git import revision_of, run, write_files_at
from ..model.playbook import Playbook
from ..project import DATA, Checked, read_project
from ..source.links import is_linked
from ..source.tree import read_tree

NEXT = "next.yml"
"""The change entry that is being written, in the folder ``changes`` beside the data."""
CHANGES = "changes"


class NoStateError(Exception):
    """Nothing can be compared with this; its text says why."""


def read_state(name: str, project: Path) -> Checked:
    """What a name stands for: a folder with data, or a revision of the project's repository.

    Raises GitError where there is neither.
    """
    folder = Path(name)
    if (folder / DATA).is_dir():
        return read_project(folder)
    with tempfile.TemporaryDirectory() as temporary:
        write_files_at(project, name, DATA, Path(temporary))
        return read_project(Path(temporary))


def merge_base(project: Path, base: str) -> str:
    """Where a branch left its base, so that what others changed since is not told as its own."""
    return run(project, "merge-base", revision_of(project, base), "HEAD")


def whole(checked: Checked, name: str) -> Playbook:
    """The playbook of a state. Raises NoStateError where it cannot be read."""
    if checked.playbook is None:
        first = next(iter(checked.errors), None)
        raise NoStateError(f"the playbook of '{name}' cannot be read: {first}")
    return checked.playbook


def editorial_reasons(project: Path) -> Mapping[str, str]:
    """By the id of an entry, why its rewording does not bind, from ``changes/next.yml``."""
    path = project / CHANGES / NEXT
    if is_linked(path, project) or not path.is_file():
        return {}
    tree, problems = read_tree(f"{CHANGES}/{NEXT}", path.read_text(encoding="utf-8"))
    found = tree.data.get("editorial", {}) if tree else None
    if problems or not isinstance(found, dict) or not all(found.values()):
        raise NoStateError(
            f"{CHANGES}/{NEXT} cannot be read: write it as editorial: {{the-id: why it is}}"
        )
    return {str(id): str(reason) for id, reason in found.items()}
