"""Nothing is added to a changed tree, and each difference is reported."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from factories import RULES, bare_repository, clone, git, make_version, rewrite, tree_of
from test_reproducible import playbook

from playbook.release.branch_store import BranchStore
from playbook.release.codes import RefusedError
from playbook.release.manifest import as_json, digest
from playbook.release.publish import add_to_branch, add_to_folder
from playbook.release.verify import open_store, verify
from support import line_of

Change = Callable[[Path], object]
HOW = {"at once": False, "in order": True}


def page_and_digest(tree: Path) -> None:
    """Change a page, and its digest in the manifest of its version."""
    rewrite(tree / "1.0.0/policy/index.html", "<p>Anything goes.</p>")
    manifest = json.loads((tree / "1.0.0/manifest.json").read_bytes())
    manifest["files"]["policy/index.html"] = digest(b"<p>Anything goes.</p>")
    rewrite(tree / "1.0.0/manifest.json", as_json(manifest).decode())


def another_version_listed(tree: Path) -> None:
    listed = json.loads((tree / "versions.json").read_bytes())
    rewrite(tree / "versions.json", as_json([*listed, {**listed[0], "version": "9.0.0"}]).decode())
    recorded = json.loads((tree / "manifest.json").read_bytes())
    recorded["files"]["versions.json"] = digest((tree / "versions.json").read_bytes())
    rewrite(tree / "manifest.json", as_json(recorded).decode())


def version_is_a_file(tree: Path) -> None:
    shutil.rmtree(tree / "1.0.0")
    (tree / "1.0.0").write_text("moved away")


def latest_is_old(tree: Path) -> None:
    shutil.rmtree(tree / "latest")
    shutil.copytree(tree / "1.0.0", tree / "latest")


def other_case(tree: Path) -> None:
    (tree / "1.0.0/INDEX.html").write_text("x")


CHANGES: dict[str, tuple[Change, list[str]]] = {
    "page": (lambda tree: rewrite(tree / "1.0.0/policy/index.html", "x"),
             ["1.0.0/policy/index.html differs; restore the folder 1.0.0 from a backup or"]),
    "page and its digest": (page_and_digest,
                            ["1.0.0/manifest.json differs, so its version cannot be verified; "]),
    "page is missing": (lambda tree: (tree / "1.0.0/policy/index.html").unlink(),
                        ["1.0.0/policy/index.html is missing; restore the folder 1.0.0 "]),
    "page too many": (lambda tree: rewrite(tree / "1.0.0/extra.html", "x"),
                      ["1.0.0/extra.html is not in the manifest; move it out of the tree: "]),
    "page of another case": (other_case, ["1.0.0/INDEX.html is not in the manifest; "]),
    "version is missing": (lambda tree: shutil.rmtree(tree / "1.0.0"),
                           ["1.0.0 is missing; restore the folder from a backup or from the "
                            "history of the branch, or run playbook publish 1.0.0, which "]),
    "version is a file": (version_is_a_file,
                          ["1.0.0 is a file instead of a folder; ",
                           "1.0.0/manifest.json is missing; "]),
    "manifest of a version": (lambda tree: (tree / "1.0.0/manifest.json").unlink(),
                              ["1.0.0/manifest.json is missing; restore the folder 1.0.0 "]),
    "version of nobody": (lambda tree: shutil.copytree(tree / "1.0.0", tree / "1.5.0"),
                          ["1.5.0 is not a published version; move it out of the tree: "]),
    "page in latest": (lambda tree: rewrite(tree / "latest/index.html", "x"),
                       ["latest/index.html differs; replace latest with a copy of the folder "]),
    "page too many in latest": (lambda tree: rewrite(tree / "latest/x.html", "x"),
                                ["latest/x.html is not in the manifest; move it out of "]),
    "latest is an old version": (
        latest_is_old,
        ["latest/entries.json differs; ", "latest/index.html differs; ",
         "latest/manifest.json differs; ", "latest/playbook.json differs; ",
         "latest/policy/index.html differs; "]),
    "versions.json": (lambda tree: rewrite(tree / "versions.json", "[]"),
                      ["versions.json differs; restore it from a backup or from the history "]),
    "versions.json is missing": (lambda tree: (tree / "versions.json").unlink(),
                                 ["versions.json is missing; restore it from a backup "]),
    "versions.json and its digest": (
        another_version_listed,
        ["versions.json lists other versions than manifest.json; restore it "]),
    "page beside": (lambda tree: rewrite(tree / "releases/index.html", "x"),
                    ["releases/index.html differs; restore it from a backup "]),
    "page beside is missing": (lambda tree: (tree / "en/r/say-it/index.html").unlink(),
                               ["en/r/say-it/index.html is missing; restore it from a backup "]),
    "offline.json": (lambda tree: rewrite(tree / "offline.json", "{}"),
                     ["offline.json differs; restore it "]),
}  # fmt: skip
"""A change of the tree, and how the messages about it begin."""


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tmp_path / "tree")
    add_to_folder(make_version(tmp_path / "2", "1.1.0", {"say-it": "Say it."}), tmp_path / "tree")
    return tmp_path / "tree"


def refusal(publish: Callable[[], object]) -> list[str]:
    """The messages of a publication that is refused."""
    with pytest.raises(RefusedError) as error:
        publish()
    return [line_of(problem).split(": ", 2)[2] for problem in error.value.problems]


def assert_lines(found: list[str], wanted: list[str]) -> None:
    assert len(found) == len(wanted), found
    for line, start in zip(found, wanted, strict=True):
        assert line.startswith(f"the published tree was changed: {start}"), line
        assert line.endswith("; nothing was written"), line


@pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)
@pytest.mark.parametrize(("change", "lines"), CHANGES.values(), ids=CHANGES)
def test_a_changed_folder_is_refused_and_stays(
    tmp_path: Path, tree: Path, change: Change, lines: list[str], in_order: bool
) -> None:
    change(tree)
    before = tree_of(tree)
    built = make_version(tmp_path / "3", "3.0.0")
    assert_lines(refusal(lambda: add_to_folder(built, tree, in_order=in_order)), lines)
    assert tree_of(tree) == before
    assert verify(open_store(str(tree))).problems != ()
    assert {path.name for path in tmp_path.iterdir()} == {"1", "2", "3", "tree"}


@pytest.mark.parametrize(("change", "lines"), CHANGES.values(), ids=CHANGES)
def test_a_changed_branch_is_refused_and_stays(
    tmp_path: Path, tree: Path, change: Change, lines: list[str]
) -> None:
    change(tree)
    remote = bare_repository(tmp_path / "remote.git")
    repo = clone(remote, tmp_path / "repo")
    git(remote, "--work-tree", str(tree), "add", "--all")
    git(remote, "--work-tree", str(tree), "commit", "--quiet", "--message", "Changed")
    git(remote, "branch", "--move", "pages")
    before = git(remote, "rev-parse", "pages")
    store = BranchStore(repo, "origin", "pages")
    assert_lines(
        refusal(lambda: add_to_branch(make_version(tmp_path / "3", "3.0.0"), store)), lines
    )
    assert git(remote, "rev-parse", "pages") == before


def test_many_differences_are_counted(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    rules = {f"rule-{number}": f"Rule {number}." for number in range(30)}
    add_to_folder(make_version(tmp_path / "1", "1.0.0", rules), tree)
    for page in (tree / "r").rglob("*.html"):
        rewrite(page, "x")
    *lines, last = refusal(
        lambda: add_to_folder(make_version(tmp_path / "2", "1.1.0", rules), tree)
    )
    assert len(lines) == 20
    assert last == (
        "the published tree was changed: the tree has 41 more differences; "
        "playbook verify lists all of them; nothing was written"
    )


@pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)
@pytest.mark.parametrize(("text", "how"), [(None, "missing"), ("{}", "damaged")])
def test_a_tree_without_its_manifest_is_refused(
    tmp_path: Path, tree: Path, text: str | None, how: str, in_order: bool
) -> None:
    (tree / "manifest.json").unlink()
    if text is not None:
        (tree / "manifest.json").write_text(text)
    before = tree_of(tree)
    built = make_version(tmp_path / "3", "3.0.0")
    [line] = refusal(lambda: add_to_folder(built, tree, in_order=in_order))
    assert line.startswith(
        f"the target contains versions, but its manifest.json is {how}; restore it"
    )
    assert tree_of(tree) == before


FORGED = ["1.0.0/policy/index.html", "latest/index.html", ".publishing/journal", "manifest.json",
          "../outside", "a//b", "./x", "a\0b", "\ud800"]  # fmt: skip


@pytest.mark.parametrize("path", FORGED)
def test_a_manifest_with_a_path_outside_the_root_files_is_damaged(
    tmp_path: Path, tree: Path, path: str
) -> None:
    """Otherwise publishing would remove such a file: the manifest names it as an old root file."""
    (tmp_path / "outside").write_text("mine")
    root = json.loads((tree / "manifest.json").read_bytes())
    root["files"][path] = digest(b"mine")
    rewrite(tree / "manifest.json", json.dumps(root))
    before = tree_of(tree)
    [line] = refusal(lambda: add_to_folder(make_version(tmp_path / "3", "3.0.0"), tree))
    assert "its manifest.json is damaged" in line
    assert tree_of(tree) == before
    assert (tmp_path / "outside").read_text() == "mine"


@pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)
@pytest.mark.parametrize("version", ["1.0.0", "1.1.0"])
def test_a_missing_version_is_restored_if_it_is_the_same(
    tmp_path: Path, tree: Path, version: str, in_order: bool
) -> None:
    before = tree_of(tree)
    shutil.rmtree(tree / version)
    without_version = tree_of(tree)
    [line] = refusal(
        lambda: add_to_folder(
            make_version(tmp_path / "0", version, {"no": "no"}), tree, in_order=in_order
        )
    )
    assert line.startswith(f"version {version} is already published, but manifest.json differs")
    assert tree_of(tree) == without_version
    rules = RULES if version == "1.0.0" else {"say-it": "Say it."}
    assert add_to_folder(
        make_version(tmp_path / "3", version, rules), tree, in_order=in_order
    ).changed
    assert tree_of(tree) == before


def test_the_offline_copies_may_be_turned_off_by_hand(tmp_path: Path, tree: Path) -> None:
    """UPGRADE.md describes how. The next publication turns them on again."""
    rewrite(tree / "offline.json", '{"offline": false}')
    assert add_to_folder(make_version(tmp_path / "3", "3.0.0"), tree).changed
    assert json.loads((tree / "offline.json").read_bytes()) == {"offline": True}
    assert verify(open_store(str(tree))).problems == ()


@pytest.mark.parametrize("in_order", HOW.values(), ids=HOW)
def test_another_handbook_is_not_mixed_in(tmp_path: Path, tree: Path, in_order: bool) -> None:
    before = tree_of(tree)
    built = make_version(tmp_path / "3", "3.0.0", url="https://other.example.com/")
    [line] = refusal(lambda: add_to_folder(built, tree, in_order=in_order))
    assert line.startswith(
        "the target contains another handbook: https://playbook.example.com/, "
        "not https://other.example.com/; publish to another target; "
    )
    assert tree_of(tree) == before


def forge_manifest(tree: Path, fields: Mapping[str, object]) -> None:
    """Change fields in the manifest of 1.1.0, and the digests of it in all other files."""
    manifest = json.loads((tree / "1.1.0/manifest.json").read_bytes())
    text = as_json({**manifest, **fields}).decode()
    for folder in ("1.1.0", "latest"):
        rewrite(tree / folder / "manifest.json", text)
    root = json.loads((tree / "manifest.json").read_bytes())
    listed = json.loads((tree / "versions.json").read_bytes())
    listed[0]["properties"]["manifest"] = root["versions"]["1.1.0"] = digest(text.encode())
    rewrite(tree / "versions.json", as_json(listed).decode())
    root["files"]["versions.json"] = digest((tree / "versions.json").read_bytes())
    rewrite(tree / "manifest.json", as_json(root).decode())


WRONG_FIELDS: list[dict[str, object]] = [
    {"version": "1.0.1"}, {"version": "../1"}, {"version": 1}, {"date": "yesterday"}, {"date": 1},
    {"commit": "--upload-pack=x"}, {"commit": "a\0"}, {"commit": 1}, {"site_url": 1},
    {"files": {"../../key": "0" * 64}}, {"files": {"/etc/passwd": "0" * 64}}, {"files": ["x"]},
    {"files": {"index.html": 1}}, {"environment": {}}, {"format": 2}, {"more": 1},
]  # fmt: skip


@pytest.mark.parametrize("fields", WRONG_FIELDS, ids=str)
def test_a_wrong_manifest_with_recomputed_digests_is_refused(
    tmp_path: Path, tree: Path, fields: dict[str, object]
) -> None:
    forge_manifest(tree, fields)
    before = tree_of(tree)
    [line] = refusal(lambda: add_to_folder(make_version(tmp_path / "3", "3.0.0"), tree))
    assert line.startswith("the published tree was changed: 1.1.0/manifest.json cannot be read: ")
    assert "; restore the folder 1.1.0 from a backup" in line
    assert tree_of(tree) == before


@pytest.mark.parametrize("fields", WRONG_FIELDS, ids=str)
def test_verification_names_a_damaged_manifest_and_checks_everything_else(
    tree: Path, fields: dict[str, object]
) -> None:
    forge_manifest(tree, fields)
    rewrite(tree / "1.0.0/policy/index.html", "x")
    done = playbook(tree.parent, "verify", str(tree))
    lines = done.output.splitlines()
    assert done.code == 1
    assert "1.0.0/policy/index.html:1:1: error PB830: 1.0.0/policy/index.html differs; " in lines[0]
    assert lines[1].startswith(
        "1.1.0/manifest.json:1:1: error PB830: 1.1.0/manifest.json cannot be read: "
    )
    assert "; restore it from a backup" in lines[1]
    assert lines[2].startswith("2 versions, ")
