"""Only a tag by `playbook release` that the default branch contains is published."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from factories import commit, copied, git, small_repository, tag_release
from test_committed import write_file
from test_reproducible import playbook

from playbook.release.codes import RefusedError
from playbook.release.last_release import refuse_other_history
from playbook.release.release_origin import refuse_other_tag
from playbook.release.tagged_release import find_tag
from playbook.release.version_numbers import parse_version
from support import line_of

pytestmark = pytest.mark.slow

CONFIG = "site_name: X\nsite_url: https://x.example/\ntheme: none-such\n"
Edit = Callable[[Path], object]


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository in which 1.0.1 is ready to be tagged."""
    repo = small_repository(tmp_path / "repo")
    write_file(repo, "mkdocs.yml", CONFIG)
    commit(repo, "A configuration")
    return repo


def test_a_first_release_next_to_the_history_of_others_is_refused(repo: Path) -> None:
    """It would be announced as the first one, and everything in it as new."""
    git(repo, "tag", "--delete", "v1.0.0")
    refuse_other_history(repo, "")
    git(repo, "switch", "--quiet", "--create", "released")
    tag_release(repo)
    git(repo, "switch", "--quiet", "-")
    with pytest.raises(RefusedError, match=r"PB897: .* but v1\.0\.1 exists"):
        refuse_other_history(repo, "")
    git(repo, "tag", "--force", "v1.0.1")  # made by hand: it has no change entry
    refuse_other_history(repo, "")


def refusal(repo: Path) -> str:
    """The refusal of 1.0.1 on one line, or an empty string."""
    try:
        refuse_other_tag(repo, find_tag(repo, parse_version("1.0.1")))
    except RefusedError as error:
        return line_of(error.problems[0])
    return ""


def tag_by_hand(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "-b", "idea")
    write_file(repo, "playbook_data/playbook.yml", "release: 1.0.1\n")
    commit(repo, "An idea")
    git(repo, "tag", "v1.0.1")


def move_tag(repo: Path) -> None:
    tag_release(repo)
    write_file(repo, "more.txt", "x")
    commit(repo, "More")
    git(repo, "tag", "--force", "v1.0.1")


def tag_on_a_branch(repo: Path) -> None:
    git(repo, "checkout", "--quiet", "-b", "idea")
    tag_release(repo)


def rename_default_branch(repo: Path) -> None:
    """Leave two branches of which none has the name of a default branch."""
    tag_on_a_branch(repo)
    git(repo, "branch", "--move", "main", "trunk")


REFUSED: dict[str, tuple[Edit, str]] = {
    "a tag by hand": (
        tag_by_hand, "v1.0.1:1:1: error PB863: the tag v1.0.1 was not made by playbook "
        "release: its commit does not add changes/1.0.1.yml; release it with ",
    ),
    "a tag that was moved": (move_tag, "v1.0.1:1:1: error PB863: "),
    "not merged": (
        tag_on_a_branch, "v1.0.1:1:1: error PB864: the branch main does not contain v1.0.1; "
        "merge it into main; or publish it with --any-tag, as for a correction",
    ),
    "no default branch": (
        rename_default_branch, "v1.0.1:1:1: error PB865: the default branch is unknown, so ",
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", REFUSED)
def test_what_is_no_release_is_refused(repo: Path, name: str) -> None:
    edit, line = REFUSED[name]
    edit(repo)
    assert refusal(repo).startswith(line)


def as_in_ci(repo: Path, name: str = "main") -> Path:
    """A checkout of the tag, without local branches and without a HEAD of the remote."""
    clone = repo.parent / "clone"
    git(repo.parent, "clone", "--quiet", str(repo), str(clone))
    git(clone, "checkout", "--quiet", "--detach", "v1.0.1")
    git(clone, "branch", "--quiet", "--delete", "--force", name)
    git(clone, "remote", "set-head", "origin", "--delete")
    return clone


def test_a_merged_release_is_accepted(repo: Path) -> None:
    tag_release(repo)
    assert refusal(repo) == ""
    write_file(repo, "more.txt", "x")
    commit(repo, "Later")
    assert refusal(repo) == ""
    assert refusal(as_in_ci(repo)) == ""


def test_a_correction_is_accepted_when_it_is_merged(repo: Path) -> None:
    tag_on_a_branch(repo)
    git(repo, "checkout", "--quiet", "main")
    write_file(repo, "more.txt", "x")
    commit(repo, "Later")
    assert "PB864" in refusal(repo)
    git(repo, "merge", "--quiet", "--no-edit", "idea")
    assert refusal(repo) == ""


def test_the_default_branch_of_the_remote_counts(repo: Path, tmp_path: Path) -> None:
    git(repo, "branch", "--move", "main", "trunk")
    git(repo, "branch", "main")
    tag_release(repo)
    clone = copied(repo, tmp_path / "copied")
    git(tmp_path, "clone", "--quiet", "--bare", str(repo), "remote.git")
    git(clone, "remote", "add", "origin", "../remote.git")
    git(clone, "fetch", "--quiet", "origin")
    assert "PB864" in refusal(clone)  # main exists and does not contain it
    git(clone, "remote", "set-head", "origin", "trunk")
    assert refusal(clone) == ""


def test_the_only_branch_is_the_default_branch(repo: Path) -> None:
    git(repo, "branch", "--move", "main", "trunk")
    tag_release(repo)
    assert refusal(repo) == ""


@pytest.mark.parametrize("target", [["--to", "../tree"], ["--branch", "pages"]])
def test_any_tag_can_be_published_with_an_option(repo: Path, target: list[str]) -> None:
    """The build of this tag fails (PB810), but only after the check."""
    tag_by_hand(repo)
    git(repo, "remote", "add", "origin", str(repo))
    done = playbook(repo, "publish", "1.0.1", *target)
    assert (done.code, done.output.split(": ")[1]) == (1, "error PB863")
    done = playbook(repo, "publish", "1.0.1", *target, "--any-tag")
    assert (done.code, done.output.split(": ")[1]) == (1, "error PB810")
