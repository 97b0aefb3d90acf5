"""Publishing to a folder is atomic and never overwrites a published version."""

from __future__ import annotations

import errno
import json
import os
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from factories import RULES, as_root, forge, latest_of, make_version, publisher, small_disk, tree_of

from playbook.release import folder_store as folders
from playbook.release.codes import RefusedError
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify
from support import line_of


def version_numbers(target: Path) -> list[str]:
    return [version["version"] for version in json.loads((target / "versions.json").read_text())]


def test_first_version_creates_the_whole_tree(tmp_path: Path) -> None:
    built = make_version(tmp_path / "1", "1.0.0")
    target = tmp_path / "tree"
    assert add_to_folder(built, target).changed
    assert tree_of(target / "1.0.0") == tree_of(built.folder) == latest_of(target)
    assert verify(open_store(str(target))).problems == ()
    [listed] = json.loads((target / "versions.json").read_text())
    assert listed["aliases"] == ["latest"]
    assert sorted(path.name for path in tmp_path.iterdir()) == ["1", "tree"]


def test_latest_follows_the_highest_version_by_hard_links(tmp_path: Path) -> None:
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    before = (target / "1.0.0/index.html").stat().st_ino
    add_to_folder(make_version(tmp_path / "2", "2.0.0"), target)
    assert (target / "1.0.0/index.html").stat().st_ino == before
    done = add_to_folder(make_version(tmp_path / "3", "1.0.1"), target)
    assert (done.version, done.latest) == ("1.0.1", "2.0.0")
    assert version_numbers(target) == ["2.0.0", "1.0.1", "1.0.0"]
    assert latest_of(target) == tree_of(target / "2.0.0")
    assert verify(open_store(str(target))).problems == ()


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
def test_republishing_the_same_version_changes_nothing(tmp_path: Path, in_order: bool) -> None:
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target, in_order=in_order)
    before = {path: path.stat().st_mtime_ns for path in [target, *target.rglob("*")]}
    assert not add_to_folder(
        make_version(tmp_path / "again", "1.0.0"), target, in_order=in_order
    ).changed
    assert {path: path.stat().st_mtime_ns for path in [target, *target.rglob("*")]} == before


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
def test_different_bytes_for_a_published_version_are_refused(
    tmp_path: Path, in_order: bool
) -> None:
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target, in_order=in_order)
    before = tree_of(target)
    other = make_version(tmp_path / "other", "1.0.0", {**RULES, "say-it": "Say nothing."})
    with pytest.raises(RefusedError) as refused:
        add_to_folder(other, target, in_order=in_order)
    lines = [line_of(problem).split(": ", 1) for problem in refused.value.problems]
    assert [location for location, _ in lines] == [
        "1.0.0/entries.json:1:1",
        "1.0.0/playbook.json:1:1",
        "1.0.0/policy/index.html:1:1",
    ]
    assert lines[0][1].startswith(
        "error PB820: version 1.0.0 is already published, but entries.json differs"
    )
    assert tree_of(target) == before


@pytest.mark.parametrize("path", ["1.0.0/entries.json", "1.0.0/playbook.json"])
def test_damaged_version_is_reported_and_nothing_is_published(tmp_path: Path, path: str) -> None:
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    forge(target, path, "{")
    assert verify(open_store(str(target))).problems == ()
    before = tree_of(target)
    with pytest.raises(RefusedError, match=rf"^{path}:1:1: error PB828: .*: it is damaged: "):
        add_to_folder(make_version(tmp_path / "2", "1.1.0"), target)
    assert tree_of(target) == before


def test_foreign_files_next_to_the_tree_are_kept(tmp_path: Path) -> None:
    target = tmp_path / "tree"
    target.mkdir()
    (target / "CNAME").write_text("playbook.example.com\n")
    (target / ".well-known").mkdir()
    (target / ".well-known/security.txt").write_text("Contact: mailto:it@example.com\n")
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    add_to_folder(make_version(tmp_path / "2", "1.0.1"), target)
    assert (target / "CNAME").read_text() == "playbook.example.com\n"
    assert (target / ".well-known/security.txt").is_file()


