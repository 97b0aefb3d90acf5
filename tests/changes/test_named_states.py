"""Names of states that a proposed change can make ambiguous."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import commit, git

from playbook.changes.states import merge_base, read_state
from playbook.cli.comment import comment
from playbook.git import GitError
from playbook.project import DATA_FOLDER
from support import copy_small, replace


@pytest.fixture
def repo(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository that forbids, since the branch "base", what was allowed if one asked."""
    repo = tmp_path / "repo"
    repo.mkdir()
    git(repo, "init", "--quiet", ".")
    copy_small(repo)
    commit(repo, "The first text")
    git(repo, "branch", "base")
    replace(repo, "policy/posting.yml", "verdict: ask_first\n    statement: {sv: Fråga",
            "verdict: no\n    statement: {sv: Fråga")  # fmt: skip
    monkeypatch.chdir(repo)
    return repo


def add_folder(repo: Path, name: str) -> None:
    """Add a copy of the changed data in a folder."""
    shutil.copytree(repo / DATA_FOLDER, repo / name / DATA_FOLDER)
    commit(repo, "A change")


@pytest.mark.parametrize("name", ["base", "HEAD"])
def test_folder_cannot_stand_in_for_a_revision(repo: Path, name: str) -> None:
    add_folder(repo, name)
    with pytest.raises(GitError, match=f"'{name}' is both a folder and a git revision"):
        read_state(name, repo)
    assert read_state(f"./{name}", repo).playbook is not None


def test_an_empty_name_is_not_the_current_folder(repo: Path) -> None:
    with pytest.raises(GitError, match="'' is neither a folder with a playbook nor a git revision"):
        read_state("", repo)


def test_comment_ignores_a_folder_named_like_the_commit(repo: Path) -> None:
    add_folder(repo, git(repo, "rev-parse", "base"))
    shown = CliRunner().invoke(comment, ["base", "--language", "en"])
    assert "Stricter (1)" in shown.output


@pytest.mark.parametrize("kind", ["tags", "heads"])
def test_reference_cannot_hide_the_remote_branch(repo: Path, kind: str) -> None:
    git(repo, "update-ref", "refs/remotes/origin/main", "base")
    commit(repo, "A change")
    git(repo, "update-ref", f"refs/{kind}/origin/main", "HEAD")
    for name in ("origin/main", "origin/main~0"):
        with pytest.raises(GitError, match=f"is ambiguous: .*refs/{kind}/origin/main"):
            merge_base(repo, name)
        with pytest.raises(GitError, match="is ambiguous"):
            read_state(name, repo)
    full = merge_base(repo, "refs/remotes/origin/main")
    assert full == git(repo, "rev-parse", "base")


def test_two_references_to_one_commit_are_not_ambiguous(repo: Path) -> None:
    git(repo, "tag", "base")
    assert merge_base(repo, "base") == git(repo, "rev-parse", "refs/tags/base")


def test_a_file_in_gits_folder_cannot_stand_in_for_a_tag(repo: Path) -> None:
    git(repo, "tag", "v1.0.0", "base")
    commit(repo, "A change")
    (repo / ".git" / "v1.0.0").write_text(git(repo, "rev-parse", "HEAD") + "\n")
    with pytest.raises(GitError, match=r"is ambiguous: there are \.git/v1\.0\.0 and refs/tags/v1"):
        read_state("v1.0.0", repo)
    assert merge_base(repo, "refs/tags/v1.0.0") == git(repo, "rev-parse", "base")


def test_a_tag_named_like_a_commit_does_not_stand_in_for_it(repo: Path) -> None:
    base = git(repo, "rev-parse", "base")
    commit(repo, "A change")
    git(repo, "update-ref", f"refs/tags/{base}", "HEAD")
    assert merge_base(repo, base) == base
