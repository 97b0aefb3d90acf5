"""The commit and the tag of a release: both are made, or everything stays as it was."""

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
from .codes import RefusedError, refuse
from .version_numbers import VersionNumber

_RELEASE = re.compile(rb"((?:\A|(?<=[\r\n]))release:[ \t]*)[^\s#]+")


Files = Mapping[str, tuple[bytes, bytes] | None]
"""By the path in the project, the bytes of a file for the commit and for the folder; None where
the file goes."""


@dataclass(frozen=True)
class _Kept:
    """A file as it was before: its bytes and its mode, or None where there was none."""

    path: Path
    before: tuple[bytes, int] | None


def with_number(data: bytes, number: VersionNumber, name: str) -> bytes:
    """``playbook.yml`` with another number, and not a byte more changed. Raises RefusedError."""
    changed, count = _RELEASE.subn(rb"\g<1>" + number.text.encode(), data, count=1)
    if not count:
        raise refuse(codes.NO_LINE, name, version=number)
    return changed


def commit_and_tag(
    project: Path,
    head: str,
    number: VersionNumber,
    files: Files,
    verify: Callable[[str], None],
) -> None:
    """Commit files on top of ``head``, let the commit be confirmed, and tag it.

    Where anything fails, all is as it was, the index and ignored files included.
    Raises RefusedError, GitError and OSError.
    """
    kept = _keep(project, files)
    message = f"Release {number}"
    plain = ("--cleanup=whitespace", "--message", message)
    try:
        _write(project, files)
        tree = _staged(project, head, files)
        git.run(project, "commit", "--quiet", *plain)
        commit = git.resolve_commit(project, "HEAD")
        _refuse_altered(project, tree, commit)
        verify(commit)
        git.run(project, "tag", "--annotate", *plain, number.tag, commit)
    except BaseException:
        _put_back(project, head, kept)
        raise


def _keep(project: Path, names: Iterable[str]) -> list[_Kept]:
    """Some files of the project as they are now, and the index."""
    index = git.run(project, "rev-parse", "--git-path", "index")
    paths = [project / name for name in (*names, index)]
    return [
        _Kept(path, (path.read_bytes(), path.stat().st_mode) if path.is_file() else None)
        for path in paths
    ]


def _put_back(project: Path, head: str, kept: Iterable[_Kept]) -> None:
    for one in kept:
        if one.before is not None:
            _replace(one.path, *one.before)
            continue
        one.path.unlink(missing_ok=True)
        with suppress(OSError):  # the folder of change entries, where this was the first one
            one.path.parent.rmdir()
    now = git.resolve_commit(project, "HEAD")
    if now != head:
        git.run(project, "update-ref", "-m", "playbook release: undone", "HEAD", head, now)


def _replace(path: Path, data: bytes, mode: int) -> None:
    """Write a file in one step: it is never half of what it was."""
    part = path.with_name(f".{path.name}.release")
    part.write_bytes(data)
    part.chmod(mode)
    part.replace(path)


def _write(project: Path, files: Files) -> None:
    for name, both in files.items():
        path = project / name
        if both is None:
            path.unlink(missing_ok=True)
        elif path.is_file():
            _replace(path, both[1], path.stat().st_mode)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(both[1])


def _staged(project: Path, head: str, files: Files) -> str:
    """Put the files into the index; the id of the tree that the commit must have.

    The tree is made from the commit before, not from the index, which may hold what it hides.
    """
    below = git.prefix(project)
    known = {entry.path: entry.mode for entry in entries(project, head, below)}
    lines = []
    for name, both in files.items():
        path = f"{below}{name}"
        if both is None:
            lines.append(f"0 {'0' * len(head)}\t{path}\0")
        else:
            id = git.run(project, "hash-object", "-w", "--stdin", stdin=both[0])
            lines.append(f"{known.get(path, '100644')} {id}\t{path}\0")
    told = os.fsencode("".join(lines))
    add = ("update-index", "-z", "--index-info")
    git.run(project, *add, stdin=told)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        env = {"GIT_INDEX_FILE": f"{work}/index"}
        git.run(project, "read-tree", head, env=env)
        git.run(project, *add, stdin=told, env=env)
        return git.run(project, "write-tree", env=env)


def _refuse_altered(project: Path, tree: str, commit: str) -> None:
    """See that a commit holds the tree that it was made of. Raises RefusedError."""
    wanted, found = set(entries(project, tree)), set(entries(project, commit))
    below = git.prefix(project)
    names = sorted({entry.path.removeprefix(below) for entry in wanted ^ found})
    if names:
        raise RefusedError(*(codes.ALTERED.at(Location(name), path=name) for name in names))
