"""The files that a release writes into its commit: the version number and the change entry."""

from __future__ import annotations

from pathlib import Path

from ..changes.record import Record, as_yaml
from ..changes.states import NEXT
from ..project import CHANGES
from .tagged_release import SETTINGS
from .tagging import Contents, Files, with_version_number
from .version_numbers import VersionNumber


def new_files(project: Path, snapshot: Path, number: VersionNumber, record: Record) -> Files:
    """The content of each file by its path; ``changes/next.yml`` is removed.

    ``snapshot`` has the files of the commit. Raises RefusedError.
    """
    entry = as_yaml(record).encode()
    in_commit, in_folder = (
        with_version_number((folder / SETTINGS).read_bytes(), number, SETTINGS)
        for folder in (snapshot, project)
    )
    files: dict[str, Contents | None] = {
        SETTINGS: Contents(in_commit, in_folder),
        f"{CHANGES}/{number}.yml": Contents(entry, entry),
    }
    if (snapshot / CHANGES / NEXT).is_file():
        files[f"{CHANGES}/{NEXT}"] = None
    return files
