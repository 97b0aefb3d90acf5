"""A publisher killed at any moment: what is served is the old tree or the new one.

The moments are found by tracing a whole publication: before each call that changes a file, a
folder or a reference, the process gets SIGKILL from the kernel, in a run of its own.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import threading
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from makers import RULES, bare, clone, git, made, put_command, put_environment, tree_of

from playbook.release.branch import Branch
from playbook.release.publish import put_in_folder, put_on_branch
from playbook.release.verify import open_store, verify

CALLS = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "mkdir", "mkdirat",
         "rmdir", "unlink", "unlinkat", "write", "sendfile", "copy_file_range",
         "ftruncate")  # fmt: skip
"""Every call by which a publisher changes what is on the disk."""
ONE_RULE = {"say-it": "Say that you work here."}
CHANGED = {"say-it": "Say it in the post itself."}


def traced(args: list[str], log: Path, *more: str) -> int:
    """Run a publisher under strace; its exit status, negative for a signal."""
    strace = ["strace", "-qq", "-o", str(log), "-e", f"trace={','.join(CALLS)}", *more]
    done = subprocess.run([*strace, *args], env=put_environment(), capture_output=True)
    return done.returncode


def points(args: list[str], log: Path) -> Counter[str]:
    """How often a publisher makes each call that changes something."""
    assert traced(args, log) == 0
    return Counter(re.findall(r"^(\w+)\(", log.read_text(), re.MULTILINE))


@pytest.mark.slow
@pytest.mark.pending
@pytest.mark.parametrize("how", ["folder", "in-order"])
def test_killed_before_any_call(
    tmp_path: Path, how: str, record_property: Callable[[str, object], None]
) -> None:
    before, work = tmp_path / "before", tmp_path / "work"
    put_in_folder(made(tmp_path / "1", "1.0.0", ONE_RULE), before)
    built = made(tmp_path / "2", "1.1.0", CHANGED)
    old = tree_of(before)
    target = work / "tree"
    shutil.copytree(before, target)
    found = points(put_command(built.folder, how, target), tmp_path / "log")
    new = tree_of(target)
    assert new.keys() > old.keys()
    for call, count in sorted(found.items()):
        for which in range(1, count + 1):
            shutil.rmtree(work)
            shutil.copytree(before, target)
            kill = ("-e", f"inject={call}:signal=SIGKILL:when={which}")
            end = traced(put_command(built.folder, how, target), tmp_path / "log", *kill)
            assert end in (-signal.SIGKILL, 128 + signal.SIGKILL), (call, which, end)
            if how == "folder":
                assert tree_of(target) in (old, new), (call, which)
            else:
                assert_in_order(target, old, new)
            put_in_folder(built, target, in_order=how == "in-order")
            assert tree_of(target) == new, (call, which)
            assert [path.name for path in work.iterdir()] == ["tree"], (call, which)
    record_property("kill points", found.total())
    print(f"\nkill points, {how}: {found.total()} ({dict(sorted(found.items()))})")
    assert found.total() > 40


def assert_in_order(target: Path, old: dict[str, str], new: dict[str, str]) -> None:
    """Old versions stand, a new one is whole or absent, each file is the old or the new one."""
    found = {path: hash for path, hash in tree_of(target).items() if ".publishing" not in path}
    for path, hash in found.items():
        assert hash in (old.get(path), new.get(path)), path
    assert {p: h for p, h in found.items() if p.startswith("1.0.0/")} == {
        p: h for p, h in old.items() if p.startswith("1.0.0/")
    }
    fresh = {path for path in found if path.startswith("1.1.0/")}
    assert fresh in (set(), {path for path in new if path.startswith("1.1.0/")})
    if found["versions.json"] == new["versions.json"]:
        assert found == new


@pytest.mark.slow
@pytest.mark.pending
def test_killed_at_any_change_of_the_repository(
    tmp_path: Path, record_property: Callable[[str, object], None]
) -> None:
    """For a branch: git's own processes die as well, after each rename, link and ref update."""
    remote, repo = bare(tmp_path / "remote.git"), clone(tmp_path / "remote.git", tmp_path / "repo")
    git(repo, "config", "remote.origin.receivepack", "setsid git-receive-pack")  # another machine
    put_on_branch(made(tmp_path / "1", "1.0.0", ONE_RULE), Branch(repo, "origin", "pages"))
    before = git(remote, "rev-parse", "pages^{tree}")
    for place in (remote, repo):
        shutil.copytree(place, tmp_path / "kept" / place.name)
    built = made(tmp_path / "2", "1.1.0", CHANGED)
    total = events(put_command(built.folder, "branch", repo), tmp_path / "fifo", None)
    new = git(remote, "rev-parse", "pages^{tree}")
    served = Counter[str]()
    for which in range(1, total + 1):
        for place in (remote, repo):  # git writes no object twice: begin with none of the new ones
            shutil.rmtree(place)
            shutil.copytree(tmp_path / "kept" / place.name, place)
        seen = events(put_command(built.folder, "branch", repo), tmp_path / "fifo", which)
        assert seen == which
        tree = git(remote, "rev-parse", "pages^{tree}")
        assert tree in (before, new), which
        served["new" if tree == new else "old"] += 1
        put_on_branch(built, Branch(repo, "origin", "pages"))
        assert git(remote, "rev-parse", "pages^{tree}") == new, which
    record_property("kill points", total)
    print(f"\nkill points, branch: {total} (then served: {dict(served)})")
    assert total > 20


def events(args: list[str], fifo: Path, kill_at: int | None) -> int:
    """Run a publisher and all its children; kill them all after so many changes on the disk."""
    fifo.unlink(missing_ok=True)
    os.mkfifo(fifo)
    calls = ("rename", "renameat2", "link", "linkat")
    trace = f"trace={','.join(calls)}"
    strace = ["strace", "-f", "--seccomp-bpf", "-qq", "-o", str(fifo), "-e", trace, "-e",
              f"inject={','.join(calls)}:delay_exit=3000"]  # fmt: skip
    process = subprocess.Popen(
        [*strace, *args], env=put_environment(), start_new_session=True, stderr=subprocess.DEVNULL
    )
    seen = 0

    def watch() -> None:
        nonlocal seen
        with fifo.open() as lines:
            for line in lines:
                if " = 0" in line:
                    seen += 1
                    if seen == kill_at:
                        os.killpg(process.pid, signal.SIGKILL)
                        return

    watcher = threading.Thread(target=watch)
    watcher.start()
    process.wait()
    watcher.join()
    if kill_at is None:
        assert process.returncode == 0
    return seen


def test_what_a_killed_publisher_left_is_removed(tmp_path: Path) -> None:
    target = tmp_path / "tree"
    put_in_folder(made(tmp_path / "1", "1.0.0", RULES), target)
    left = tmp_path / ".tree-publishing"
    shutil.copytree(target, left)
    put_in_folder(made(tmp_path / "2", "1.0.1", RULES), target)
    assert not left.exists()
    assert verify(open_store(str(target))).problems == ()
