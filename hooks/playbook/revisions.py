"""Reads the files of a commit from its objects: one way for all that compare, release and build.

What git has checked out, and every setting, attribute and filter that changes it, does not count.
"""

from __future__ import annotations

import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .git import prefix, resolve_commit
from .git_objects import Entry, entries, require_regular_files, write
from .project import DATA_FOLDER

CHANGES = "changes"
"""The folder of a project with the change entries of its releases."""
COMPARED = (DATA_FOLDER, CHANGES)
"""The folders that are compared between commits. A link or a submodule in them is refused."""
Check = Callable[[list[Entry], str], None]
"""Checks the files of a commit; the second argument is the path of the project in it."""


@contextmanager
def revision_folder(
    project: Path, revision: str, name: str, *parts: str, check: Check | None = None
) -> Iterator[Path]:
    """A temporary folder with a project's files in a revision, byte for byte.

    ``name`` is that of the revision in errors. ``parts`` limits the files to some folders of the
    project. ``check`` is called before anything is written. Raises GitError, NotRegularFileError
    for a link or a submodule in the compared folders, and OSError.
    """
    commit, project_path = resolve_commit(project, revision), prefix(project)
    files = [
        entry for part in parts or ("",) for entry in entries(project, commit, project_path + part)
    ]
    require_regular_files(files_below(files, project_path, *COMPARED), project_path, name)
    if check is not None:
        check(files, project_path)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        folder = Path(work) / "commit"
        folder.mkdir()
        write(project, files, folder, project_path)
        yield folder


def files_below(files: Iterable[Entry], project_path: str, *folders: str) -> Iterator[Entry]:
    """The entries that are in, or replace, one of these folders of the project."""
    for entry in files:
        if any(f"{entry.path}/".startswith(f"{project_path}{folder}/") for folder in folders):
            yield entry
