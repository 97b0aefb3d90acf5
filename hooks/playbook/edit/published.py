"""The ids that readers may have links to: those of the last release."""

from __future__ import annotations

from pathlib import Path

from ..changes.releases import last_release, tag_ref
from ..git import GitError
from ..kinds.packages import kinds_of
from ..model.load import load
from ..model.migrations import migrated
from ..project import DATA_FOLDER
from ..revisions import revision_folder
from ..source.files import read_sources


def published_ids(project: Path) -> frozenset[str]:
    """The ids of the last release without its drafts; none if there is no release."""
    try:
        number = last_release(project)
        with revision_folder(project, tag_ref(number), number, DATA_FOLDER) as folder:
            kinds, _ = kinds_of(folder / DATA_FOLDER, DATA_FOLDER)
            playbook, _ = load(migrated(read_sources(folder / DATA_FOLDER, kinds)), kinds)
    except GitError:
        return frozenset()
    entries = playbook.entries.values() if playbook else ()
    return frozenset(entry.id for entry in entries if entry.status != "draft")
