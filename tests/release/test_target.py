"""The folders to which a tree may be published, and links that lead to them."""

from __future__ import annotations

import os
from collections.abc import Callable
from functools import partial
from itertools import pairwise
from pathlib import Path

import pytest
from factories import as_root, make_version, project, tree_of

from playbook.release.codes import RefusedError
from playbook.release.publish import add_to_folder
from playbook.release.target_path import refuse_bad_target
from playbook.release.verify import open_store, verify
from playbook.release.version_numbers import is_number
from support import line_of

HOW = {"at-once": False, "in-order": True}


def refusal(publish: Callable[[], object]) -> str:
    """The message for which a function refuses a target."""
    with pytest.raises(RefusedError) as error:
        publish()
    return line_of(error.value.problems[0]).split(": ", 2)[2]


def assert_verified(tree: Path, *versions: str) -> None:
    found = verify(open_store(str(tree)))
    assert found.problems == ()
    assert {path.name for path in tree.iterdir() if is_number(path.name)} == set(versions)


@pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)
@pytest.mark.parametrize("links", [["www"], ["to/www"], ["one", "two", "www"]], ids=len)
def test_a_symbolic_link_stays_and_its_folder_gets_the_tree(
    tmp_path: Path, links: list[str], in_order: bool
) -> None:
    """One link, with ``links`` as a chain of further ones; the last one leads to ``real``."""
    real = tmp_path / "srv/www"
    real.mkdir(parents=True)
    (real / "CNAME").write_text("playbook.example.com")
    for name in ("to", "here"):
        (tmp_path / name).mkdir()
    link = tmp_path / "here/link"
    names = [link, *(tmp_path / f"here/{name}" for name in links[1:])]
    for here, there in pairwise(names):
        here.symlink_to(there.name)
    names[-1].symlink_to("../srv/www")
    for number in ("1.0.0", "1.1.0"):
        add_to_folder(make_version(tmp_path / number, number), link, in_order=in_order)
    assert all(name.is_symlink() for name in names)
    assert_verified(real, "1.0.0", "1.1.0")
    assert (real / "CNAME").is_file()
    assert [path.name for path in (tmp_path / "srv").iterdir()] == ["www"]
    assert {path.name for path in (tmp_path / "here").iterdir()} == {name.name for name in names}


def test_a_refusal_at_a_link_leaves_nothing_behind(tmp_path: Path) -> None:
    real = tmp_path / "srv/www"
    real.mkdir(parents=True)
    (real / "index.html").write_text("mine")
    (tmp_path / "link").symlink_to(real)
    line = refusal(lambda: add_to_folder(make_version(tmp_path / "1", "1.0.0"), tmp_path / "link"))
    assert line.startswith("the target contains index.html, which was not written by ")
    assert (tmp_path / "link").is_symlink()
    assert tree_of(tmp_path / "srv").keys() == {"www/index.html"}
    assert {path.name for path in tmp_path.iterdir()} == {"srv", "link", "1"}


@pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)
@pytest.mark.parametrize("path", ["tree/", "./tree", "x/../tree", "x/link/../../tree", "."])
def test_a_path_may_be_written_in_other_ways(
    tmp_path: Path, path: str, in_order: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    work = tmp_path / "work"
    (work / "x/y").mkdir(parents=True)
    (work / "x/link").symlink_to("y")
    tree = work if path == "." else work / "tree"
    if path == ".":
        (work / "x/link").unlink()
    monkeypatch.chdir(work)
    for number in ("1.0.0", "1.1.0"):
        add_to_folder(make_version(tmp_path / number, number), Path(path), in_order=in_order)
        assert os.path.samestat(Path().stat(), work.stat()), "the current folder was replaced"
    assert_verified(tree, "1.0.0", "1.1.0")


def test_links_to_nothing_and_to_files_are_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    (tmp_path / "to file").symlink_to("file")
    (tmp_path / "dangling").symlink_to("nowhere")
    (tmp_path / "loop").symlink_to("pool")
    (tmp_path / "pool").symlink_to("loop")
    before = {path.name for path in tmp_path.iterdir()}
    cases = {
        "dangling": "uses a broken symbolic link: ",
        "dangling/tree": "uses a broken symbolic link: ",
        "loop": "is in a loop of symbolic links",
        "loop/tree": "is in a loop of symbolic links",
        "file": "is a file",
        "to file": "is a file",
    }
    for name, reason in cases.items():
        for in_order in HOW.values():
            built = make_version(tmp_path.parent / f"{name}-{in_order}", "1.0.0")
            line = refusal(partial(add_to_folder, built, tmp_path / name, in_order=in_order))
            start = f"cannot publish to this target: it {reason}"
            assert line.startswith(start), line
            assert line.endswith(
                "choose a folder or a branch that is used only for the published tree"
            )
    assert {path.name for path in tmp_path.iterdir()} == before


PATHS_IN_A_PROJECT = {
    ".": "contains the project that is being published",
    "..": "contains the project that is being published",
    "docs/published": "is inside docs/ of the project, which other commands read or write",
    "playbook_data": "is inside playbook_data/ of the project, ",
    "site": "is inside site/ of the project, ",
    "site/published": "is inside site/ of the project, ",
    "out/handbook/x": "is inside out/handbook/ of the project, ",
    "hooks/x": "is inside hooks/ of the project, ",
    ".git/x": "is inside a .git folder",
}


def test_the_project_is_not_published_over(tmp_path: Path) -> None:
    repo = project(tmp_path / "work/repo", with_package=False)
    (repo / "mkdocs.yml").write_text("site_dir: out//handbook\ndocs_dir: docs\n")
    (tmp_path / "link").symlink_to(repo)
    for path, reason in PATHS_IN_A_PROJECT.items():
        for base in (repo, tmp_path / "link"):
            line = refusal(partial(refuse_bad_target, base / path, repo))
            assert line.startswith(f"cannot publish to this target: it {reason}"), path
    for path in ("public", "out", "../tree", "sites"):
        refuse_bad_target(repo / path, repo)


def test_another_project_is_not_published_over(tmp_path: Path) -> None:
    (tmp_path / "mkdocs.yml").write_text("site_name: X\n")
    line = refusal(lambda: add_to_folder(make_version(tmp_path / "1", "1.0.0"), tmp_path))
    assert "it contains a project (mkdocs.yml); " in line


def test_homes_and_roots_are_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    home = tmp_path / "home/ed"
    home.mkdir(parents=True)
    monkeypatch.setenv("HOME", str(home))
    for path in (Path("/"), home, home.parent, tmp_path, home / "x/.."):
        line = refusal(partial(refuse_bad_target, path))
        assert "it is the root of the file system, a home folder or a parent of " in line
    refuse_bad_target(home / "www")


def test_a_folder_in_a_published_tree_or_a_handbook_is_refused(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    before = tree_of(tree)
    for place in (tree / "other", tree / "1.0.0/x", tree / "latest", tmp_path / "1/x"):
        line = refusal(partial(add_to_folder, make_version(tmp_path / "2", "1.0.0"), place))
        assert "is inside a published tree or a built handbook: " in line
        assert tree_of(tree) == before
        as_root("rm", "-r", str(tmp_path / "2"))


def test_folders_made_for_a_publication_are_removed_if_it_fails(tmp_path: Path) -> None:
    existing = tmp_path / "a/b"
    existing.mkdir(parents=True)
    built = make_version(tmp_path / "1", "1.0.0")
    (built.folder / "entries.json").unlink()
    with pytest.raises(FileNotFoundError):
        add_to_folder(built, tmp_path / "c/d/tree")
    assert not (tmp_path / "c").exists()
    assert existing.is_dir()
