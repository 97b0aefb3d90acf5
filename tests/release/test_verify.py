"""Verification reports each difference, in a folder and on a web server."""

from __future__ import annotations

import functools
import http.server
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import make_version, rewrite

from playbook.messages import messages as english
from playbook.release.codes import RefusedError
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tmp_path / "tree")
    add_to_folder(make_version(tmp_path / "2", "1.1.0", {"say-it": "Say it."}), tmp_path / "tree")
    return tmp_path / "tree"


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@pytest.fixture
def url(tree: Path) -> Iterator[str]:
    handler = functools.partial(_Quiet, directory=str(tree))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def messages(location: str) -> list[str]:
    return [english().message(problem) for problem in verify(open_store(location)).problems]


def test_a_whole_tree(tree: Path, url: str) -> None:
    found = verify(open_store(url))
    assert found == verify(open_store(str(tree)))
    assert found.problems == ()
    assert found.versions == 2
    files = [path for path in tree.rglob("*") if path.is_file()]
    assert found.files == len(files) - 3  # the root's manifest, and those of the two versions


CASES = {
    "changed": ("1.0.0/policy/index.html", ["1.0.0/policy/index.html differs"]),
    "in latest": ("latest/index.html", ["latest/index.html differs"]),
    "beside": ("releases/index.html", ["releases/index.html differs"]),
    "list": ("versions.json", ["versions.json differs"]),
    "permanent": ("en/r/say-it/index.html", ["en/r/say-it/index.html differs"]),
    "manifest": (
        "1.0.0/manifest.json",
        ["1.0.0/manifest.json differs, so its version cannot be verified"],
    ),
}


@pytest.mark.parametrize(("path", "lines"), CASES.values(), ids=CASES)
def test_a_changed_file(tree: Path, url: str, path: str, lines: list[str]) -> None:
    rewrite(tree / path, "something else")
    assert messages(url) == lines
    # In a folder, the files of a version without a valid manifest are reported as well.
    assert messages(str(tree))[: len(lines)] == lines or "manifest" in path


def test_a_missing_file(tree: Path, url: str) -> None:
    (tree / "1.0.0/entries.json").unlink()
    assert messages(url) == messages(str(tree)) == ["1.0.0/entries.json is missing"]


def test_files_that_do_not_belong_are_found_in_a_folder(tree: Path, url: str) -> None:
    rewrite(tree / "1.0.0/extra.html", "x")
    rewrite(tree / "latest/extra.html", "x")
    (tree / "9.0.0").mkdir()
    rewrite(tree / "CNAME", "playbook.example.com")
    assert messages(str(tree)) == [
        "1.0.0/extra.html is not in the manifest",
        "9.0.0 is not a published version",
        "latest/extra.html is not in the manifest",
    ]
    assert messages(url) == []  # a website cannot list its files


NO_MANIFESTS = [
    "",
    "[]",
    "<html>",
    "[" * 5_000 + "]" * 5_000,
    '{"format": 2}',
    '{"format": 1}',
    '{"format": 1, "latest": "1.0.0", "versions": {"1.0.0": "x"}, "files": [1, 2]}',
    '{"format": 1, "latest": "1.0.0", "versions": {"1.0.0": 1}, "files": {}}',
    '{"format": 1, "latest": "x", "versions": {"x": "x"}, "files": {}}',
    '{"format": 1, "latest": "1.0.0", "versions": {"1.0.0": "x"}, "files": {"../../key": "x"}}',
]


@pytest.mark.parametrize("text", NO_MANIFESTS)
def test_no_published_tree(tree: Path, url: str, text: str) -> None:
    rewrite(tree / "manifest.json", text)
    for location in (url, str(tree), f"{url}/nowhere", str(tree / "nowhere")):
        with pytest.raises(RefusedError, match=r"PB828: this is not a published tree"):
            verify(open_store(location))


def test_a_server_that_is_gone() -> None:
    with pytest.raises(RefusedError, match=r"PB828: .*Connection refused"):
        verify(open_store("http://127.0.0.1:9/"))