@pytest.mark.parametrize("path", ["index.html", "versions.json", "latest/x", "1.0.0/x"])
def test_foreign_file_at_a_path_of_the_tree_is_refused(tmp_path: Path, path: str) -> None:
    target = tmp_path / "tree"
    (target / path).parent.mkdir(parents=True)
    (target / path).write_text("mine")
    with pytest.raises(RefusedError, match=r"PB821: .* was not written by playbook publish"):
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    assert tree_of(target).keys() == {path}


def test_file_system_without_atomic_swap_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    target = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
    before = tree_of(target)
    second = make_version(tmp_path / "2", "1.0.1")
    with monkeypatch.context() as patch:
        patch.setattr(folders, "swap", lambda new, old: False)
        with pytest.raises(RefusedError, match=r"PB822: .*cannot swap folders.*--in-order"):
            add_to_folder(second, target)
    with monkeypatch.context() as patch:
        patch.setattr(os, "link", _refuse_link)
        with pytest.raises(RefusedError, match=r"PB822: .*cannot link files.*--in-order"):
            add_to_folder(second, target)
        assert tree_of(target) == before
        add_to_folder(second, target, in_order=True)
    assert verify(open_store(str(target))).problems == ()


def _refuse_link(*args: object, **named: object) -> None:
    raise OSError(errno.EPERM, "Operation not permitted")


def test_in_order_and_atomic_publishing_give_the_same_tree(tmp_path: Path) -> None:
    for number, rules in (("1.0.0", RULES), ("1.1.0", {"say-it": "Say it."})):
        built = make_version(tmp_path / number, number, rules)
        add_to_folder(built, tmp_path / "once")
        add_to_folder(built, tmp_path / "bit by bit", in_order=True)
    assert tree_of(tmp_path / "bit by bit") == tree_of(tmp_path / "once")


def test_full_disk_leaves_the_tree_unchanged(tmp_path: Path) -> None:
    with small_disk(tmp_path / "disk") as disk:
        target = disk / "tree"
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), target)
        before = tree_of(target)
        large = {"say-it": "Say it. " * 40_000}
        with pytest.raises(RefusedError, match=r"PB823: .*No space left on device; nothing"):
            add_to_folder(make_version(tmp_path / "2", "1.1.0", large), target)
        assert tree_of(target) == before
        assert [path.name for path in disk.iterdir()] == ["tree"]
        add_to_folder(make_version(tmp_path / "3", "1.0.1"), target)


def test_disk_that_fills_up_midway_is_reported_as_unfinished(tmp_path: Path) -> None:
    """With --in-order, old versions stay unchanged and the message says to publish again."""
    with small_disk(tmp_path / "disk") as disk:
        target = disk / "tree"
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), target, in_order=True)
        before = tree_of(target)
        large = {"say-it": "Say it. " * 12_000}  # fits once, but not a second time for latest
        with pytest.raises(
            RefusedError, match=r"PB824: .* partly written: No space left on device; existing "
        ):
            add_to_folder(make_version(tmp_path / "2", "1.1.0", large), target, in_order=True)
        after = tree_of(target)
        unchanged = {
            path for path in before if path.startswith("1.0.0/") or path == "versions.json"
        }
        assert {path: after[path] for path in unchanged} == {
            path: before[path] for path in unchanged
        }
        assert tree_of(target / "1.1.0").keys() == tree_of(target / "1.0.0").keys()
        as_root("mount", "-o", "remount,size=4m", str(disk))
        add_to_folder(make_version(tmp_path / "3", "1.1.0", large), target, in_order=True)
        assert verify(open_store(str(target))).problems == ()


@pytest.mark.slow
def test_concurrent_publishers_all_succeed(tmp_path: Path) -> None:
    numbers = ["1.0.0", "1.0.1", "1.1.0", "2.0.0"]
    target = tmp_path / "tree"
    folders = [make_version(tmp_path / number, number).folder for number in numbers]
    with ThreadPoolExecutor() as pool:
        codes = list(pool.map(lambda built: publisher(built, "folder", target).code, folders))
    assert codes == [0] * len(numbers)
    assert version_numbers(target) == numbers[::-1]
    assert verify(open_store(str(target))).problems == ()


def test_unwritable_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("no folder")
    with pytest.raises(RefusedError, match=r"PB823: the target cannot be written: (Not|File)"):
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), tmp_path / "file" / "tree")
