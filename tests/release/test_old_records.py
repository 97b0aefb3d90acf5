"""A tree with the records of the first edition is read, shown and verified by this one.

`tests/data/first_edition` has three versions of the small playbook as the first edition published
them, with only the files of which the pages at the root of a tree are made.
"""

from __future__ import annotations

import json
import re
import shutil
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from factories import tree_of

from playbook.changes.compare import compare
from playbook.changes.labels import Labels
from playbook.changes.markdown_report import as_markdown
from playbook.changes.record import Record, as_yaml, read_record, record_data
from playbook.changes.report import Report
from playbook.changes.states import StateError
from playbook.release.build import BuiltVersion
from playbook.release.codes import RefusedError
from playbook.release.folder_store import FolderStore
from playbook.release.manifest import MANIFEST, files_of, read_manifest
from playbook.release.publish import add_to_folder
from playbook.release.tree import read_versions
from playbook.release.verify import open_store, verify
from playbook.release.version_changes import changes_between
from playbook.words.catalogue import catalogue
from support import TESTS

FIRST_EDITION = TESTS / "data" / "first_edition"
PUBLISHED = FIRST_EDITION / "published"
EXPECTED = Path(__file__).parent / "expected"
VERSIONS = ("1.0.0", "2.0.0", "2.1.0")
LANGUAGES = ["sv", "en"]
RECORD = {"format": 2, "version": "2.2.0", "since": "2.1.0", "class": "major", "changes": []}
Edit = Callable[[dict[str, Any]], None]


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    return shutil.copytree(PUBLISHED, tmp_path / "tree")


