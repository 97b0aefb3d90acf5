"""A release that is interrupted leaves the repository as it was, or the next one restores it."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from factories import (
    as_root,
    git,
    publisher_command,
    small_repository,
    subprocess_environment,
    tag_release,
)
from process_killer import ProcessKiller, start_killer
from test_committed import state, write_file

from playbook.git import GitError
from playbook.release.codes import RefusedError
from playbook.release.release_recovery import recover
from support import TIMEOUT_SECONDS, line_of

pytestmark = pytest.mark.slow

PARENT = "$(ps -o ppid= -p $PPID)"
"""In a hook: the process that started git."""


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessKiller]:
    with start_killer(tmp_path_factory.mktemp("publishers")) as found:
        yield found


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    return small_repository(tmp_path / "repo")


def install_hook(repo: Path, name: str, script: str) -> None:
    write_file(repo, f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
    (repo / ".git/hooks" / name).chmod(0o755)


def tag_in_process(repo: Path) -> subprocess.CompletedProcess[str]:
    """Tag a release in a new process."""
    command = publisher_command(repo, "release", repo)
    return subprocess.run(command, env=subprocess_environment(), capture_output=True, text=True)


def dump(repo: Path) -> dict[str, object]:
    """The state of a repository. Of the index, only the entries: git rewrites the times in it."""
    found: dict[str, object] = dict(state(repo))
    for name in (".git/index", ".git/COMMIT_EDITMSG"):
        found.pop(os.fsencode(name).hex(), None)
    return {**found, "index": git(repo, "ls-files", "--stage", "-v")}


def recover_despite_locks(repo: Path) -> None:
    """Do what the next release does first, after removing git's stale locks if it reports one."""
    with suppress(RefusedError):
        recover(repo)
        return
    locks = list((repo / ".git").rglob("*.lock"))
    with pytest.raises(RefusedError, match=r"PB861: .*\.lock"):
        recover(repo)
    for lock in locks:
        lock.unlink()
    recover(repo)


def path_of(key: str) -> str:
    """The path that a key of ``dump`` has in hexadecimal; other keys are not encoded."""
    try:
        return bytes.fromhex(key).decode()
    except ValueError:
        return key


def assert_old_or_new(repo: Path, old: dict[str, object], new: dict[str, object]) -> str:
    """The repository is as before or as after the release; returns which."""
    found = dump(repo)
    assert found in (old, new), sorted(
        path_of(key) for key in found.keys() | old.keys() if found.get(key) != old.get(key)
    )
    assert git(repo, "status", "--porcelain") == "?? draft.txt"
    return "new" if found == new else "old"


@pytest.fixture
def states(tmp_path: Path, repo: Path) -> tuple[dict[str, object], dict[str, object]]:
    """The states before and after a release that is not interrupted."""
    old = dump(repo)
    shutil.copytree(repo, tmp_path / "done", symlinks=True)
    tag_release(tmp_path / "done")
    return old, dump(tmp_path / "done")


def reset(repo: Path, copy: Path) -> None:
    """Make a repository the same as its copy."""
    shutil.rmtree(repo)
    shutil.copytree(copy, repo, symlinks=True)


def test_kill_at_any_change_by_git(
    tmp_path: Path,
    repo: Path,
    states: tuple[dict[str, object], dict[str, object]],
    killer: ProcessKiller,
    kill_points: Counter[str],
) -> None:
    """All processes are killed after each rename, link and write by git."""
    shutil.copytree(repo, tmp_path / "kept", symlinks=True)
    total = killer.count_moments(repo, repo, how="release")
    outcomes = Counter[str]()
    for moment in range(1, total + 1):
        reset(repo, tmp_path / "kept")
        killer.kill_at_moment(repo, repo, moment, how="release")
        recover_despite_locks(repo)
        outcomes[assert_old_or_new(repo, *states)] += 1
        kill_points["release"] += 1
    assert outcomes["old"] > 10


def test_kill_at_any_system_call(
    tmp_path: Path,
    repo: Path,
    states: tuple[dict[str, object], dict[str, object]],
    killer: ProcessKiller,
    kill_points: Counter[str],
) -> None:
    shutil.copytree(repo, tmp_path / "kept", symlinks=True)
    found = killer.count_calls(repo, "release", repo)
    for call in ("mkdir", "rename", "unlink", "rmdir"):
        for which in range(1, found[call] + 1):
            reset(repo, tmp_path / "kept")
            killer.kill_before(call, which, repo, "release", repo)
            recover_despite_locks(repo)
            assert_old_or_new(repo, *states)
            kill_points["release"] += 1


def test_a_commit_by_git_that_outlives_the_release_is_undone(repo: Path) -> None:
    """The process is killed in a hook, and git completes the commit."""
    before = dump(repo)
    install_hook(repo, "pre-commit", f"rm .git/hooks/pre-commit; kill -9 {PARENT}")
    install_hook(repo, "post-commit", "rm .git/hooks/post-commit; touch .git/done")
    assert tag_in_process(repo).returncode == -signal.SIGKILL
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not (repo / ".git/done").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    (repo / ".git/done").unlink()
    while (repo / ".git/index.lock").exists():
        assert time.monotonic() < deadline
        time.sleep(0.05)
    assert git(repo, "log", "-1", "--format=%s") == "Release 1.0.1"
    recover(repo)
    assert dump(repo) == before


