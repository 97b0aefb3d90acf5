"""The only module that starts git."""

from __future__ import annotations

import io
import os
import subprocess
import tarfile
from collections.abc import Mapping
from pathlib import Path

# English messages whatever the locale, no question on a terminal, and no hand-me-down repository
# from a hook that runs us.
_ALWAYS = {"LC_ALL": "C", "GIT_TERMINAL_PROMPT": "0"}
_OF_A_HOOK = ("GIT_DIR", "GIT_WORK_TREE", "GIT_INDEX_FILE", "GIT_PREFIX", "GIT_OBJECT_DIRECTORY")


class GitError(Exception):
    """Git said no; ``lines`` are what it said."""

    def __init__(self, said: str) -> None:
        self.lines = [line for line in said.splitlines() if line.strip()]
        super().__init__(self.reason)

    @property
    def reason(self) -> str:
        """The line that tells most."""
        telling = ("fatal: ", "error: ", "! ")
        found = [line for line in self.lines if line.removeprefix("remote: ").startswith(telling)]
        return (found or self.lines or ["git failed without a word"])[0].strip()


def run(repo: Path, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> str:
    """What a git command prints, without its last line end. Raises GitError."""
    return run_bytes(repo, *args, stdin=stdin, env=env).decode("utf-8", "replace").rstrip("\n")


def run_bytes(
    repo: Path, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> bytes:
    """What a git command prints, as bytes. Raises GitError."""
    outer = {name: value for name, value in os.environ.items() if name not in _OF_A_HOOK}
    try:
        done = subprocess.run(
            ["git", *args],
            cwd=repo,
            input=stdin,
            capture_output=True,
            env={**outer, **_ALWAYS, **(env or {})},
            check=False,
        )
    except FileNotFoundError as error:
        missing = "git is not installed" if repo.is_dir() else f"there is no folder {repo}"
        raise GitError(missing) from error
    if done.returncode:
        raise GitError((done.stderr + b"\n" + done.stdout).decode("utf-8", "replace"))
    return done.stdout


def show(repo: Path, rev: str, path: str) -> bytes | None:
    """The bytes of a file in a revision, or None where it has none."""
    try:
        return run_bytes(repo, "cat-file", "blob", f"{rev}:{path}")
    except GitError:
        return None


def commit_of(repo: Path, rev: str) -> str | None:
    """The commit that a revision names, or None where there is none."""
    try:
        return run(
            repo, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"
        )
    except GitError:
        return None


def revision_of(repo: Path, name: str) -> str:
    """The full hash of the commit that a name means. Raises GitError where there is none."""
    found = None if name.startswith("-") else commit_of(repo, name)
    if found is None:
        run(repo, "rev-parse", "--git-dir")  # says so where this is no repository at all
        raise GitError(f"'{name}' is no folder with a playbook, and no revision in git")
    return found


def last_release(repo: Path) -> str:
    """The nearest tag before the commit checked out. Raises GitError where there is none."""
    if not run(repo, "tag", "--merged", revision_of(repo, "HEAD")):
        raise GitError("there is no release yet: no tag lies before what is checked out")
    return run(repo, "describe", "--tags", "--abbrev=0")


def write_files_at(repo: Path, revision: str, part: str, into: Path) -> None:
    """Write a part of a folder as it was at a revision into another; nothing where it was not."""
    commit = revision_of(repo, revision)
    if run(repo, "ls-tree", "--name-only", commit, "--", part):
        packed = run_bytes(repo, "archive", "--format=tar", commit, "--", part)
        with tarfile.open(fileobj=io.BytesIO(packed)) as tar:
            tar.extractall(into, filter="data")