def later(folder: Path, edit: Edit) -> BuiltVersion:
    """Version 2.2.0: the data of 2.1.0 after an edit."""
    shutil.copytree(PUBLISHED / "2.1.0", folder)
    data = json.loads((folder / "playbook.json").read_bytes())
    data |= {"version": "2.2.0", "release": RECORD}
    edit(data)
    (folder / "playbook.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
    manifest = read_manifest((folder / MANIFEST).read_bytes(), MANIFEST)
    manifest = replace(manifest, version="2.2.0", date="2026-07-01T09:00:00Z",
                       files=files_of(folder))  # fmt: skip
    (folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, folder)


def entry(data: dict[str, Any], id: str) -> dict[str, Any]:
    found: dict[str, Any] = next(entry for entry in data["entries"] if entry["id"] == id)
    return found


def stricter(data: dict[str, Any]) -> None:
    entry(data, "name-colleagues").update(verdict="no", digest="another")


def page(tree: Path, versions: str, root: str = "en/") -> str:
    return (tree / f"{root}releases/{versions}/index.html").read_text(encoding="utf-8")


def test_first_edition_tree_verifies(tree: Path) -> None:
    verified = verify(open_store(str(tree)))
    assert verified.problems == ()
    assert verified.versions == 3


@pytest.mark.parametrize("version", VERSIONS)
def test_old_record_is_read_and_written_unchanged(version: str) -> None:
    record = read_record(FIRST_EDITION, version, LANGUAGES)
    assert record
    assert record.format == 1
    assert as_yaml(record) == (FIRST_EDITION / "changes" / f"{version}.yml").read_text()
    data = json.loads((PUBLISHED / version / "playbook.json").read_bytes())
    assert record_data(record) == data["release"]


def test_new_version_is_published_next_to_old_ones(tree: Path, tmp_path: Path) -> None:
    before = tree_of(tree)
    outcome = add_to_folder(later(tmp_path / "new", stricter), tree)
    assert (outcome.latest, outcome.changed) == ("2.2.0", True)
    assert verify(open_store(str(tree))).problems == ()
    after = tree_of(tree)
    old = [path for path in before if path.split("/")[0] in VERSIONS]
    assert {path: after[path] for path in old} == {path: before[path] for path in old}


@pytest.mark.parametrize("versions", ["1.0.0-2.0.0", "2.0.0-2.1.0", "2.1.0-2.2.0"])
def test_change_page_matches_its_expected_file(
    tree: Path, tmp_path: Path, versions: str, accept: bool
) -> None:
    add_to_folder(later(tmp_path / "new", stricter), tree)
    path = EXPECTED / f"{versions}.html"
    if accept:
        path.write_text(page(tree, versions), encoding="utf-8")
    assert page(tree, versions) == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("root", ["", "en/"])
@pytest.mark.parametrize("versions", ["1.0.0-2.0.0", "2.0.0-2.1.0"])
def test_change_page_contains_everything_from_the_first_edition(
    tree: Path, tmp_path: Path, versions: str, root: str
) -> None:
    add_to_folder(later(tmp_path / "new", stricter), tree)
    old, new = (page(folder, versions, root) for folder in (PUBLISHED, tree))
    shown = re.findall(r"<(del|ins|h2)>(.*?)</\1>", old, re.DOTALL)
    assert shown or not root, "in Swedish, nothing changed in 2.1.0"
    titles = {
        entry["id"]: entry["title"][root.rstrip("/") or "sv"]
        for entry in json.loads(
            (PUBLISHED / versions.split("-")[1] / "playbook.json").read_bytes()
        )["entries"]
    }
    text = " ".join(new.split())
    # A heading was the ID of an entry, and is now its title.
    lost = [words for _, words in shown if titles.get(words, " ".join(words.split())) not in text]
    assert lost == []


@pytest.mark.parametrize("path", ["feed.xml", "en/feed.xml"])
def test_feed_entries_of_old_versions_are_unchanged(tree: Path, tmp_path: Path, path: str) -> None:
    old = re.findall("<entry>.*?</entry>", (PUBLISHED / path).read_text("utf-8"), re.DOTALL)
    add_to_folder(later(tmp_path / "new", stricter), tree)
    new = re.findall("<entry>.*?</entry>", (tree / path).read_text("utf-8"), re.DOTALL)
    assert len(old) == 3
    assert new[1:] == old


def test_change_page_agrees_with_the_record_and_the_comment(tree: Path) -> None:
    words = catalogue("en")
    versions = read_versions(FolderStore(tree))
    for before, after in pairwise(versions):
        found = changes_between(before, after, words)
        assert after.record
        recorded = {change.id: change.change_type for change in after.record.changes}
        shown = {change.id: change.change_type for change in found.changes if not change.is_chapter}
        assert shown.items() <= recorded.items()
        changes = compare(before.state, after.state, "en")
        comment = as_markdown(Report(changes, Labels(before.state, after.state, words)))
        labels = {
            found.labels.field_label(change, difference.key)
            for change in found.changes
            for difference in change.differences
            if difference.key != "id"
        }
        assert labels
        for label in labels:
            assert re.search(rf"^  - \*{label}( \(English\))?:\*", comment, re.MULTILINE)


@pytest.mark.slow
def test_editorial_rewording_is_editorial_on_the_change_page(tree: Path, tmp_path: Path) -> None:
    def reworded(data: dict[str, Any]) -> None:
        texts = {"sv": "Ja, inom {reply_within}, alltid.", "en": "Yes, in {reply_within}, always."}
        entry(data, "reply-in-time").update(digest="another", statement=texts)

    def editorial(data: dict[str, Any]) -> None:
        reworded(data)
        change = {"id": "reply-in-time", "kind": "policy", "type": "editorial",
                  "title": {"sv": "Svara", "en": "Reply"}, "because": "Only clearer."}  # fmt: skip
        data["release"] = {**RECORD, "changes": [change]}

    without_record, with_record = tree, shutil.copytree(tree, tmp_path / "other")
    add_to_folder(later(tmp_path / "1", reworded), without_record)
    add_to_folder(later(tmp_path / "2", editorial), with_record)
    assert '<p class="pb-what">Rules · Reworded</p>' in page(without_record, "2.1.0-2.2.0")
    text = page(with_record, "2.1.0-2.2.0")
    assert '<p class="pb-what">Rules · Editorial</p>' in text
    assert "<p>Reason: Only clearer.</p>" in text
    assert "<ins>Yes, in 1\N{NO-BREAK SPACE}working day, always.</ins>" in text


def test_removed_kind_is_shown_without_its_wording(tree: Path, tmp_path: Path) -> None:
    def of_another_kind(data: dict[str, Any]) -> None:
        entry(data, "name-colleagues").update(kind="faq", digest="another", reply="No")

    add_to_folder(later(tmp_path / "new", of_another_kind), tree)
    text = page(tree, "2.1.0-2.2.0")
    assert "May I name a colleague?" in text
    assert '<p class="pb-what">faq · Changed</p>' in text
    assert "The wording cannot be compared" in text
    assert verify(open_store(str(tree))).problems == ()


def newer_record(data: dict[str, Any]) -> None:
    data["release"] = {**RECORD, "format": 4}


def newer_data(data: dict[str, Any]) -> None:
    data["format"] = 2


def newer_keys(data: dict[str, Any]) -> None:
    data["data_format"] = 99


def without_kinds(data: dict[str, Any]) -> None:
    del data["entries"][0]["kind"]


REFUSED = {
    newer_record: "its change record cannot be read: format 4 needs a newer version of playbook",
    newer_data: "its data has format 2, which is not supported",
    newer_keys: "its data has format 99, which is not supported",
    without_kinds: "it is damaged: it is not a playbook",
}


@pytest.mark.parametrize(("edit", "message"), REFUSED.items())
def test_unreadable_data_is_reported_and_nothing_is_published(
    tree: Path, tmp_path: Path, edit: Edit, message: str
) -> None:
    before = tree_of(tree)
    with pytest.raises(RefusedError, match=f"^2.2.0/playbook.json:1:1: error PB828: .*{message}"):
        add_to_folder(later(tmp_path / "new", edit), tree)
    assert tree_of(tree) == before


def test_newer_record_format_in_the_project_is_refused(tmp_path: Path) -> None:
    (tmp_path / "changes").mkdir()
    (tmp_path / "changes" / "9.0.0.yml").write_text(json.dumps({**RECORD, "format": "4"}))
    with pytest.raises(StateError, match=r"changes/9\.0\.0\.yml cannot be read: format 4"):
        read_record(tmp_path, "9.0.0", LANGUAGES)


def test_a_new_record_has_a_format_number() -> None:
    record = Record.model_validate(RECORD, context={"languages": LANGUAGES})
    assert as_yaml(record).splitlines()[1] == "format: 2"
    assert record_data(record)["format"] == 2
