"""The only module that starts git.

The output of git must not depend on the user. This module neutralizes settings, replacement
objects and inherited variables for every command. ``git_objects`` reads the content of commits.
"""

from __future__ import annotations

import os
import subprocess
import tempfile
from collections.abc import Generator, Mapping, Sequence
from pathlib import Path
from typing import IO

from .visible import escape_unprintable

_FIXED_ENVIRONMENT = {
    "LC_ALL": "C",  # messages in English
    "GIT_TERMINAL_PROMPT": "0",
    "GIT_PAGER": "cat",
    "GIT_OPTIONAL_LOCKS": "0",  # read-only commands do not refresh the index
    "GIT_NO_REPLACE_OBJECTS": "1",
    "GIT_GRAFT_FILE": os.devnull,
}
_PASSED_ON_PREFIXES = (
    "GIT_AUTHOR_", "GIT_COMMITTER_", "GIT_CONFIG_", "GIT_SSH", "GIT_SSL_", "GIT_HTTP_",
    "GIT_PROXY_", "GIT_ASKPASS", "GIT_ALLOW_PROTOCOL", "GIT_PROTOCOL_FROM_USER", "GIT_LFS_",
    "GIT_CEILING_DIRECTORIES", "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_EXEC_PATH",
)  # fmt: skip
"""Prefixes of the variables that set an identity, a setting or access to a remote. All other
``GIT_`` variables are dropped: inside a hook they name another repository, index or attributes."""
_SETTINGS_OF_CALLER = "GIT_CONFIG_PARAMETERS"
"""The variable with the ``-c`` options of the git process that runs this program as a hook."""
_OUTPUT_SETTINGS = (
    "advice.graftFileDeprecated=false", "color.advice=never", "color.push=never",
    "color.remote=never", "color.status=never", "color.transport=never", "color.ui=never",
    "core.pager=cat", "core.quotepath=off", "i18n.logOutputEncoding=UTF-8", "log.date=default",
    "log.follow=false", "log.mailmap=false", "log.showSignature=false",
)  # fmt: skip
"""Settings that change what git prints."""
_READ_ONLY_SETTINGS = (
    "core.checkStat=default", "core.commitGraph=false", "core.fsmonitor=false",
    f"core.hooksPath={os.devnull}", "core.ignoreStat=false", "core.splitIndex=false",
    "core.trustctime=true", "core.untrackedCache=false", "core.useReplaceRefs=false",
    "diff.renames=false", "fetch.recurseSubmodules=no", "status.renames=false",
    "status.showUntrackedFiles=normal", "status.submoduleSummary=false", "submodule.recurse=false",
)  # fmt: skip
"""Settings that change the results of read-only commands, or make them start other programs."""
os.environ.setdefault("NoDefaultCurrentDirectoryInExePath", "1")  # no git.exe of the project
_COMMANDS_WITH_HOOKS = frozenset({"commit", "tag", "push"})
"""Commands to which the user's hooks and signing settings apply."""


class GitError(Exception):
    """A git command failed. ``lines`` and the error's message are the whole output of git."""

    def __init__(self, output: str) -> None:
        lines = [line for line in output.splitlines() if line.strip()]
        self.lines = lines or ["git failed and printed nothing"]
        shown = (escape_unprintable(" ".join(line.split())) for line in self.lines)
        super().__init__("\n".join(shown))

    @property
    def reason(self) -> str:
        """The first line that reports an error, or else the first line."""
        prefixes = ("fatal: ", "error: ", "! ")
        errors = [line for line in self.lines if line.removeprefix("remote: ").startswith(prefixes)]
        return (errors or self.lines)[0].strip()


def run(repo: Path, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None) -> str:
    """The output of a git command without its final newline. Raises GitError.

    ``surrogateescape`` preserves bytes that are not UTF-8, as in file names.
    """
    output = run_bytes(repo, *args, stdin=stdin, env=env)
    return output.decode("utf-8", "surrogateescape").rstrip("\n")


def run_bytes(
    repo: Path, *args: str, stdin: bytes = b"", env: Mapping[str, str] | None = None
) -> bytes:
    """The output of a git command as bytes. Raises GitError."""
    try:
        completed = subprocess.run(
            _command(args), cwd=repo, input=stdin, capture_output=True, env=_environment(env),
            check=False,
        )  # fmt: skip
    except (FileNotFoundError, NotADirectoryError) as error:  # the latter on Windows
        missing = "git is not installed" if repo.is_dir() else f"the folder {repo} does not exist"
        raise GitError(missing) from error
    if completed.returncode:
        raise GitError((completed.stderr + b"\n" + completed.stdout).decode("utf-8", "replace"))
    return completed.stdout


