"""A tag is checked out byte for byte, whatever the settings and attributes are."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import commit, copied, project, tree_of
from test_committed import write_file
from test_reproducible import playbook

from playbook.project import DATA_FOLDER
from playbook.release.checkout import checkout
from playbook.release.codes import RefusedError
from playbook.release.publish import refuse_dirty
from playbook.release.tagged_release import find_tag
from playbook.release.version_numbers import parse_version
from repositories import (
    ATTRIBUTES,
    FIRST_COMMIT,
    SETTINGS,
    SHAPES,
    add_attribute,
    configure,
    git,
    repository,
)


@pytest.mark.parametrize("name", SHAPES)
def test_a_commit_is_written_byte_for_byte(name: str, tmp_path: Path) -> None:
    here = SHAPES[name](tmp_path)
    configure(here, SETTINGS)
    add_attribute(here, ATTRIBUTES[2])
    out = tmp_path / "out"
    checkout(here, "refs/tags/v1.0.0", out)
    prefix = git(here, "rev-parse", "--show-prefix")
    assert {path: (out / prefix / path).read_bytes() for path in FIRST_COMMIT} == FIRST_COMMIT
    assert len([path for path in out.rglob("*") if path.is_file()]) == len(FIRST_COMMIT)


def test_tag_is_found_despite_log_showsignature(tmp_path: Path) -> None:
    """With log.showSignature, git show would print the signature of a signed commit first."""
    here = repository(tmp_path / "repo")
    header = git(here, "cat-file", "commit", "HEAD").split("\n\n", 1)[0]
    signature = "gpgsig -----BEGIN SSH SIGNATURE-----\n committer X <x@y.z> 1 +0000\n -----END"
    signed = f"{header}\n{signature}\n\nSigned\n\ncommitter Y <x@y.z> 2 +0000\n"
    id = git(here, "hash-object", "-w", "-t", "commit", "--stdin", stdin=signed.encode())
    git(here, "tag", "v1.0.1", id)
    committed_at = int(header.rsplit(" ", 2)[1])  # its last line is "committer NAME TIME ZONE"
    configure(here, SETTINGS)
    found = find_tag(here, parse_version("1.0.1"))
    assert (found.at, found.commit, found.site_url) == (committed_at, id, "https://example.com/")
    assert found.lock is None


@pytest.mark.parametrize("time", ["", "x +0000", "1 ", "-1 +0000", "123456789012 +0000"])
def test_commit_with_an_invalid_time_is_refused(time: str, tmp_path: Path) -> None:
    here = repository(tmp_path / "repo")
    tree = git(here, "rev-parse", "HEAD^{tree}")
    commit_text = f"tree {tree}\nauthor X <x@y.z> 1 +0000\ncommitter X <x@y.z> {time}\n\nMade\n"
    args = ("hash-object", "-w", "-t", "commit", "--literally", "--stdin")
    git(here, "update-ref", "refs/tags/v1.0.1", git(here, *args, stdin=commit_text.encode()))
    with pytest.raises(RefusedError, match=r"PB855: git reported: .* has no valid time"):
        find_tag(here, parse_version("1.0.1"))


@pytest.mark.parametrize("path", ["mkdocs.yml", "requirements.txt"])
def test_link_in_place_of_a_file_read_before_the_build_is_refused(
    path: str, tmp_path: Path
) -> None:
    here = repository(tmp_path / "repo")
    (here / path).unlink(missing_ok=True)
    (here / path).symlink_to("/etc/hostname")
    git(here, "add", "--all")
    git(here, "commit", "--quiet", "--message=A link")
    git(here, "tag", "v1.0.1")
    with pytest.raises(RefusedError, match=f"{path}:1:1: error PB854: {path} is a symbolic link"):
        find_tag(here, parse_version("1.0.1"))


def add_submodule(here: Path, path: str) -> None:
    origin = repository(here.parent / "origin")
    git(here, "submodule", "--quiet", "add", str(origin), path)


def add_latin_1_name(here: Path, path: str) -> None:
    (here / path).mkdir(parents=True)
    Path(os.fsdecode(bytes(here / path) + b"/f\xf6rr.md")).write_text("x\n")


def add_lfs_pointer(here: Path, path: str) -> None:
    write_file(here, path, "version https://git-lfs.github.com/spec/v1\noid sha256:00\nsize 1\n")


REFUSED: dict[str, tuple[Callable[[Path, str], None], str, str]] = {
    "a submodule in docs": (add_submodule, "docs/more", "is a submodule, and its files are not in"),
    "docs as a submodule": (add_submodule, "docs", "docs is a submodule, and its files are not in"),
    "a submodule in the data": (
        add_submodule,
        f"{DATA_FOLDER}/more",
        "is a submodule, and its files are",
    ),
    "a submodule in changes": (
        add_submodule,
        "changes/more",
        "is a submodule, and its files are not in",
    ),
    "a name in docs": (
        add_latin_1_name,
        "docs/a",
        "rr.md has a name that is not UTF-8; rename it",
    ),
    "a picture in Git LFS": (
        add_lfs_pointer,
        "docs/a/logo.png",
        "is in Git LFS, and the commit contains only",
    ),
}


@pytest.mark.parametrize("prefix", ["", "hand book/"])
@pytest.mark.parametrize("name", REFUSED)
def test_file_that_cannot_be_built_is_refused(name: str, prefix: str, tmp_path: Path) -> None:
    add, path, output = REFUSED[name]
    here = repository(tmp_path / "repo", prefix)
    top = tmp_path / "repo"
    add(top, f"{prefix}{path}")
    git(top, "add", "--all")
    git(top, "commit", "--quiet", "--message=More")
    with pytest.raises(RefusedError, match="PB854: ") as refused:
        checkout(here, "HEAD", tmp_path / "out")
    assert output in str(refused.value)
    assert str(refused.value).startswith(path)


def test_special_files_outside_the_build_are_allowed(tmp_path: Path) -> None:
    here = repository(tmp_path / "repo")
    add_submodule(here, "tools/more")
    add_latin_1_name(here, "notes")
    add_latin_1_name(here, "docs-of-old")
    add_lfs_pointer(here, "design/logo.png")
    git(here, "add", "--all")
    git(here, "commit", "--quiet", "--message=More")
    checkout(here, "HEAD", tmp_path / "out")
    assert len(list((tmp_path / "out" / "notes").iterdir())) == 1


def test_checkout_to_an_unwritable_folder_is_refused(tmp_path: Path) -> None:
    here = repository(tmp_path / "repo")
    (tmp_path / "file").write_text("x")
    with pytest.raises(RefusedError, match="PB823: the target cannot be written: "):
        checkout(here, "HEAD", tmp_path / "file" / "out")


def test_changed_file_is_reported_with_its_exact_name(tmp_path: Path) -> None:
    here = repository(tmp_path / "repo")
    name = 'docs/åtgärd "1".md'
    write_file(here, name, "x\n")
    git(here, "add", "--all")
    git(here, "commit", "--quiet", "--message=A page")
    write_file(here, name, "y\n")
    with pytest.raises(RefusedError) as refused:
        refuse_dirty(here)
    assert str(refused.value).startswith(f"{name}:1:1: error PB806: ")


@pytest.mark.slow
def test_git_settings_and_attributes_do_not_change_published_files(tmp_path: Path) -> None:
    repo = project(tmp_path / "repo")
    write_file(repo, "docs/page.md", "# $Id$ $Format:%H$\r\n\r\nText.\n")
    commit(repo, "A page")
    git(repo, "tag", "v1.0.0")
    other = copied(repo, tmp_path / "other")
    configure(
        other, tuple(setting for setting in SETTINGS if not setting.startswith("core.autocrlf"))
    )
    for line in ("* export-ignore", "*.md filter=loud", "*.yml ident"):
        add_attribute(other, line)
    git(other, "update-index", "--assume-unchanged", "docs/page.md", "docs/about.md")
    trees = []
    for source in (repo, other):
        tree = source.parent / f"{source.name}-t"
        done = playbook(source, "publish", "--any-tag", "1.0.0", "--to", str(tree))
        assert done.code == 0, done.output
        trees.append(tree_of(tree))
    assert trees[0] == trees[1]
