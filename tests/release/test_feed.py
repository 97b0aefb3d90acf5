"""The feed of changes is valid Atom: xmllint checks it with the grammar of RFC 4287, and what no
grammar can say is looked at beside it."""

from __future__ import annotations

import subprocess
from pathlib import Path
from xml.etree import ElementTree

import pytest
from factories import make_version

from playbook.release.publish import put_in_folder
from support import TESTS

GRAMMAR = TESTS / "release" / "atom.rng"
ATOM = "{http://www.w3.org/2005/Atom}"


def validated(feed: Path) -> tuple[int, str]:
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
        put_in_folder(make_version(work / number, number, rules), work / "tree")
    return work / "tree"


@pytest.mark.parametrize("path", ["feed.xml", "en/feed.xml"])
def test_a_feed_is_valid(tree: Path, path: str) -> None:
    assert validated(tree / path) == (0, f"{tree / path} validates\n")
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


WRONG = {
    "no id": ("<id>https://playbook.example.com/feed.xml</id>", ""),
    "two titles": ("<author>", "<title>Once more</title>\n<author>"),
    "no moment": ("<updated>2026-03-02T08:00:00Z", "<updated>2026-03-02"),
    "a nameless author": ("<name>Exempel AB</name>", ""),
    "a stray element": ("<author>", "<pubDate>2026</pubDate>\n<author>"),
    "a link to nowhere": ('<link rel="self"', '<link rel="self"/><nolink'),
}


@pytest.mark.parametrize(("old", "new"), WRONG.values(), ids=WRONG)
def test_the_validator_finds_what_is_wrong(tree: Path, tmp_path: Path, old: str, new: str) -> None:
    text = (tree / "feed.xml").read_text(encoding="utf-8")
    assert old in text
    (tmp_path / "feed.xml").write_text(text.replace(old, new, 1), encoding="utf-8")
    assert validated(tmp_path / "feed.xml")[0] == 3
