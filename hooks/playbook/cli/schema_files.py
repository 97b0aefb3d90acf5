"""Keeps the JSON Schemas of a project up to date after its data has changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from .file_writing import write_all

if TYPE_CHECKING:
    from ..model.playbook import Playbook


def update_schemas(project: Path, playbook: Playbook | None) -> list[str] | None:
    """Write the outdated schemas of a project that has schemas, and return their paths.

    None if they cannot be made, because some data cannot be read. Raises UsageError for a link.
    """
    from ..schema.files import FOLDER, outdated_files

    if not (project / FOLDER).is_dir():
        return []
    if playbook is None or not playbook.is_whole:
        return None
    outdated = outdated_files(project, playbook)
    write_all(project, outdated)
    return list(outdated)
