"""Publishes two versions of the small handbook, without its pages.

2.0.0 makes a rule stricter and gives another rule a new id.
"""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

from factories import make_version

from playbook.pages.handbook import Handbook
from playbook.pages.json_export import entry_index, playbook_data
from playbook.project import DATA_FOLDER, read_project
from playbook.release.build import BuiltVersion
from playbook.release.manifest import MANIFEST, files_of
from playbook.release.publish import add_to_folder
from support import copy_small
from support import replace as replace_in

POSTING = "policy/posting.yml"
DATES = {"1.0.0": "2026-03-02T08:00:00Z", "2.0.0": "2026-04-01T08:00:00Z"}


def published_tree(folder: Path) -> Path:
    """Publish both versions; returns the folder of the tree."""
    project = copy_small(folder / "project")
    tree = folder / "tree"
    publish(project, "1.0.0", tree)
    change_for_second_version(project)
    publish(project, "2.0.0", tree)
    return tree


def publish(project: Path, number: str, tree: Path) -> None:
    """Publish a project's data as a version."""
    add_to_folder(build_version(project, number, DATES[number]), tree)


def change_for_second_version(project: Path) -> None:
    """Make the changes of 2.0.0 in a project."""
    replace_in(project, POSTING, "Yes, if you say that you work at", "Ask first if you work at")
    replace_in(project, POSTING, "Ja, om du säger att du arbetar", "Fråga först om du arbetar")
    for path in (project / DATA_FOLDER).rglob("*.yml"):
        text = path.read_text("utf-8").replace("share-job-posts", "share-posts")
        path.write_text(text, "utf-8")
    replace_in(project, POSTING, "[repost-from-work]", "[repost-from-work, share-job-posts]")


def build_version(project: Path, number: str, date: str) -> BuiltVersion:
    """A version with the data of a project, and with pages that contain only its number."""
    settings = project / DATA_FOLDER / "playbook.yml"
    text = settings.read_text("utf-8")
    release_line = next(line for line in text.splitlines() if line.startswith("release:"))
    settings.write_text(text.replace(release_line, f"release: {number}"), "utf-8")
    playbook = read_project(project).playbook
    assert playbook is not None
    handbook = Handbook(playbook)
    version = make_version(project.parent / number, number)
    pages = sorted({address.page for address in handbook.addresses.values()})
    titles = {"sv": "Handboken", "en": "The handbook"}
    exports = {"entries.json": entry_index(handbook, pages, titles),
               "playbook.json": playbook_data(handbook)}  # fmt: skip
    for name, data in exports.items():
        (version.folder / name).write_text(json.dumps(data), "utf-8")
    manifest = replace(version.manifest, date=date, files=files_of(version.folder))
    (version.folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, version.folder)
