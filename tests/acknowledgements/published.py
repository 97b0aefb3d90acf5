"""Publishes four versions of the small handbook, without its pages, with their change records.

2.0.0 changes a rule for everyone and a task of moderators, 2.1.0 a wording without a change in
meaning, and 3.0.0 a task of policy owners.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from asking.published import build_version, change_for_second_version
from playbook.release.build import BuiltVersion
from playbook.release.manifest import MANIFEST, files_of
from playbook.release.publish import add_to_folder
from support import copy_small
from support import replace as replace_in

EDITORIAL = {
    "id": "moderator", "kind": "roles", "type": "editorial", "roles": ["moderator"],
    "title": {"sv": "Moderator", "en": "Moderator"}, "because": "The same in fewer words.",
}  # fmt: skip


def for_moderators(project: Path) -> None:
    """The changes of 2.0.0."""
    change_for_second_version(project)
    replace_in(project, "roles.yml", "- Hide threats.", "- Hide threats and insults at once.")
    replace_in(project, "roles.yml", "- Dölja hot.", "- Dölja hot och förolämpningar genast.")


def reworded(project: Path) -> None:
    """The changes of 2.1.0, which an editor has marked as editorial."""
    replace_in(project, "roles.yml", "and insults at once", "and insults promptly")


def for_owners(project: Path) -> None:
    """The changes of 3.0.0."""
    replace_in(project, "roles.yml", "Gå igenom reglerna varje", "Gå igenom alla regler varje")
    replace_in(project, "roles.yml", "[Go through the rules", "[Go through all rules")


@dataclass(frozen=True)
class Step:
    """A version to publish: its number, its time, the edit before it, and its record."""

    number: str
    date: str
    edit: Callable[[Path], object]
    record: Mapping[str, Any] = field(default_factory=dict)


def record(number: str, since: str, *changes: Mapping[str, Any]) -> dict[str, Any]:
    release_class = "minor" if changes else "major"
    head = {"format": 2, "version": number, "since": since, "class": release_class}
    return {**head, "note": None, "changes": list(changes)}


STEPS = (
    Step("1.0.0", "2026-03-02T08:00:00Z", lambda _: None),
    Step("2.0.0", "2026-04-01T08:00:00Z", for_moderators, record("2.0.0", "1.0.0")),
    Step("2.1.0", "2026-05-04T08:00:00Z", reworded, record("2.1.0", "2.0.0", EDITORIAL)),
    Step("3.0.0", "2026-06-01T08:00:00Z", for_owners, record("3.0.0", "2.1.0")),
)


def published_tree(folder: Path) -> Path:
    """Publish all versions; returns the folder of the tree."""
    project = copy_small(folder / "project")
    tree = folder / "tree"
    for step in STEPS:
        step.edit(project)
        add_to_folder(recorded(build_version(project, step.number, step.date), step.record), tree)
    return tree


def recorded(version: BuiltVersion, data: Mapping[str, Any]) -> BuiltVersion:
    """A built version with a change record."""
    path = version.folder / "playbook.json"
    content = {**json.loads(path.read_bytes()), "release": data or None}
    path.write_text(json.dumps(content), "utf-8")
    manifest = replace(version.manifest, files=files_of(version.folder))
    (version.folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, version.folder)
