"""Creates the commit and the tag of a release, or restores all files and creates neither."""

from __future__ import annotations

import os
import re
import tempfile
from collections.abc import Callable, Iterable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from .. import git
from ..git_objects import entries
from ..problems import Location
from . import codes
from .codes import RefusedError, refusal
from .version_numbers import VersionNumber

_RELEASE_LINE = re.compile(rb"((?:\A|(?<=[\r\n]))release:[ \t]*)[^\s#]+")


Files = Mapping[str, tuple[bytes, bytes] | None]
"""The content of each file by its path in the project; None removes the file.

The first bytes are for the commit, the second for the folder, whose line endings may differ.
"""


@dataclass(frozen=True)
class _Backup:
    """A file before a change: its bytes and mode, or None if it did not exist."""

    path: Path
    content: tuple[bytes, int] | None


def with_version_number(data: bytes, number: VersionNumber, name: str) -> bytes:
    """Replace the version number in the content of ``playbook.yml``. Raises RefusedError."""
    changed, count = _RELEASE_LINE.subn(rb"\g<1>" + number.text.encode(), data, count=1)
    if not count:
        raise refusal(codes.NO_RELEASE_LINE, name, version=number)
    return changed


def commit_and_tag(
    project: Path,
    head: str,
    number: VersionNumber,
    files: Files,
    verify: Callable[[str], None],
) -> None:
    """Commit files on top of ``head``, call ``verify`` with the commit, and tag it.

    After any failure, all files and the index are restored, including ignored files.
    Raises RefusedError, GitError and OSError, and what ``verify`` raises.
    """
    backups = _back_up(project, files)
    options = ("--cleanup=whitespace", "--message", f"Release {number}")
    try:
        _write(project, files)
        tree = _stage(project, head, files)
        git.run(project, "commit", "--quiet", *options)
        commit = git.resolve_commit(project, "HEAD")
        _refuse_other_tree(project, tree, commit)
        verify(commit)
        git.run(project, "tag", "--annotate", *options, number.tag, commit)
    except BaseException:
        _restore(project, head, backups)
        raise


def _back_up(project: Path, names: Iterable[str]) -> list[_Backup]:
    """Read backups of some files of the project and of the index."""
    index = git.run(project, "rev-parse", "--git-path", "index")
    paths = [project / name for name in (*names, index)]
    return [
        _Backup(path, (path.read_bytes(), path.stat().st_mode) if path.is_file() else None)
        for path in paths
    ]


def _restore(project: Path, head: str, backups: Iterable[_Backup]) -> None:
    """Restore the files and HEAD."""
    for backup in backups:
        if backup.content is not None:
            _replace(backup.path, *backup.content)
            continue
        backup.path.unlink(missing_ok=True)
        with suppress(OSError):  # removes the folder of change entries only if it is empty
            backup.path.parent.rmdir()
    current = git.resolve_commit(project, "HEAD")
    if current != head:
        git.run(project, "update-ref", "-m", "playbook release: undone", "HEAD", head, current)


def _replace(path: Path, data: bytes, mode: int) -> None:
    """Write a file atomically, so it is never incomplete."""
    temporary = path.with_name(f".{path.name}.release")
    temporary.write_bytes(data)
    temporary.chmod(mode)
    temporary.replace(path)


def _write(project: Path, files: Files) -> None:
    """Write the files to the project's folder."""
    for name, contents in files.items():
        path = project / name
        if contents is None:
            path.unlink(missing_ok=True)
        elif path.is_file():
            _replace(path, contents[1], path.stat().st_mode)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(contents[1])


def _stage(project: Path, head: str, files: Files) -> str:
    """Add the files to the index; returns the id of the tree that the commit must have.

    That tree is computed from ``head``, because the index may contain hidden changes.
    """
    prefix = git.prefix(project)
    modes = {entry.path: entry.mode for entry in entries(project, head, prefix)}
    lines = []
    for name, contents in files.items():
        path = f"{prefix}{name}"
        if contents is None:
            lines.append(f"0 {'0' * len(head)}\t{path}\0")
        else:
            id = git.run(project, "hash-object", "-w", "--stdin", stdin=contents[0])
            lines.append(f"{modes.get(path, '100644')} {id}\t{path}\0")
    stdin = os.fsencode("".join(lines))
    update_index = ("update-index", "-z", "--index-info")
    git.run(project, *update_index, stdin=stdin)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        env = {"GIT_INDEX_FILE": f"{work}/index"}
        git.run(project, "read-tree", head, env=env)
        git.run(project, *update_index, stdin=stdin, env=env)
        return git.run(project, "write-tree", env=env)


def _refuse_other_tree(project: Path, tree: str, commit: str) -> None:
    """Check that a commit contains exactly the files of a tree. Raises RefusedError."""
    expected, found = set(entries(project, tree)), set(entries(project, commit))
    prefix = git.prefix(project)
    names = sorted({entry.path.removeprefix(prefix) for entry in expected ^ found})
    if names:
        raise RefusedError(*(codes.COMMIT_DIFFERS.at(Location(name), path=name) for name in names))
