"""Publishing checks everything it can before it builds the tag, which takes minutes.

The tag of these tests cannot be built at all (PB810), so any other refusal came before the build.
"""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import (
    URL,
    bare_repository,
    clone,
    commit,
    git,
    make_version,
    read_built,
    rewrite,
)

from commands import run
from playbook.project import DATA_FOLDER
from playbook.release.branch_store import BranchStore
from playbook.release.manifest import as_json
from playbook.release.publish import add_to_branch, add_to_folder


def publish(folder: Path, *args: str) -> tuple[int, list[str]]:
    done = run(folder, "publish", "--any-tag", *args)
    return done.returncode, (done.stdout + done.stderr).decode().splitlines()


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A project with a tag that cannot be built, and a remote with a tree on a branch."""
    repo = clone(bare_repository(tmp_path / "remote.git"), tmp_path / "repo")
    (repo / DATA_FOLDER).mkdir()
    (repo / DATA_FOLDER / "playbook.yml").write_text("no: playbook\n")
    (repo / "mkdocs.yml").write_text(f"site_name: X\nsite_url: {URL}\ntheme: none-such\n")
    commit(repo, "Nothing that could be built")
    git(repo, "tag", "v3.0.0")
    git(repo, "push", "--quiet", "origin", "HEAD:main")
    return repo


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tmp_path / "tree")
    return tmp_path / "tree"


CASES: dict[str, tuple[Callable[[Path], object], str]] = {
    "changed": (lambda tree: rewrite(tree / "1.0.0/index.html", "x"),
                "1.0.0/index.html:1:1: error PB841: the published tree was changed: 1.0.0/index"),
    "without its manifest": (lambda tree: (tree / "manifest.json").unlink(),
                             "manifest.json:1:1: error PB842: the target contains versions, but "),
    "with a link": (lambda tree: (tree / "x").symlink_to("1.0.0"),
                    "x:1:1: error PB844: x in the tree is a symbolic link; "),
    "a project": (lambda tree: (tree / "mkdocs.yml").write_text(""),
                  "tree:1:1: error PB840: cannot publish to this target: it contains a "),
}  # fmt: skip


@pytest.mark.parametrize("how", [[], ["--in-order"]], ids=["at-once", "in-order"])
@pytest.mark.parametrize(("change", "line"), CASES.values(), ids=CASES)
def test_a_folder_that_cannot_be_a_target_is_refused_before_the_build(
    repo: Path, tree: Path, change: Callable[[Path], object], line: str, how: list[str]
) -> None:
    change(tree)
    status, [output] = publish(repo, "3.0.0", "--to", "../tree", *how)
    assert status == 1
    assert output.removeprefix("../").startswith(line)


@pytest.mark.slow
@pytest.mark.parametrize("how", [[], ["--in-order"]], ids=["at-once", "in-order"])
def test_unchanged_tree_lets_the_build_start(repo: Path, tree: Path, how: list[str]) -> None:
    status, [output] = publish(repo, "3.0.0", "--to", str(tree), *how)
    assert (status, output.split(": ")[1]) == (1, "error PB810")
    status, [output] = publish(repo, "3.0.0", "--to", "../not/yet", *how)
    assert (status, output.split(": ")[1]) == (1, "error PB810")
    assert not (repo.parent / "not").exists()


def test_a_target_in_a_project_is_refused_before_the_build(repo: Path) -> None:
    for target in (".", "..", "docs", "site/x"):
        status, [output] = publish(repo, "3.0.0", "--to", target)
        assert status == 1
        assert output.startswith(f"{target}:1:1: error PB840: cannot publish to this target: ")


@pytest.mark.slow
def test_a_branch_is_checked_before_the_build(repo: Path, tmp_path: Path) -> None:
    add_to_branch(make_version(tmp_path / "1", "1.0.0"), BranchStore(repo, "origin", "pages"))
    status, [output] = publish(repo, "3.0.0", "--branch", "pages")
    assert (status, output.split(": ")[1]) == (1, "error PB810")
    status, [output] = publish(repo, "3.0.0", "--branch", "main")
    assert status == 1
    assert output.startswith("origin main:1:1: error PB840: cannot publish to this target: it ")
    git(repo, "fetch", "--quiet", "origin", "pages")
    git(repo, "checkout", "--quiet", "-B", "pages", "FETCH_HEAD")
    rewrite(repo / "latest/index.html", "x")
    commit(repo, "By hand")
    git(repo, "push", "--quiet", "origin", "pages")
    git(repo, "checkout", "--quiet", "v3.0.0")
    status, [output] = publish(repo, "3.0.0", "--branch", "pages")
    assert status == 1
    assert output.startswith("latest/index.html:1:1: error PB841: the published tree was changed: ")


@pytest.mark.slow
@pytest.mark.parametrize("has_own_commit", [True, False])
def test_moved_handbook_is_accepted_and_a_different_one_refused(
    repo: Path, tmp_path: Path, has_own_commit: bool
) -> None:
    """A handbook that moved is recognized by the commits of its versions."""
    built = make_version(tmp_path / "1", "1.0.0", url="https://before.example.com/")
    if has_own_commit:
        manifest = json.loads((built.folder / "manifest.json").read_bytes())
        manifest["commit"] = git(repo, "rev-parse", "HEAD")
        rewrite(built.folder / "manifest.json", as_json(manifest).decode())
    add_to_folder(read_built(built.folder), tmp_path / "tree")
    add_to_branch(read_built(built.folder), BranchStore(repo, "origin", "pages"))
    for target in (["--to", "../tree"], ["--branch", "pages"]):
        status, [output] = publish(repo, "3.0.0", *target)
        expected = "error PB810" if has_own_commit else "error PB845"
        assert (status, output.split(": ")[1]) == (1, expected)
