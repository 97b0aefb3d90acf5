"""A tree is published to a branch with a plain name, in the repository from which it was read."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import bare_repository, clone, git

from playbook.release.branch_store import BranchStore
from playbook.release.codes import RefusedError

ODD_NAMES = [
    "HEAD", "head", "FETCH_HEAD", "@", "@{-1}", "refs/heads/x", "refs/tags/v9", "heads/x",
    "tags/v9", "remotes/origin/x", "--force", "-f", "+pages", ":pages", "pages:main", "a b", "",
    "../x", "x..y", "x.lock", "x~1", "x^", "x*", "x\ny", "/x", "x/",
]  # fmt: skip


@pytest.fixture
def remote(tmp_path: Path) -> Path:
    return bare_repository(tmp_path / "remote.git")


@pytest.fixture
def repo(remote: Path, tmp_path: Path) -> Path:
    return clone(remote, tmp_path / "repo")


def fetch(repo: Path, branch: str, remote: str = "origin") -> None:
    BranchStore(repo, remote, branch).fetch()


@pytest.mark.parametrize("name", ODD_NAMES)
def test_what_is_not_the_name_of_a_branch_is_refused(repo: Path, name: str) -> None:
    with pytest.raises(RefusedError, match=r"PB840: .*is not the name of a branch"):
        fetch(repo, name)


def test_the_name_of_a_tag_is_refused(repo: Path) -> None:
    git(repo, "commit", "-q", "--allow-empty", "-m", "x")
    git(repo, "tag", "v1.0.0")
    with pytest.raises(RefusedError, match=r"PB840: .*has the name of a tag: v1\.0\.0"):
        fetch(repo, "v1.0.0")
    fetch(repo, "v1.0.1")


def test_the_name_of_a_branch_with_its_remote_is_refused(repo: Path) -> None:
    with pytest.raises(RefusedError, match=r"PB840: .*begins with .* remote, write pages"):
        fetch(repo, "origin/pages")


@pytest.mark.parametrize("name", ["pages", "gh-pages", "handbook/2026", "header", "über"])
def test_a_name_of_a_branch_is_accepted(repo: Path, name: str) -> None:
    fetch(repo, name)


@pytest.mark.parametrize("setting", ["pushurl", "pushInsteadOf", "second-url"])
def test_a_remote_with_another_address_for_pushes_is_refused(
    repo: Path, remote: Path, tmp_path: Path, setting: str
) -> None:
    other = str(bare_repository(tmp_path / "other.git"))
    if setting == "pushurl":
        git(repo, "config", "remote.origin.pushurl", other)
    elif setting == "second-url":
        git(repo, "remote", "set-url", "--add", "origin", other)
    else:
        git(repo, "config", f"url.{other}.pushInsteadOf", str(remote))
    with pytest.raises(RefusedError, match=r"PB840: .*pushed to another: ") as refused:
        fetch(repo, "pages")
    assert "other.git" in repr(refused.value.problems[0].facts), "the message may cut the address"


def test_an_address_that_is_rewritten_for_pushes_is_refused(
    repo: Path, remote: Path, tmp_path: Path
) -> None:
    fetch(repo, "pages", str(remote))
    git(repo, "config", f"url.{tmp_path}/other.git.pushInsteadOf", str(remote))
    with pytest.raises(RefusedError, match=r"PB840: .*pushed to another: ") as refused:
        fetch(repo, "pages", str(remote))
    assert "other.git" in repr(refused.value.problems[0].facts), "the message may cut the address"


def test_credentials_in_an_address_are_not_shown(repo: Path) -> None:
    git(repo, "config", "remote.origin.pushurl", "https://me:secret@example.com/x.git")
    with pytest.raises(RefusedError, match=r"another: https://example\.com/x\.git") as refused:
        fetch(repo, "pages")
    assert "secret" not in str(refused.value)


def test_a_remote_with_the_same_address_for_pushes_is_accepted(repo: Path, remote: Path) -> None:
    git(repo, "config", "remote.origin.pushurl", str(remote))
    fetch(repo, "pages")
