"""Publishing to a branch of a real remote: one push, never forced, no lost commits."""

from __future__ import annotations

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from factories import RULES, bare_repository, clone, git, make_version, publisher, tree_of

from playbook.release import branch_store
from playbook.release.branch_store import BranchStore
from playbook.release.codes import RefusedError
from playbook.release.publish import add_to_branch, add_to_folder
from playbook.release.verify import open_store, verify


def branch(repo: Path) -> BranchStore:
    return BranchStore(repo, "origin", "pages")


def checked_out(remote: Path, folder: Path) -> Path:
    git(remote, "--work-tree", str(_empty(folder)), "checkout", "--quiet", "-f", "pages", "--", ".")
    return folder


def _empty(folder: Path) -> Path:
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return bare_repository(tmp_path / "remote.git")


@pytest.fixture
def repo(remote: Path, tmp_path: Path) -> Path:
    return clone(remote, tmp_path / "repo")


@pytest.mark.slow
def test_branch_and_folder_get_the_same_files(tmp_path: Path, remote: Path, repo: Path) -> None:
    for number in ("1.0.0", "1.0.1"):
        built = make_version(tmp_path / number, number)
        assert add_to_branch(built, branch(repo)).changed
        add_to_folder(built, tmp_path / "tree")
    found = checked_out(remote, tmp_path / "out")
    assert tree_of(found) == tree_of(tmp_path / "tree")
    assert verify(open_store(str(found))).problems == ()
    assert git(remote, "log", "--format=%s", "pages") == "Publish 1.0.1\nPublish 1.0.0"
    latest = git(remote, "rev-parse", "pages:latest")
    assert latest == git(remote, "rev-parse", "pages:1.0.1")
    assert git(repo, "for-each-ref", "refs/playbook") == ""


def test_republishing_changes_nothing_and_different_bytes_are_refused(
    tmp_path: Path, remote: Path, repo: Path
) -> None:
    add_to_branch(make_version(tmp_path / "1", "1.0.0"), branch(repo))
    before = git(remote, "rev-parse", "pages")
    assert not add_to_branch(make_version(tmp_path / "again", "1.0.0"), branch(repo)).changed
    with pytest.raises(RefusedError, match=r"PB820: version 1\.0\.0 is already published"):
        add_to_branch(make_version(tmp_path / "other", "1.0.0", {"say-it": "No."}), branch(repo))
    assert git(remote, "rev-parse", "pages") == before


@pytest.mark.slow
def test_four_concurrent_pushes_all_succeed(tmp_path: Path, remote: Path) -> None:
    numbers = ["1.0.0", "1.0.1", "1.1.0", "2.0.0"]
    built = [make_version(tmp_path / number, number).folder for number in numbers]
    repos = [clone(remote, tmp_path / f"repo-{number}") for number in numbers]
    with ThreadPoolExecutor() as pool:
        codes = list(
            pool.map(lambda folder, repo: publisher(folder, "branch", repo).code, built, repos)
        )
    assert codes == [0] * len(numbers)
    found = checked_out(remote, tmp_path / "out")
    listed = json.loads((found / "versions.json").read_text())
    assert [version["version"] for version in listed] == numbers[::-1]
    assert verify(open_store(str(found))).problems == ()


