"""A version shares unchanged files on the disk with others, and depends on none of them."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from factories import RULES, make_version, tree_of, with_file

from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify

PALETTE = "assets/playbook/palette.css"
HOW = {"at-once": False, "in-order": True}
in_order_or_not = pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)


def is_shared(tree: Path, path: str, *versions: str) -> bool:
    return len({(tree / version / path).stat().st_ino for version in versions}) == 1


@in_order_or_not
def test_unchanged_files_are_on_the_disk_once(tmp_path: Path, in_order: bool) -> None:
    tree = tmp_path / "tree"
    for number, rules in (("1.0.0", RULES), ("1.1.0", {"say-it": "Say it."})):
        built = make_version(tmp_path / number, number, rules)
        add_to_folder(built, tree, in_order=in_order)
        assert tree_of(tree / number) == tree_of(built.folder)
    assert is_shared(tree, PALETTE, "1.0.0", "1.1.0")
    assert not is_shared(tree, "policy/index.html", "1.0.0", "1.1.0")
    assert verify(open_store(str(tree))).problems == ()


def test_a_correction_shares_files_with_the_version_that_it_corrects(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for number in ("1.0.0", "2.0.0"):
        built = make_version(tmp_path / number, number)
        add_to_folder(with_file(built, PALETTE, f"/* {number} */"), tree)
    built = make_version(tmp_path / "1.0.1", "1.0.1")
    add_to_folder(with_file(built, PALETTE, "/* 1.0.0 */"), tree)
    assert is_shared(tree, PALETTE, "1.0.0", "1.0.1")


def test_a_version_needs_no_other_version(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    for number in ("1.0.0", "1.1.0"):
        add_to_folder(make_version(tmp_path / number, number), tree)
    before = tree_of(tree / "1.1.0")
    shutil.rmtree(tree / "1.0.0")
    assert tree_of(tree / "1.1.0") == before
    restored = add_to_folder(make_version(tmp_path / "again", "1.0.0"), tree)
    assert restored.changed
    assert verify(open_store(str(tree))).problems == ()
    assert is_shared(tree, PALETTE, "1.0.0", "1.1.0")


def test_a_file_with_other_rights_is_not_shared(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    (tree / "1.0.0" / PALETTE).chmod(0o600)
    add_to_folder(make_version(tmp_path / "2", "1.1.0"), tree)
    assert not is_shared(tree, PALETTE, "1.0.0", "1.1.0")
    assert (tree / "1.1.0" / PALETTE).stat().st_mode & 0o777 == 0o666 & ~_umask()


@pytest.mark.skipif(not hasattr(os, "setxattr"), reason="the system has no such attributes")
def test_a_file_with_an_access_control_list_is_not_shared(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    os.setxattr(tree / "1.0.0" / PALETTE, "user.note", b"ours")
    add_to_folder(make_version(tmp_path / "2", "1.1.0"), tree)
    assert not is_shared(tree, PALETTE, "1.0.0", "1.1.0")


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
