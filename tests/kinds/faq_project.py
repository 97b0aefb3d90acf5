"""Installs a package with a kind of entry, and makes a project that uses it."""

from __future__ import annotations

import shutil
import tomllib
from pathlib import Path

from site_helpers import make_project
from support import TESTS, replace

PACKAGE = TESTS / "data" / "faq_package"


def install(folder: Path) -> Path:
    """Install the package in a folder with the metadata that pip writes, and return the folder."""
    project = tomllib.loads((PACKAGE / "pyproject.toml").read_text("utf-8"))["project"]
    no_bytecode = shutil.ignore_patterns("__pycache__")  # another process may be writing it
    shutil.copytree(PACKAGE / "faq_playbook", folder / "faq_playbook", ignore=no_bytecode)
    metadata_folder = folder / f"faq_playbook-{project['version']}.dist-info"
    metadata_folder.mkdir()
    (metadata_folder / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n", "utf-8"
    )
    entry_points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in values.items())
        for group, values in project["entry-points"].items()
    )
    (metadata_folder / "entry_points.txt").write_text(entry_points, "utf-8")
    return folder


def faq_project(folder: Path, *, names_kind: bool = True) -> Path:
    """Make a project with entries of the kind. With ``names_kind``, its settings name the kind."""
    make_project(folder)
    shutil.copytree(PACKAGE / "playbook_data", folder / "playbook_data", dirs_exist_ok=True)
    if names_kind:
        replace(
            folder, "playbook.yml", "languages: [sv, en]\n", "languages: [sv, en]\nkinds: [faq]\n"
        )
    return folder
