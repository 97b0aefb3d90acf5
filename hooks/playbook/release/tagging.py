"""Creates the commit and the tag of a release, or restores all files and creates neither."""

from __future__ import annotations

import datetime as dt
import re
import tempfile
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import NamedTuple

from .. import git
from ..changes.releases import tag_ref
from ..git_objects import entries, update_index
from ..problems import Location
from . import codes
from .codes import RefusedError, refusal
from .git_settings import setting
from .release_journal import begin, end, undo
from .signals import deferred_signals
from .version_numbers import VersionNumber

_CLOCK_TOLERANCE = 300
"""The number of seconds by which the clocks of two machines may differ."""
_LAST_SECOND = 253402300799
"""The last second of the year 9999, after which there are no dates in Python."""
_RELEASE_LINE = re.compile(rb"((?:\A|(?<=[\r\n]))release:[ \t]*)[^\s#]+")


class Contents(NamedTuple):
    """The bytes of a file in the commit and in the folder, whose line endings may differ."""

    committed: bytes
    in_folder: bytes


Files = Mapping[str, Contents | None]
"""The content of each file by its path in the project; None removes the file."""


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
    at: int,
    files: Files,
    verify: Callable[[str], str],
) -> None:
    """Commit files on top of ``head``, and tag the commit.

    ``verify`` checks the new commit and returns the message of the tag, which is signed if git is
    configured to sign. ``at`` is the time of the commit in seconds since 1970. After any failure,
    all files and the index are restored, including ignored files. Raises RefusedError, GitError and
    OSError, and what ``verify`` raises.
    """
    options = ("--cleanup=whitespace", "--message")
    with deferred_signals() as raise_received:
        in_folder = {name: contents and contents.in_folder for name, contents in files.items()}
        journal = begin(project, head, number.text, in_folder)
        try:
            raise_received()
            _write(project, files)
            tree = _stage(project, head, files)
            raise_received()
            git.run(
                project, "commit", "--quiet", *options, f"Release {number}", env=commit_dates(at)
            )
            raise_received()
            commit = git.resolve_commit(project, "HEAD")
            _require_tree(project, tree, commit)
            message = verify(commit)
            raise_received()
            tag = ("tag", signing_option(project), *options, message, number.tag, commit)
            git.run(project, *tag, env=commit_dates(at))
        except BaseException:
            undo(journal)
            raise
        end(journal)


def signing_option(project: Path) -> str:
    """The option of ``git tag`` that signs a tag if the user has a key for it.

    If ``tag.gpgSign`` is set, it takes precedence: git applies it to ``--annotate``.
    """
    is_set = setting(project, "tag.gpgSign") is not None
    has_key = setting(project, "user.signingKey") is not None
    return "--sign" if has_key and not is_set else "--annotate"


def new_commit_time(project: Path, last: VersionNumber | None) -> int:
    """The time for a new commit in seconds since 1970. Raises GitError without an identity.

    The day decides which version applied when: raises RefusedError if a wrong clock or variable
    dates the commit before the release that it follows, or in the future.
    """
    git.run(project, "var", "GIT_AUTHOR_IDENT")
    at, now = int(git.run(project, "var", "GIT_COMMITTER_IDENT").split()[-2]), int(time.time())
    if at > now + _CLOCK_TOLERANCE:
        raise refusal(codes.POSTDATED, "HEAD", day=_day(at), today=_day(now))
    earlier = int(git.run(project, "log", "-1", "--format=%ct", tag_ref(last.text))) if last else at
    if last and at < earlier:
        raise refusal(codes.BACKDATED, last.tag, day=_day(at), last=last, earlier=_day(earlier))
    return at


def _day(at: int) -> dt.date:
    """The day in UTC of a time in seconds since 1970; of a later time, the last day of 9999."""
    return dt.datetime.fromtimestamp(min(at, _LAST_SECOND), dt.UTC).date()


def commit_dates(at: int) -> dict[str, str]:
    """The variables that set the time of a commit."""
    return {"GIT_AUTHOR_DATE": f"@{at} +0000", "GIT_COMMITTER_DATE": f"@{at} +0000"}


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
            _replace(path, contents.in_folder, path.stat().st_mode)
        else:
            path.parent.mkdir(exist_ok=True)
            path.write_bytes(contents.in_folder)


def _stage(project: Path, head: str, files: Files) -> str:
    """Add the files to the index; returns the id of the tree that the commit must have.

    That tree is computed from ``head``, because the index may contain changes that ``git status``
    does not show.
    """
    prefix = git.prefix(project)
    modes = {entry.path: entry.mode for entry in entries(project, head, prefix)}
    changes: dict[str, tuple[str, str] | None] = {}
    for name, contents in files.items():
        path = f"{prefix}{name}"
        changes[path] = None
        if contents is not None:
            id = git.run(project, "hash-object", "-w", "--stdin", stdin=contents.committed)
            changes[path] = (modes.get(path, "100644"), id)
    update_index(project, changes, head)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        env = {"GIT_INDEX_FILE": f"{work}/index"}
        git.run(project, "read-tree", head, env=env)
        update_index(project, changes, head, env)
        return git.run(project, "write-tree", env=env)


def _require_tree(project: Path, tree: str, commit: str) -> None:
    """Check that a commit contains exactly the files of a tree. Raises RefusedError."""
    expected, found = set(entries(project, tree)), set(entries(project, commit))
    prefix = git.prefix(project)
    names = sorted({entry.path.removeprefix(prefix) for entry in expected ^ found})
    if names:
        raise RefusedError(*(codes.COMMIT_DIFFERS.at(Location(name), path=name) for name in names))
