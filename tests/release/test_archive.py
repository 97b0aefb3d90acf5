"""``playbook archive`` writes one version with everything that it needs."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from factories import RULES, make_version, rewrite, tree_of, with_file

from playbook.release.archive import FROM_DISK, archive
from playbook.release.codes import RefusedError
from playbook.release.decide import withdraw
from playbook.release.decisions import Decision
from playbook.release.folder_store import FolderStore
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify
from playbook.release.version_numbers import parse_version
from support import line_of

LINKED = '<a href="policy/#say-it">Rules</a> <a href="../releases/">Releases</a> <a href="#x">x</a>'
OLD = parse_version("1.0.0")


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    """A published tree with two versions."""
    first = with_file(make_version(tmp_path / "1", "1.0.0"), "index.html", LINKED)
    add_to_folder(first, tmp_path / "tree")
    add_to_folder(make_version(tmp_path / "2", "1.1.0", {"say-it": "Say it."}), tmp_path / "tree")
    return tmp_path / "tree"


def test_an_archive_has_the_version_byte_for_byte_and_needs_nothing_else(
    tree: Path, tmp_path: Path
) -> None:
    wanted = tree_of(tree / "1.0.0")
    done = archive(open_store(str(tree)), OLD, tmp_path / "archive")
    shutil.rmtree(tree)
    assert done.files == len(wanted)
    assert tree_of(tmp_path / "archive/1.0.0") == wanted
    verified = verify(open_store(str(tmp_path / "archive")))
    assert (verified.versions, verified.problems) == (1, ())
    listed = json.loads((tmp_path / "archive/versions.json").read_text())
    assert [version["version"] for version in listed] == ["1.0.0"]
    assert (tmp_path / "archive/r/say-it/index.html").is_file()
    assert [path.name for path in tmp_path.iterdir() if path.name.startswith(".")] == []


def test_links_in_the_copy_for_disk_name_files(tree: Path, tmp_path: Path) -> None:
    done = archive(open_store(str(tree)), OLD, tmp_path / "archive")
    text = done.page.read_text()
    assert 'href="policy/index.html#say-it"' in text
    assert 'href="../releases/index.html"' in text
    assert 'href="#x"' in text
    assert (tmp_path / "archive" / FROM_DISK / "releases/index.html").is_file()
    assert (tmp_path / "archive/1.0.0/index.html").read_text() == LINKED


def test_a_changed_file_is_refused_and_nothing_is_written(tree: Path, tmp_path: Path) -> None:
    rewrite(tree / "1.0.0/policy/index.html", "forged")
    (tree / "1.0.0/index.html").unlink()
    with pytest.raises(RefusedError) as refused:
        archive(open_store(str(tree)), OLD, tmp_path / "archive")
    assert [line_of(problem).split(";")[0] for problem in refused.value.problems] == [
        "1.0.0/index.html:1:1: error PB830: 1.0.0/index.html is missing",
        "1.0.0/policy/index.html:1:1: error PB830: 1.0.0/policy/index.html differs",
    ]
    assert not (tmp_path / "archive").exists()


def test_a_forged_manifest_is_refused(tree: Path, tmp_path: Path) -> None:
    rewrite(tree / "1.0.0/manifest.json", "{}")
    with pytest.raises(RefusedError, match=r"PB830: 1\.0\.0/manifest\.json differs"):
        archive(open_store(str(tree)), OLD, tmp_path / "archive")


def test_an_unknown_and_a_withdrawn_version_are_refused(tree: Path, tmp_path: Path) -> None:
    with pytest.raises(RefusedError, match=r"PB882: version 3\.0\.0 .* 1\.0\.0, 1\.1\.0"):
        archive(open_store(str(tree)), parse_version("3.0.0"), tmp_path / "archive")
    note = {"sv": "Den namngav en person.", "en": "It named a person."}
    plan = withdraw(OLD, Decision("2026-04-01", "The lawyer", note))(store := FolderStore(tree))
    store.write(plan.update)
    with pytest.raises(RefusedError, match="PB880"):
        archive(FolderStore(tree), OLD, tmp_path / "archive")


def test_other_files_are_never_overwritten(tree: Path, tmp_path: Path) -> None:
    (tmp_path / "archive").mkdir()
    (tmp_path / "archive/mine.txt").write_text("mine")
    with pytest.raises(RefusedError, match=r"PB896: the folder is not empty"):
        archive(open_store(str(tree)), OLD, tmp_path / "archive")
    assert tree_of(tmp_path / "archive").keys() == {"mine.txt"}
    (tmp_path / "archive/mine.txt").unlink()
    archive(open_store(str(tree)), OLD, tmp_path / "archive")  # an empty folder may exist


def test_the_archive_of_a_version_is_always_the_same(tree: Path, tmp_path: Path) -> None:
    archive(open_store(str(tree)), OLD, tmp_path / "before")
    add_to_folder(make_version(tmp_path / "3", "2.0.0", RULES), tree)
    archive(open_store(str(tree)), OLD, tmp_path / "after")
    assert tree_of(tmp_path / "after") == tree_of(tmp_path / "before")


def test_the_tag_comes_along(tree: Path, tmp_path: Path) -> None:
    commit = "c" * 40
    tag = f"object {commit}\ntype commit\ntag v1.0.0\ntagger Ed <ed> 1772438400 +0000\n\nRelease\n"
    (tree / "tags").mkdir()
    (tree / "tags/v1.0.0.txt").write_text(tag)
    archive(open_store(str(tree)), OLD, tmp_path / "archive")
    assert (tmp_path / "archive/tags/v1.0.0.txt").read_text() == tag
