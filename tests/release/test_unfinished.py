"""An interrupted publication is completed, and other changes are still refused."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from factories import as_root, make_version, rewrite, small_disk, tree_of

from playbook.release.build import BuiltVersion
from playbook.release.codes import RefusedError
from playbook.release.journal import Journal
from playbook.release.manifest import as_json, digest
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify
from support import line_of

LARGE = {"say-it": "Say it. " * 12_000}
JOURNAL = ".publishing/journal"


@pytest.fixture
def interrupted(tmp_path: Path) -> Iterator[Path]:
    """A tree with 1.0.0 and 1.1.0; the disk was full before ``latest`` was updated."""
    with small_disk(tmp_path / "disk") as disk:
        add_to_folder(make_version(tmp_path / "1", "1.0.0"), disk / "tree", in_order=True)
        with pytest.raises(RefusedError, match="PB824"):
            add_to_folder(
                make_version(tmp_path / "2", "1.1.0", LARGE), disk / "tree", in_order=True
            )
        as_root("mount", "-o", "remount,size=8m", str(disk))
        yield disk / "tree"


@pytest.fixture
def same(tmp_path: Path, interrupted: Path) -> BuiltVersion:
    """The version whose publication was interrupted, built again."""
    return make_version(tmp_path / "again", "1.1.0", LARGE)


def refusal(built: BuiltVersion, target: Path, *, in_order: bool = True) -> str:
    """The first message of a publication that is refused, and leaves the tree unchanged."""
    before = tree_of(target)
    with pytest.raises(RefusedError) as error:
        add_to_folder(built, target, in_order=in_order)
    assert tree_of(target) == before
    return line_of(error.value.problems[0]).split(": ", 2)[2]


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
def test_publishing_the_same_version_again_completes_it(
    interrupted: Path, same: BuiltVersion, in_order: bool
) -> None:
    assert (interrupted / JOURNAL).is_file()
    assert add_to_folder(same, interrupted, in_order=in_order).changed
    assert verify(open_store(str(interrupted))).problems == ()
    assert not (interrupted / ".publishing").exists()
    assert not add_to_folder(same, interrupted, in_order=in_order).changed


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
def test_another_version_is_refused_until_it_is_complete(
    tmp_path: Path, interrupted: Path, in_order: bool
) -> None:
    line = refusal(make_version(tmp_path / "3", "1.2.0"), interrupted, in_order=in_order)
    assert line == (
        "the publication of 1.1.0 was interrupted and is incomplete; publish 1.1.0 again, with "
        "--rebuild if packages have changed since; then publish this one"
    )


CHANGES: dict[str, tuple[str, str | None]] = {  # a path and its new text; None removes the file
    "an old version": ("1.0.0/index.html", "x"),
    "an old version lacks a page": ("1.0.0/index.html", None),
    "the new version": ("1.1.0/index.html", "x"),
    "the new version lacks a page": ("1.1.0/policy/index.html", None),
    "the new version has a page more": ("1.1.0/extra.html", "x"),
    "latest": ("latest/index.html", "x"),
    "a page more in latest": ("latest/extra.html", "x"),
    "a page beside": ("releases/index.html", "x"),
    "a page beside is missing": ("releases/index.html", None),
    "the root manifest": ("manifest.json", "{}"),
}


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
@pytest.mark.parametrize(("path", "text"), CHANGES.values(), ids=CHANGES)
def test_what_the_journal_does_not_explain_is_refused(
    interrupted: Path, same: BuiltVersion, path: str, text: str | None, in_order: bool
) -> None:
    (interrupted / path).unlink(missing_ok=True)
    if text is not None:
        (interrupted / path).write_text(text)
    line = refusal(same, interrupted, in_order=in_order)
    assert line.startswith(f"the published tree was changed: {path} ")


def test_a_version_that_was_not_begun_may_give_way_to_another(tmp_path: Path) -> None:
    """The publisher was killed while it copied the version, before readers could see it."""
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree, in_order=True)
    before = (tree / "manifest.json").read_text()
    after = json.loads(before)
    after["versions"]["1.1.0"] = after["versions"]["1.0.0"]
    (tree / ".publishing/version/policy").mkdir(parents=True)
    (tree / ".publishing/version/policy/index.html").write_text("half a pa")
    journal = Journal("1.1.0", before, (as_json(after).decode(),))
    (tree / JOURNAL).write_bytes(journal.to_bytes())
    assert add_to_folder(make_version(tmp_path / "2", "2.0.0"), tree, in_order=True).changed
    assert verify(open_store(str(tree))).problems == ()
    assert not (tree / ".publishing").exists()


def plant_journal(tree: Path, *, before: bool) -> None:
    """Forge a page of 1.0.0, and a journal that claims that 1.0.0 is being published.

    ``before`` is whether the journal claims that there was a tree before.
    """
    rewrite(tree / "1.0.0/index.html", "Anything goes.")
    manifest = json.loads((tree / "1.0.0/manifest.json").read_bytes())
    manifest["files"]["index.html"] = digest(b"Anything goes.")
    rewrite(tree / "1.0.0/manifest.json", as_json(manifest).decode())
    root = json.loads((tree / "manifest.json").read_bytes())
    root["versions"]["1.0.0"] = digest(as_json(manifest))
    text = (tree / "manifest.json").read_text() if before else None
    if not before:
        rewrite(tree / "manifest.json", as_json(root).decode())
        for path in ("index.html", "manifest.json"):
            rewrite(tree / "latest" / path, (tree / "1.0.0" / path).read_text())
    (tree / ".publishing").mkdir()
    journal = Journal("1.0.0", text, (as_json(root).decode(),))
    (tree / JOURNAL).write_bytes(journal.to_bytes())


REFUSALS = {
    ("1.0.0", False): "version 1.0.0 is already published, but index.html differs; ",
    ("1.0.0", True): "the published tree was changed: 1.0.0/index.html differs; ",
    ("2.0.0", False): "the publication of 1.0.0 was interrupted and is incomplete; ",
    ("2.0.0", True): "the publication of 1.0.0 was interrupted and is incomplete; ",
}


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
@pytest.mark.parametrize(("version", "before"), REFUSALS)
def test_a_planted_journal_excuses_no_forged_page(
    tmp_path: Path, version: str, before: bool, in_order: bool
) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    plant_journal(tree, before=before)
    line = refusal(make_version(tmp_path / "2", version), tree, in_order=in_order)
    assert line.startswith(REFUSALS[version, before])


def unlist_version(path: Path) -> None:
    journal = json.loads(path.read_bytes())
    root = json.loads(journal["after"][0])
    del root["versions"]["1.1.0"]
    root["latest"] = "1.0.0"
    path.write_bytes(as_json({**journal, "after": [as_json(root).decode()]}))


JOURNALS: dict[str, Callable[[Path], object]] = {
    "empty": lambda path: path.write_text(""),
    "no object": lambda path: path.write_text("[]"),
    "no manifests": lambda path: path.write_text('{"version": "1", "before": "x", "after": ["y"]}'),
    "nothing after": lambda path: path.write_text(
        json.dumps({**json.loads(path.read_bytes()), "after": []})
    ),
    "a version that is not listed": unlist_version,
    "deeply nested": lambda path: path.write_text("[" * 5_000),
}


@pytest.mark.parametrize("damage", JOURNALS.values(), ids=JOURNALS)
def test_a_damaged_journal_is_refused(
    interrupted: Path, same: BuiltVersion, damage: Callable[[Path], object]
) -> None:
    damage(interrupted / JOURNAL)
    line = refusal(same, interrupted)
    assert line.startswith("the target contains .publishing, which was not written by ")


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
def test_a_folder_of_somebody_else_named_publishing_is_refused(
    tmp_path: Path, in_order: bool
) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    (tree / ".publishing").mkdir()
    (tree / ".publishing/notes.txt").write_text("mine")
    line = refusal(make_version(tmp_path / "2", "2.0.0"), tree, in_order=in_order)
    assert line.startswith("the target contains .publishing, which was not written by ")


@pytest.mark.parametrize("in_order", [False, True], ids=["at-once", "in-order"])
def test_a_part_that_was_never_put_in_place_is_removed(tmp_path: Path, in_order: bool) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    (tree / ".publishing").mkdir()
    (tree / ".publishing/part").write_text("half a jour")
    add_to_folder(make_version(tmp_path / "2", "2.0.0"), tree, in_order=in_order)
    assert not (tree / ".publishing").exists()


def test_a_publication_without_enough_space_leaves_nothing(tmp_path: Path) -> None:
    """The disk is full before the version is moved into place."""
    with small_disk(tmp_path / "disk") as disk:
        huge = {"say-it": "Say it. " * 60_000}
        with pytest.raises(RefusedError, match=r"PB823: .*No space left on device; nothing was"):
            add_to_folder(
                make_version(tmp_path / "1", "1.0.0", huge), disk / "new/tree", in_order=True
            )
        assert list(disk.iterdir()) == []
        add_to_folder(make_version(tmp_path / "2", "1.0.0"), disk / "tree", in_order=True)
        before = tree_of(disk)
        with pytest.raises(RefusedError, match=r"PB823: .*No space left on device; nothing was"):
            add_to_folder(make_version(tmp_path / "3", "1.1.0", huge), disk / "tree", in_order=True)
        assert tree_of(disk) == before
        assert not (disk / "tree/.publishing").exists()
