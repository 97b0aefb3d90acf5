"""Stores a published tree on a branch of a git remote, for static page hosts.

Nothing is checked out: the store writes blobs and trees, and one push moves the branch. The push
is never forced. If someone else pushes first, publishing starts again from the new head.
"""

from __future__ import annotations

import random
import tempfile
import time
from collections.abc import Callable, Iterable, Mapping
from pathlib import Path
from typing import TypeVar

from .. import git
from ..git_objects import update_index
from ..problems import Location, Phrase
from . import codes
from .blobs import Blob, digests_of, list_blobs
from .branch_target import refuse_bad_branch
from .codes import RefusedError, refusal
from .manifest import LATEST, paths_of
from .target_path import refuse_branch_of_project
from .tree import TreeUpdate
from .version_numbers import is_number

MAX_ATTEMPTS = 20
T = TypeVar("T")

_CONCURRENT_PUSH = ("fetch first", "non-fast-forward", "cannot lock ref", "failed to update ref",
                    "incorrect old value", "reference already exists")  # fmt: skip
"""Parts of git's messages for a push that was rejected because someone else pushed first."""


class ConcurrentPushError(Exception):
    """The push was rejected because someone else pushed first."""


class BranchStore:
    """A tree on a remote branch; reads the content of the last fetch."""

    def __init__(self, repo: Path, remote: str, branch: str) -> None:
        self.repo, self.remote, self.branch = repo, remote, branch
        self.name = f"{remote} {branch}"
        self.head: str | None = None
        self._blobs: dict[str, Blob | None] = {}
        self._digests: dict[str, str] = {}

    def fetch(self) -> None:
        """Fetch the current content of the branch. Raises RefusedError, also if it is a project.

        No reference is written: a fetch that is killed could leave a lock on it, which would block
        the next fetch. Fetched objects stay until git's garbage collection.
        """
        refuse_bad_branch(self.repo, self.remote, self.branch)
        ref = f"refs/heads/{self.branch}"
        options = ("--quiet", "--no-tags", "--no-write-fetch-head", "--refmap=")
        try:
            output = git.run(self.repo, "ls-remote", "--", self.remote, ref)
            if output:
                git.run(self.repo, "fetch", *options, "--", self.remote, ref)
            self.head = output.split()[0] if output else None
            self._blobs = list_blobs(self.repo, self.head) if self.head else {}
        except git.GitError as error:
            raise refusal(codes.NO_REMOTE, self.name, reason=error.reason) from error
        refuse_branch_of_project(self.names(), self.name)

    def names(self) -> list[str]:
        """The folders and files at the root."""
        return sorted({path.split("/", 1)[0] for path in self._blobs})

    def read(self, path: str) -> bytes | None:
        """A file of the tree, or None if it does not exist."""
        return git.show(self.repo, self.head, path) if self.head else None

    def paths(self) -> frozenset[str]:
        """The path of every file of the tree."""
        return frozenset(self._blobs)

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The SHA-256 of each given file that exists, by path. Raises RefusedError."""
        selected = dict[str, Blob]()
        for path in self._blobs.keys() & set(paths):
            blob = self._blobs[path]
            if blob is None:
                what = Phrase("file.link-or-submodule")
                raise RefusedError(codes.SPECIAL_FILE.at(Location(path), path=path, what=what))
            selected[path] = blob
        try:
            unread = [blob for blob in selected.values() if blob.id not in self._digests]
            self._digests |= digests_of(self.repo, unread)
        except git.GitError as error:
            raise refusal(codes.UNREADABLE_TARGET, self.name, reason=error.reason) from error
        return {path: self._digests[blob.id] for path, blob in selected.items()}

    def journal(self) -> None:
        """Do nothing: a branch needs no journal, because a push is atomic."""

    def files_outside_versions(self) -> set[str]:
        """The path of every file outside the folders of versions and ``latest``."""
        folders = {path: path.split("/", 1)[0] for path in self._blobs}
        return {
            path for path, folder in folders.items() if folder != LATEST and not is_number(folder)
        }

    def write(self, update: TreeUpdate) -> bool:
        """Push an update as one commit. Returns whether anything changed.

        Raises RefusedError, and ConcurrentPushError if someone else pushed first.
        """
        try:
            tree = self._tree(update)
            if self.head and git.run(self.repo, "rev-parse", f"{self.head}^{{tree}}") == tree:
                return False
            message = f"Publish {update.new.manifest.version if update.new else update.latest}"
            parents = ("-p", self.head) if self.head else ()
            commit = git.run(
                self.repo, "commit-tree", tree, *parents, "-m", message, env=self._committer()
            )
        except git.GitError as error:
            raise refusal(codes.NOT_WRITTEN, self.name, reason=error.reason) from error
        self._push(commit)
        return True

    def _tree(self, update: TreeUpdate) -> str:
        """Write the tree of an update into the repository; ``latest`` reuses the version's tree."""
        with tempfile.TemporaryDirectory() as work:
            env = {"GIT_INDEX_FILE": f"{work}/index"}
            git.run(self.repo, "read-tree", self.head or "--empty", env=env)
            latest = [path for path in self._blobs if path.startswith(f"{LATEST}/")]
            # the mode and the blob of each path; None removes it
            changes: dict[str, tuple[str, str] | None] = dict.fromkeys((*update.stale, *latest))
            if update.new:
                version, folder = update.new.manifest.version, update.new.folder
                paths = sorted(paths_of(folder))
                for path, blob in zip(paths, self._hash(folder, paths), strict=True):
                    changes[f"{version}/{path}"] = ("100644", blob)
            root = Path(work) / "root"
            for path, blob in self._hash_data(root, update.root).items():
                changes[path] = ("100644", blob)
            update_index(self.repo, changes, self.head or "", env)
            without_latest = git.run(self.repo, "write-tree", env=env)
            version_tree = git.run(self.repo, "rev-parse", f"{without_latest}:{update.latest}")
            git.run(self.repo, "read-tree", f"--prefix={LATEST}/", version_tree, env=env)
            return git.run(self.repo, "write-tree", env=env)

    def _hash(self, folder: Path, paths: list[str]) -> list[str]:
        """Write files into the repository unchanged; returns the ids of their blobs."""
        stdin = "".join(f"{folder / path}\n" for path in paths).encode()
        args = ("hash-object", "-w", "--no-filters", "--stdin-paths")
        return git.run(self.repo, *args, stdin=stdin).splitlines()

    def _hash_data(self, work: Path, files: Mapping[str, bytes]) -> dict[str, str]:
        """Write content into the repository; returns the ids of the blobs by path."""
        work.mkdir()
        for index, data in enumerate(files.values()):
            (work / str(index)).write_bytes(data)
        blobs = self._hash(work, [str(index) for index in range(len(files))])
        return dict(zip(files, blobs, strict=True))

    def _committer(self) -> dict[str, str]:
        """Variables that set a committer on machines without one, such as CI."""
        try:
            git.run(self.repo, "var", "GIT_COMMITTER_IDENT")
        except git.GitError:
            identity = {"NAME": "playbook publish", "EMAIL": "playbook@localhost"}
            roles = ("AUTHOR", "COMMITTER")
            return {f"GIT_{role}_{key}": value for role in roles for key, value in identity.items()}
        return {}

    def _push(self, commit: str) -> None:
        ref = f"{commit}:refs/heads/{self.branch}"
        try:
            git.run(self.repo, "push", "--quiet", "--porcelain", "--", self.remote, ref)
        except git.GitError as error:
            output = "\n".join(error.lines)
            if any(message in output for message in _CONCURRENT_PUSH):
                raise ConcurrentPushError from error
            rejections = [line.split("\t")[-1] for line in error.lines if line.startswith("!\t")]
            reason = rejections[0] if rejections else error.reason
            raise refusal(codes.NOT_PUSHED, self.name, reason=reason) from error


def until_pushed(store: BranchStore, attempt: Callable[[], T]) -> T:
    """Fetch and call ``attempt``, again if someone else pushes first. Raises RefusedError."""
    for number in range(MAX_ATTEMPTS):
        store.fetch()
        try:
            return attempt()
        except ConcurrentPushError:
            pause(number)
    raise refusal(codes.TOO_MANY_RETRIES, store.name, count=MAX_ATTEMPTS)


def pause(attempt: int) -> None:
    """Wait a random time, at most two seconds, before the next attempt."""
    time.sleep(random.uniform(0, min(2.0, 0.05 * 2**attempt)))