EXIT_STATUSES = {"INT": (-signal.SIGINT, 130), "TERM": (143,), "HUP": (129,)}
"""The exit statuses with which a release may end after a signal."""


@pytest.mark.parametrize("hook_name", ["pre-commit", "commit-msg", "post-commit"])
@pytest.mark.parametrize("signal_name", EXIT_STATUSES)
def test_a_signal_undoes_the_release(repo: Path, hook_name: str, signal_name: str) -> None:
    install_hook(repo, hook_name, f"kill -{signal_name} {PARENT}")
    before = state(repo)
    assert tag_in_process(repo).returncode in EXIT_STATUSES[signal_name]
    assert state(repo) == before


def test_a_signal_that_kills_git_undoes_the_release(repo: Path) -> None:
    """A terminal sends Ctrl-C to all processes."""
    install_hook(repo, "commit-msg", f"kill -INT {PARENT} $PPID; sleep 1; exit 1")
    before = state(repo)
    assert tag_in_process(repo).returncode in EXIT_STATUSES["INT"]
    assert state(repo) == before


LOCKS = ("index.lock", "HEAD.lock", "refs/heads/main.lock", "refs/tags/v1.0.1.lock")


@pytest.mark.parametrize("lock", LOCKS)
def test_a_lock_of_git_leaves_all_as_it_was(repo: Path, lock: str) -> None:
    write_file(repo, f".git/{lock}", "")
    before = state(repo)
    with pytest.raises(GitError, match="lock"):
        tag_release(repo)
    assert state(repo) == before


def test_what_cannot_be_undone_is_reported_and_undone_later(repo: Path) -> None:
    """Somebody locks the branch after the commit, and the tag is refused: the commit must go."""
    script = "rm .git/hooks/post-commit; touch .git/refs/heads/main.lock; exit 1"
    install_hook(repo, "post-commit", script)
    install_hook(repo, "reference-transaction",
         'while read _ _ ref; do case "$ref" in refs/tags/*) exit 1; esac; done')  # fmt: skip
    before = dump(repo)
    with pytest.raises(RefusedError) as refused:
        tag_release(repo)
    [line] = map(line_of, refused.value.problems)
    assert line.startswith(
        "changes/1.0.1.yml:1:1: error PB861: the release of 1.0.1 was interrupted, and "
    )
    assert "main.lock" in line
    with pytest.raises(RefusedError, match=r"PB861: .*main\.lock"):
        recover(repo)
    (repo / ".git/refs/heads/main.lock").unlink()
    recover(repo)
    post_commit = os.fsencode(".git/hooks/post-commit").hex()
    assert dump(repo) == {name: data for name, data in before.items() if name != post_commit}


def test_an_edit_after_a_kill_is_kept(repo: Path) -> None:
    install_hook(repo, "pre-commit", f"kill -9 {PARENT}; exit 1")
    assert tag_in_process(repo).returncode == -signal.SIGKILL
    write_file(repo, "playbook_data/playbook.yml", "release: 1.0.1\nmine: yes\n")
    with pytest.raises(RefusedError, match=r"PB861: .*playbook_data/playbook\.yml was changed"):
        recover(repo)
    assert (repo / "playbook_data/playbook.yml").read_text() == "release: 1.0.1\nmine: yes\n"


def test_a_commit_after_a_kill_is_kept(repo: Path) -> None:
    install_hook(repo, "pre-commit", f"rm .git/hooks/pre-commit; kill -9 {PARENT}; exit 1")
    assert tag_in_process(repo).returncode == -signal.SIGKILL
    git(repo, "commit", "--quiet", "--message", "By hand")
    git(repo, "commit", "--quiet", "--allow-empty", "--message", "And more")
    head = git(repo, "rev-parse", "HEAD")
    recover(repo)
    assert git(repo, "rev-parse", "HEAD") == head
    assert not (repo / ".git/playbook-release").exists()


@pytest.mark.parametrize("when", ["before", "pre-commit", "post-commit"])
def test_a_full_disk_leaves_all_as_it_was(tmp_path: Path, when: str) -> None:
    """Undoing a release needs no space. The disk is filled before the release, or in a hook."""
    disk = tmp_path / "disk"
    disk.mkdir()
    as_root("mount", "-t", "tmpfs", "-o", "size=1m", "tmpfs", str(disk))
    try:
        repo = small_repository(disk / "repo")
        fill = f"cat /dev/zero >{disk}/full 2>/dev/null"
        if when == "before":
            subprocess.run(["sh", "-c", fill])
        else:
            install_hook(repo, when, f"{fill}; true")
        before = state(repo)
        with pytest.raises((GitError, OSError)):
            tag_release(repo)
        assert state(repo) == before
    finally:
        as_root("umount", str(disk))
