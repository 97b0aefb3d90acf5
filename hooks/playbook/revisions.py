"""Reads the files of a commit from its objects, for comparisons, releases and builds alike.

The checked-out files do not count, nor do the settings, attributes and filters that change them.
"""

from __future__ import annotations

import re
import tempfile
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path

from .git import GitError, prefix, resolve_commit, run
from .git_objects import Entry, entries, require_regular_files, write
from .project import CHANGES, DATA_FOLDER

COMPARED_FOLDERS = (DATA_FOLDER, CHANGES)
"""The folders that are compared between commits. A link or a submodule in them is refused."""
_HASH = re.compile("[0-9a-f]{40}|[0-9a-f]{64}")
Check = Callable[[list[Entry], str], None]
"""Checks the files of a commit; the second argument is the path of the project in it."""


@contextmanager
def revision_folder(
    project: Path, revision: str, name: str, *parts: str, check: Check | None = None
) -> Iterator[Path]:
    """A temporary folder with a project's files in a revision, byte for byte.

    ``name`` names the revision in errors. ``parts`` limits the files to some folders of the
    project. ``check`` is called before anything is written. Raises GitError, NotRegularFileError
    for a link or a submodule in the compared folders, and OSError.
    """
    commit, project_path = resolve_revision(project, revision), prefix(project)
    files = [
        entry for part in parts or ("",) for entry in entries(project, commit, project_path + part)
    ]
    require_regular_files(files_below(files, project_path, *COMPARED_FOLDERS), project_path, name)
    if check is not None:
        check(files, project_path)
    with tempfile.TemporaryDirectory(prefix="playbook-") as temporary:
        folder = Path(temporary) / "commit"
        folder.mkdir()
        write(project, files, folder, project_path)
        yield folder


def resolve_revision(project: Path, revision: str) -> str:
    """The commit of a revision. Raises GitError if it is unknown, or if its name is ambiguous.

    git would prefer a tag to a branch of the same name, and a file such as ``.git/ORIG_HEAD`` to
    both. Such a tag or file could hide the changes of a branch.
    """
    commit = resolve_commit(project, revision)
    name = re.split(r"[~^:]|@\{", revision)[0]
    found = _references(project, name)
    preferred_by_git = resolve_commit(project, name) if found else None
    if preferred_by_git and preferred_by_git not in {id for _, id in found}:
        found = [(f".git/{name}", preferred_by_git), *found]
    if len({id for _, id in found}) > 1:
        names = " and ".join(reference for reference, _ in found)
        raise GitError(f"'{revision}' is ambiguous: there are {names}; write one of them in full")
    return commit


def _references(project: Path, name: str) -> list[tuple[str, str]]:
    """The references that a short name can mean, each with the hash of its commit."""
    if name in ("", "@", "HEAD") or name.startswith("refs/") or _HASH.fullmatch(name):
        return []  # git cannot mistake these
    candidates = [f"refs/{part}{name}" for part in ("", "tags/", "heads/", "remotes/")]
    candidates.append(f"refs/remotes/{name}/HEAD")
    listed = run(project, "for-each-ref", "--format=%(refname)", *candidates).splitlines()
    exact = sorted(set(listed) & set(candidates))
    return [(reference, resolve_commit(project, reference)) for reference in exact]


def files_below(files: Iterable[Entry], project_path: str, *folders: str) -> Iterator[Entry]:
    """The entries that are in, or replace, one of these folders of the project."""
    for entry in files:
        if any(f"{entry.path}/".startswith(f"{project_path}{folder}/") for folder in folders):
            yield entry
