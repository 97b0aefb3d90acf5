"""Puts one changed file on a new branch, as one commit; the files change only when it exists."""

from __future__ import annotations

import os
import re
import tempfile
from pathlib import Path

from .. import git
from ..git import GitError
from ..git_objects import entries, update_index
from ..problems import Location
from ..project import DATA_FOLDER
from ..source.links import is_linked
from . import codes
from .codes import RefusedError

_BRANCH = r"[A-Za-z0-9][A-Za-z0-9._/-]*"
"""A name of letters, digits and a few marks, which is never an option; git checks the rest."""
BLOCKING_BRANCH = "refs/heads/suggestion"
"""A branch with this name prevents those with names like ``suggestion/posting``."""
MAX_BRANCH = 120
"""The longest name of a branch, in characters."""
MAX_BRANCHES = 100
"""The largest number of branches for the same entry."""


def branch_for(project: Path, name: str | None, id: str) -> str:
    """The name of a new branch. Raises RefusedError if it is not valid or exists, and GitError."""
    if name is None:
        base = f"suggestion{'-' if git.find_commit(project, BLOCKING_BRANCH) else '/'}{id}"
        names = (base, *(f"{base}-{number}" for number in range(2, MAX_BRANCHES)))
        name = next((each for each in names if not _exists(project, each)), base)
    location = Location(".")
    if len(name) > MAX_BRANCH or not re.fullmatch(_BRANCH, name) or not _is_valid(project, name):
        raise RefusedError(codes.BRANCH_NAME.at(location, branch=name))
    if _exists(project, name):
        raise RefusedError(codes.BRANCH_EXISTS.at(location, branch=name))
    return name


def _is_valid(project: Path, name: str) -> bool:
    try:
        git.run(project, "check-ref-format", f"refs/heads/{name}")
    except GitError:
        return False
    return True


def _exists(project: Path, name: str) -> bool:
    """Whether a branch exists, or one with which it cannot exist, as ``a`` cannot with ``a/b``."""
    parts = name.split("/")
    prefixes = [f"refs/heads/{'/'.join(parts[:end])}" for end in range(1, len(parts) + 1)]
    found = git.run(project, "for-each-ref", "--format=%(refname)", *prefixes).split()
    return any(ref in prefixes or ref.startswith(f"{prefixes[-1]}/") for ref in found)


def refuse_uncommitted(project: Path, path: str) -> str:
    """Check that all changes are committed, and a file is as in HEAD; returns HEAD's hash.

    New files outside the data do not matter: the suggestion may be one of them.

    Raises RefusedError, and GitError.
    """
    prefix = git.prefix(project)
    head = git.resolve_commit(project, "HEAD")
    paths = [changed for _, changed in git.changed_files(project)]
    paths += [
        changed for _, changed in git.changed_files(project, DATA_FOLDER, include_untracked=True)
    ]
    committed = [entry for entry in entries(project, head, f"{prefix}{path}") if entry.is_file]
    now = _object_id(project, path, (project / path).read_bytes(), write=False)
    if is_linked(project / path, project) or [entry.id for entry in committed] != [now]:
        paths.append(f"{prefix}{path}")
    if paths:
        names = sorted({changed.removeprefix(prefix) for changed in paths})
        raise RefusedError(*(codes.NOT_COMMITTED.at(Location(name), path=name) for name in names))
    return head


def commit_on_branch(
    project: Path, head: str, branch: str, path: str, content: bytes, message: str
) -> str:
    """Create the commit and the branch, and check the branch out; returns the commit's hash.

    The author is the person who runs the command. If the branch cannot be checked out, it is
    removed again, and nothing has changed. Raises GitError.
    """
    prefix = git.prefix(project)
    mode = next(entry.mode for entry in entries(project, head, f"{prefix}{path}"))
    changes = {f"{prefix}{path}": (mode, _object_id(project, path, content, write=True))}
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        env = {"GIT_INDEX_FILE": f"{work}{os.sep}index"}
        git.run(project, "read-tree", head, env=env)
        update_index(project, changes, head, env)
        tree = git.run(project, "write-tree", env=env)
    sign = ["-S"] if _signs(project) else []
    commit = git.run(project, "commit-tree", *sign, "-p", head, "-F", "-", tree,
                     stdin=message.encode())  # fmt: skip
    ref = f"refs/heads/{branch}"
    git.run(project, "update-ref", "--no-deref", ref, commit, "0" * len(commit))
    try:
        git.run(project, "switch", "--quiet", branch)
    except GitError:
        git.run(project, "update-ref", "--no-deref", "-d", ref, commit)
        raise
    return commit


def _object_id(project: Path, path: str, content: bytes, *, write: bool) -> str:
    """The id of a file's content in git, after the conversions that git makes for its path."""
    option = ["-w"] if write else []
    return git.run(project, "hash-object", *option, "--stdin", f"--path={path}", stdin=content)


def _signs(project: Path) -> bool:
    try:
        return git.run(project, "config", "--type=bool", "--get", "commit.gpgSign") == "true"
    except GitError:
        return False
