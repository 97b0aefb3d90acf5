"""A publisher killed at any moment leaves the old tree or the new one.

The moments are found by tracing a whole publication: before calls that change a file, a folder or
a reference, the process gets SIGKILL from the kernel, in a run of its own.
"""

from __future__ import annotations

import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import RULES, bare_repository, clone, git, make_version, tree_of
from process_killer import EVERY, ProcessKiller, moments, start_killer

from playbook.release.branch_store import BranchStore
from playbook.release.publish import add_to_branch, add_to_folder
from playbook.release.verify import open_store, verify

ONE_RULE = {"say-it": "Say that you work here."}
CHANGED = {"say-it": "Say it in the post itself."}


@pytest.fixture(scope="module")
def killer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ProcessKiller]:
    with start_killer(tmp_path_factory.mktemp("publishers")) as found:
        yield found


@pytest.mark.slow
@pytest.mark.parametrize("how", ["folder", "in-order"])
def test_kill_during_first_publication_leaves_no_partial_tree(
    memory_path: Path, how: str, killer: ProcessKiller, kill_points: Counter[str]
) -> None:
    """Publish to an empty folder, and kill at the calls that make files visible."""
    built, work = make_version(memory_path / "1", "1.0.0", ONE_RULE), memory_path / "work"
    target = work / "tree"
    target.mkdir(parents=True)
    found = killer.count_calls(built.folder, how, target)
    new = tree_of(target)
    for call in ("rename", "renameat2", "rmdir"):
        for which in range(1, found[call] + 1):
            shutil.rmtree(work)
            target.mkdir(parents=True)
            folder = target.stat().st_ino
            killer.kill_before(call, which, built.folder, how, target)
            add_to_folder(built, target, in_order=how == "in-order")
            assert tree_of(target) == new, (call, which)
            assert target.stat().st_ino == folder, (call, which)
            assert [path.name for path in work.iterdir()] == ["tree"], (call, which)
            kill_points[how] += 1


@pytest.mark.slow
@pytest.mark.parametrize("how", ["folder", "in-order"])
def test_kill_at_any_system_call_leaves_old_or_new_tree(
    memory_path: Path, how: str, killer: ProcessKiller, kill_points: Counter[str]
) -> None:
    before, work = memory_path / "before", memory_path / "work"
    add_to_folder(make_version(memory_path / "1", "1.0.0", ONE_RULE), before)
    built = make_version(memory_path / "2", "1.1.0", CHANGED)
    old = tree_of(before)
    target = work / "tree"
    shutil.copytree(before, target)
    found = killer.count_calls(built.folder, how, target)
    new = tree_of(target)
    assert new.keys() > old.keys()
    for call, which in moments(found):
        shutil.rmtree(work)
        shutil.copytree(before, target)
        folder = target.stat().st_ino
        killer.kill_before(call, which, built.folder, how, target)
        if how == "folder":
            assert tree_of(target) in (old, new), (call, which)
        else:
            assert_in_order(target, old, new)
        add_to_folder(built, target, in_order=how == "in-order")
        assert tree_of(target) == new, (call, which)
        assert target.stat().st_ino == folder, (call, which)  # so that mounts show the new tree
        assert [path.name for path in work.iterdir()] == ["tree"], (call, which)
        kill_points[how] += 1
    assert kill_points[how] > 40


def assert_in_order(target: Path, old: dict[str, str], new: dict[str, str]) -> None:
    """Old versions are unchanged, the new one is complete or absent, each file is old or new.

    ``old`` and ``new`` are the digests of the tree before and after the publication, by path.
    """
    found = {path: hash for path, hash in tree_of(target).items() if ".publishing" not in path}
    for path, hash in found.items():
        assert hash in (old.get(path), new.get(path)), path
    assert {p: h for p, h in found.items() if p.startswith("1.0.0/")} == {
        p: h for p, h in old.items() if p.startswith("1.0.0/")
    }
    of_new_version = {path for path in found if path.startswith("1.1.0/")}
    assert of_new_version in (set(), {path for path in new if path.startswith("1.1.0/")})
    if found["versions.json"] == new["versions.json"]:
        assert found == new


@pytest.mark.slow
def test_kill_at_any_change_of_the_repository_loses_nothing(
    memory_path: Path, killer: ProcessKiller, kill_points: Counter[str]
) -> None:
    """For a branch, git's processes are killed as well, after each rename, link and write."""
    remote, repo = (
        bare_repository(memory_path / "remote.git"),
        clone(memory_path / "remote.git", memory_path / "repo"),
    )
    # The remote side runs in a session of its own, as on another machine.
    git(repo, "config", "remote.origin.receivepack", "setsid git-receive-pack")
    git(remote, "config", "receive.unpackLimit", "1")  # store a push as one pack file, as hosts do
    add_to_branch(
        make_version(memory_path / "1", "1.0.0", ONE_RULE), BranchStore(repo, "origin", "pages")
    )
    before = git(remote, "rev-parse", "pages^{tree}")
    for place in (remote, repo):
        shutil.copytree(place, memory_path / "kept" / place.name)
    built = make_version(memory_path / "2", "1.1.0", CHANGED)
    total = killer.count_moments(built.folder, repo)
    new = git(remote, "rev-parse", "pages^{tree}")
    served = Counter[str]()
    for which in range(1, total + 1, EVERY):
        for place in (remote, repo):  # git skips existing objects: start without the new ones
            shutil.rmtree(place)
            shutil.copytree(memory_path / "kept" / place.name, place)
        killer.kill_at_moment(built.folder, repo, which)
        tree = git(remote, "rev-parse", "pages^{tree}")
        assert tree in (before, new), which
        served["new" if tree == new else "old"] += 1
        add_to_branch(built, BranchStore(repo, "origin", "pages"))
        assert git(remote, "rev-parse", "pages^{tree}") == new, which
        kill_points["branch"] += 1
    assert served.keys() == {"old", "new"}


def test_files_left_by_a_killed_publisher_are_removed(memory_path: Path) -> None:
    target = memory_path / "tree"
    add_to_folder(make_version(memory_path / "1", "1.0.0", RULES), target)
    left = memory_path / ".tree-publishing"
    shutil.copytree(target, left)
    add_to_folder(make_version(memory_path / "2", "1.0.1", RULES), target)
    assert not left.exists()
    assert verify(open_store(str(target))).problems == ()