@pytest.mark.slow
def test_push_is_retried_after_a_concurrent_push(
    tmp_path: Path, remote: Path, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Another publisher pushes between this publisher's fetch and push."""
    other = clone(remote, tmp_path / "other")
    rival = make_version(tmp_path / "2", "2.0.0")
    push = BranchStore._push
    pushed: list[object] = []

    def after_the_rival(store: BranchStore, commit: str) -> None:
        if store.repo == repo and not pushed:
            pushed.append(add_to_branch(rival, branch(other)))
        push(store, commit)

    monkeypatch.setattr(BranchStore, "_push", after_the_rival)
    done = add_to_branch(make_version(tmp_path / "1", "1.0.0"), branch(repo))
    assert (done.changed, done.latest) == (True, "2.0.0")
    found = checked_out(remote, tmp_path / "out")
    assert {"1.0.0", "2.0.0"} <= {path.name for path in found.iterdir()}
    assert verify(open_store(str(found))).problems == ()


@pytest.mark.slow
def test_publishing_stops_after_too_many_concurrent_pushes(
    tmp_path: Path, remote: Path, repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A hook of the remote moves the branch during each push."""
    add_to_branch(make_version(tmp_path / "1", "1.0.0"), branch(repo))
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text(RIVAL)
    hook.chmod(0o755)
    monkeypatch.setattr(branch_store, "pause", lambda attempt: None)
    with pytest.raises(
        RefusedError, match=r"PB826: others published at the same time, 20 attempts"
    ):
        add_to_branch(make_version(tmp_path / "2", "1.0.1"), branch(repo))
    assert git(remote, "rev-list", "--count", "pages") == "21"
    assert "1.0.1" not in git(remote, "ls-tree", "--name-only", "pages")


RIVAL = """#!/bin/sh
unset GIT_QUARANTINE_PATH
export GIT_AUTHOR_NAME=Al GIT_AUTHOR_EMAIL=al@example.com
export GIT_COMMITTER_NAME=Al GIT_COMMITTER_EMAIL=al@example.com
git update-ref refs/heads/pages "$(git commit-tree -p pages -m Rival 'pages^{tree}')"
"""


def test_missing_remote_is_refused(tmp_path: Path, remote: Path, repo: Path) -> None:
    remote.rename(tmp_path / "away")
    with pytest.raises(RefusedError, match=r"PB827: the remote cannot be reached: fatal: '"):
        add_to_branch(make_version(tmp_path / "1", "1.0.0"), branch(repo))


def test_rejected_push_is_reported(tmp_path: Path, remote: Path, repo: Path) -> None:
    hook = remote / "hooks" / "pre-receive"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho you may not >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(RefusedError, match=r"PB825: the branch could not be pushed: .*declined"):
        add_to_branch(make_version(tmp_path / "1", "1.0.0"), branch(repo))
    assert git(remote, "for-each-ref") == ""


@pytest.mark.slow
def test_additional_versions_need_little_space_in_git(
    tmp_path: Path, remote: Path, repo: Path, report_line: Callable[[str], None]
) -> None:
    """After git gc, a release without changed entries adds little, and ``latest`` adds nothing."""
    rules = {f"rule-{number}": f"What rule {number} says. " * 40 for number in range(40)}
    add_to_branch(make_version(tmp_path / "1", "1.0.0", RULES | rules), branch(repo))
    first = packed_size(remote)
    add_to_branch(make_version(tmp_path / "2", "1.0.1", RULES | rules), branch(repo))
    second = packed_size(remote) - first
    report_line(f"packed, 40 rules: {first} bytes, a release without changed entries {second}")
    assert second <= first / 2


def packed_size(repo: Path) -> int:
    git(repo, "gc", "--quiet", "--prune=now")
    return sum(path.stat().st_size for path in (repo / "objects" / "pack").glob("*.pack"))


@pytest.mark.slow
def test_publishing_works_without_a_git_identity(tmp_path: Path, repo: Path) -> None:
    no_user = {"HOME": str(tmp_path), "GIT_CONFIG_NOSYSTEM": "1", "GIT_CONFIG_GLOBAL": "/dev/null"}
    git(repo, "config", "user.useConfigOnly", "true")
    built = make_version(tmp_path / "1", "1.0.0").folder
    process = publisher(built, "branch", repo, variables=no_user)
    assert process.code == 0, process.output
    git(repo, "fetch", "--quiet", "origin", "pages")
    assert git(repo, "log", "-1", "--format=%cn", "FETCH_HEAD") == "playbook publish"