def _command(args: Sequence[str]) -> list[str]:
    is_read_only = args[0] not in _COMMANDS_WITH_HOOKS
    settings = _OUTPUT_SETTINGS + (_READ_ONLY_SETTINGS if is_read_only else ())
    return ["git", *(arg for setting in settings for arg in ("-c", setting)), *args]


def _environment(extra: Mapping[str, str] | None) -> dict[str, str]:
    inherited = {name: value for name, value in os.environ.items() if _is_passed_on(name)}
    return inherited | _FIXED_ENVIRONMENT | dict(extra or {})


def _is_passed_on(name: str) -> bool:
    is_allowed = name.startswith(_PASSED_ON_PREFIXES) and name != _SETTINGS_OF_CALLER
    return is_allowed or not name.startswith("GIT_")


def blobs(repo: Path, ids: Sequence[str]) -> Generator[bytes]:
    """The bytes of each blob, in the order of the ids, one at a time. Raises GitError."""
    with tempfile.TemporaryFile() as requests, tempfile.TemporaryFile() as errors:
        requests.write("".join(f"{id}\n" for id in ids).encode())
        requests.seek(0)
        with subprocess.Popen(
            _command(("cat-file", "--batch")), cwd=repo, env=_environment(None),
            stdin=requests, stdout=subprocess.PIPE, stderr=errors,
        ) as process:  # fmt: skip
            assert process.stdout
            for id in ids:
                yield _read_blob(process.stdout, id, errors)


def _read_blob(output: IO[bytes], id: str, errors: IO[bytes]) -> bytes:
    """Read the next blob from the output of ``git cat-file --batch``. Raises GitError."""
    header = output.readline().split()
    if len(header) == 3 and header[1] == b"blob":
        size = int(header[2])
        data = output.read(size + 1)
        if len(data) == size + 1:
            return data[:-1]
    errors.seek(0)
    message = errors.read().decode("utf-8", "replace").strip()
    raise GitError(message or f"the object {id} is missing from the repository or damaged")


def show(repo: Path, rev: str, path: str) -> bytes | None:
    """The bytes of a file in a revision, or None if the file does not exist there."""
    try:
        return run_bytes(repo, "cat-file", "blob", f"{rev}:{path}")
    except GitError:
        return None


def find_commit(repo: Path, rev: str) -> str | None:
    """The hash of the commit that a revision names, or None if there is no such commit."""
    name = f"{rev}^{{commit}}"
    try:
        return run(repo, "rev-parse", "--verify", "--quiet", "--end-of-options", name)
    except GitError:
        return None


def resolve_commit(repo: Path, name: str) -> str:
    """The full hash of the commit that a name resolves to. Raises GitError if it is unknown."""
    if not name.startswith("-") and (commit := find_commit(repo, name)):
        return commit
    run(repo, "rev-parse", "--git-dir")  # raises if the folder is not in a repository
    raise GitError(f"'{name}' is neither a folder with a playbook nor a git revision")


def is_shallow(repo: Path) -> bool:
    """Whether a repository is a shallow clone, without its old commits. Raises GitError."""
    return run(repo, "rev-parse", "--is-shallow-repository") == "true"


def prefix(repo: Path) -> str:
    """The path of a folder within its repository, ending in a slash; empty for the root.

    Raises GitError, also if git has its working tree elsewhere.
    """
    path, _, top = run(repo, "rev-parse", "--show-prefix", "--show-toplevel").partition("\n")
    folder = Path(top, path)
    if not folder.exists() or not folder.samefile(repo):
        raise GitError(f"git has its working tree in {top}, so not in {repo}: see core.worktree")
    return path


def tags(repo: Path, *, merged: str | None = None) -> list[str]:
    """The names of all tags, or of those that ``merged`` or its ancestors have. Raises GitError."""
    options = ("--format=%(refname:lstrip=2)", *((f"--merged={merged}",) if merged else ()))
    return run(repo, "for-each-ref", *options, "refs/tags").split()


def changed_files(
    repo: Path, *paths: str, include_untracked: bool = False, env: Mapping[str, str] | None = None
) -> list[tuple[str, str]]:
    """The differences between HEAD, the index and the working tree, as in ``git status``.

    Each is a pair: its two status letters, and the path from the repository's root.
    ``include_untracked`` adds untracked files. Raises GitError.
    """
    untracked = f"--untracked-files={'all' if include_untracked else 'no'}"
    options = ("--porcelain", "-z", "--no-renames", "--ignore-submodules=untracked")
    output = run(repo, "status", *options, untracked, "--", *paths, env=env)
    return [(line[:2], line[3:]) for line in output.split("\0") if line]
