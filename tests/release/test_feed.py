"""The feed of changes is valid Atom: xmllint validates it with the grammar of RFC 4287.

The tests check what the grammar cannot express.
"""

from __future__ import annotations

import json
import subprocess
from dataclasses import replace as with_fields
from pathlib import Path
from typing import Any
from xml.etree import ElementTree

import pytest
from factories import make_version

from playbook.changes.record import Record
from playbook.release.build import BuiltVersion
from playbook.release.manifest import MANIFEST, files_of
from playbook.release.publish import add_to_folder
from support import TESTS

GRAMMAR = TESTS / "release" / "atom.rng"
ATOM = "{http://www.w3.org/2005/Atom}"
INVALID = 3
"""The exit status of xmllint for a file that does not match the grammar."""


def validate(feed: Path) -> tuple[int, str]:
    """The exit status and the messages of xmllint for a feed."""
    args = ["xmllint", "--noout", "--nonet", "--relaxng", str(GRAMMAR), str(feed)]
    done = subprocess.run(args, capture_output=True, text=True)
    return done.returncode, done.stderr


@pytest.fixture(scope="module")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("feed")
    for number, rules in (
        ("1.0.0", {"a": "<b> & co"}),
        ("1.0.1", {"a": "]]>"}),
        ("2.0.0", {}),
    ):
        add_to_folder(make_version(work / number, number, rules), work / "tree")
    return work / "tree"


@pytest.mark.parametrize("path", ["feed.xml", "en/feed.xml"])
def test_a_feed_is_valid(tree: Path, path: str) -> None:
    assert validate(tree / path) == (0, f"{tree / path} validates\n")
    feed = ElementTree.parse(tree / path).getroot()
    entries = feed.findall(f"{ATOM}entry")
    assert len(entries) == 3
    ids = [entry.findtext(f"{ATOM}id") for entry in (feed, *entries)]
    assert len(set(ids)) == len(ids)
    assert all(id and id.startswith("https://playbook.example.com/") for id in ids)
    for element in (feed, *entries):
        links = [tuple(map(link.get, ("rel", "type", "hreflang"))) for link in
                 element.findall(f"{ATOM}link")]  # fmt: skip
        assert len(set(links)) == len(links)
    updated = [entry.findtext(f"{ATOM}updated") or "" for entry in entries]
    assert feed.findtext(f"{ATOM}updated") == max(updated)


def with_record(built: BuiltVersion, **keys: Any) -> BuiltVersion:
    """A built version whose data has the change record of a major release, as a build exports it.

    ``keys`` are keys of the record, such as ``since``.
    """
    record = Record.model_validate({"version": built.manifest.version, "class": "major", **keys})
    path = built.folder / "playbook.json"
    data = json.loads(path.read_bytes())
    data["release"] = record.model_dump(mode="json", by_alias=True)
    path.write_text(json.dumps(data))
    manifest = with_fields(built.manifest, files=files_of(built.folder))
    (built.folder / MANIFEST).write_bytes(manifest.to_bytes())
    return BuiltVersion(manifest, built.folder)


def test_feed_and_release_list_contain_the_changes(tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tree)
    change = {"type": "stricter", "id": "a", "kind": "policy", "title": {"sv": "A", "en": "A"}}
    second = make_version(tmp_path / "2", "2.0.0")
    changes = [{**change, "roles": ["moderator"]}]
    add_to_folder(with_record(second, since="1.0.0", changes=changes), tree)
    assert "Stricter: A. 2026-03-02</summary>" in (tree / "en/feed.xml").read_text()
    assert "<li>Stricter: A</li>" in (tree / "en/releases/index.html").read_text()


def test_a_first_version_has_changed_nothing_in_the_feed(tmp_path: Path) -> None:
    """The feed of the first edition said otherwise, and keeps what it said of its versions."""
    for format, title in ((1, "Version 1.0.0: What applies has changed."), (2, "Version 1.0.0")):
        tree = tmp_path / f"tree-{format}"
        first = make_version(tmp_path / f"built-{format}", "1.0.0")
        add_to_folder(with_record(first, format=format), tree)
        assert f"<title>{title}</title>" in (tree / "en/feed.xml").read_text()


WRONG = {
    "no id": ("<id>https://playbook.example.com/feed.xml</id>", ""),
    "two titles": ("<author>", "<title>Once more</title>\n<author>"),
    "no moment": ("<updated>2026-03-02T08:00:00Z", "<updated>2026-03-02"),
    "a nameless author": ("<name>Exempel AB</name>", ""),
    "a stray element": ("<author>", "<pubDate>2026</pubDate>\n<author>"),
    "a link to nowhere": ('<link rel="self"', '<link rel="self"/><nolink'),
}


@pytest.mark.parametrize(("old", "new"), WRONG.values(), ids=WRONG)
def test_validator_rejects_an_invalid_feed(tree: Path, tmp_path: Path, old: str, new: str) -> None:
    text = (tree / "feed.xml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "feed.xml").write_text(text.replace(old, new, 1), encoding="utf-8")
    status, _ = validate(tmp_path / "feed.xml")
    assert status == INVALID
