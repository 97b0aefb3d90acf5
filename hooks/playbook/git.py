"""The only module that starts git.

What git answers must not depend on who asks. Settings, replaced objects and what a hook hands down
are kept out here, for every command at once. ``git_objects`` reads what a commit holds.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import IO

from .visible import printable

_FIXED_ENVIRONMENT = {
    "LC_ALL": "C",  # messages in English
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",  # a command that reads writes nothing
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
}
_KEPT = (
    "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_", "GIT_SSH", "GIT_SSL_", "GIT_HTTP_",
    "GIT_PROXY_", "GIT_ASKPASS", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL_FROM_USER", "GIT_LFS_",
    "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH",
)  # fmt: skip
"""Variables by which a user names an identity, a setting, or the way to a remote. All others of
git's are dropped: they name another repository, index or attributes, as a hook hands them down."""
_HANDED_DOWN = "GIT_CONFIG_PARAMETERS"
"""What was given with ``-c`` to the git that runs us as a hook."""
_OUTPUT = (
    "advice.graftFileDeprecated=false", "color.advice=never", "color.push=never",
    "color.remote=never", "color.status=never", "color.transport=never", "color.ui=never",
    "core.pager=cat", "core.quotepath=off", "i18n.logOutputEncoding=UTF-8", "log.date=default",
    "log.follow=false", "log.mailmap=false", "log.showSignature=false",
)  # fmt: skip
"""Settings that change what git prints."""
_READING = (
    "core.checkStat=default", "core.commitGraph=false", "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}", "core.ignoreStat=false", "core.splitIndex=false",
    "core.trustctime=true", "core.untrackedCache=false", "core.useReplaceRefs=false",
    "diff.renames=false", "fetch.recurseSubmodules=no", "status.renames=false",
    "status.showUntrackedFiles=normal", "status.submoduleSummary=false", "submodule.recurse=false",
)  # fmt: skip
"""Settings that change what git finds, or that start other programs while it only reads."""
_WITH_HOOKS = frozenset({"commit", "tag", "push"})
"""Commands that a user's own hooks and settings may refuse, sign and see."""


class GitError(Exception):
    """Git refused; ``lines`` are what it printed, and the error's text is all of them."""

    def __init__(self, output: str) -> None:
        self.lines = [line for line in output.splitlines() if line.strip()]
        self.lines = self.lines or ["git failed and printed nothing"]
        super().__init__("\n".join(printable(" ".join(line.split())) for line in self.lines))

    @property
    def reason(self) -> str:
        """The line that says most."""
        prefixes = ("fatal: ", "error: ", "! ")
        commit = [line for line in self.lines if line.removeprefix("remote: ").startswith(prefixes)]
        return (commit or self.lines)[0].strip()


def run(repo: Path, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> str:
    """The output of a git command without its final newline. Raises GitError.

    Bytes that are not UTF-8 are kept as in the names of files, by ``surrogateescape``.
    """
    printed = run_bytes(repo, *args, stdin=stdin, env=env)
    return printed.decode("utf-8", "surrogateescape").rstrip("\n")


def run_bytes(
    repo: Path, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> bytes:
    """What a git command prints, as bytes. Raises GitError."""
    try:
        completed = subprocess.run(
            _command(args), cwd=repo, input=stdin, capture_output=True, env=_environment(env),
            check=False,
        )  # fmt: skip
    except FileNotFoundError as error:
        missing = "git is not installed" if repo.is_dir() else f"the folder {repo} does not exist"
        raise GitError(missing) from error
    if completed.returncode:
        raise GitError((completed.stderr + b"\n" + completed.stdout).decode("utf-8", "replace"))
    return completed.stdout


def _command(args: Sequence[str]) -> list[str]:
    settings = _OUTPUT if args[0] in _WITH_HOOKS else (*_OUTPUT, *_READING)
    return ["git", *(subfolder for setting in settings for subfolder in ("-c", setting)), *args]


def _environment(more: Mapping[str, str] | None) -> dict[str, str]:
    outer = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith("GIT_") or (name.startswith(_KEPT) and name != _HANDED_DOWN)
    }
    return {**outer, **_FIXED_ENVIRONMENT, **(more or {})}


def blobs(repo: Path, ids: Sequence[str]) -> Generator[bytes]:
    """The bytes of some blobs, in their order and one at a time. Raises GitError."""
    with tempfile.TemporaryFile() as asked, tempfile.TemporaryFile() as complaints:
        asked.write("".join(f"{id}\n" for id in ids).encode())
        asked.seek(0)
        command = _command(("cat-file", "--batch"))
        with subprocess.Popen(
            command, cwd=repo, stdin=asked, stdout=subprocess.PIPE, stderr=complaints,
            env=_environment(None),
        ) as process:  # fmt: skip
            assert process.stdout
            for id in ids:
                yield _blob(process.stdout, id, complaints)


def _blob(printed: IO[bytes], id: str, complaints: IO[bytes]) -> bytes:
    head = printed.readline().split()
    if len(head) == 3 and head[1] == b"blob":
        size = int(head[2])
        data = printed.read(size + 1)
        if len(data) == size + 1:
            return data[:-1]
    complaints.seek(0)
    missing = f"the object {id} is missing from the repository, or damaged"
    raise GitError(complaints.read().decode("utf-8", "replace").strip() or missing)


def show(repo: Path, rev: str, path: str) -> bytes | None:
    """The bytes of a file in a revision, or None where it has none."""
    try:
        return run_bytes(repo, "cat-file", "blob", f"{rev}:{path}")
    except GitError:
        return None


def find_commit(repo: Path, rev: str) -> str | None:
    """The commit that a revision names, or None where there is none."""
    try:
        return run(
            repo, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{rev}^{{commit}}"
        )
    except GitError:
        return None


def resolve_commit(repo: Path, name: str) -> str:
    """The full hash of the commit that a name means. Raises GitError where there is none."""
    commit = None if name.startswith("-") else find_commit(repo, name)
    if commit is None:
        run(repo, "rev-parse", "--git-dir")  # raises if this is not a repository
        raise GitError(f"'{name}' is neither a folder with a playbook nor a git revision")
    return commit


def is_shallow(repo: Path) -> bool:
    """Whether a repository lacks old commits. Raises GitError."""
    return run(repo, "rev-parse", "--is-shallow-repository") == "true"


def prefix(repo: Path) -> str:
    """The path of a folder in its repository, with a slash at the end, or nothing at the top."""
    return run(repo, "rev-parse", "--show-prefix")


def tags(repo: Path, *, merged: str | None = None) -> list[str]:
    """The names of all tags, or of those that a commit comes after. Raises GitError."""
    only = (f"--merged={merged}",) if merged else ()
    return run(repo, "for-each-ref", *only, "--format=%(refname:lstrip=2)", "refs/tags").split()


def changed(
    repo: Path, *paths: str, new: bool = False, env: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """What differs between the commit checked out, the index and the folder: two letters and a path
    from the repository's top each, as git status has them; with ``new`` also untracked files."""
    untracked = f"--untracked-files={'all' if new else 'no'}"
    plain = ("--porcelain", "-z", "--no-renames", "--ignore-submodules=untracked")
    printed = run(repo, "status", *plain, untracked, "--", *paths, env=env)
    return [(line[:2], line[3:]) for line in printed.split("\0") if line]
