"""Verification reports each difference, in a folder and on a web server."""

from __future__ import annotations

import functools
import http.server
import json
import threading
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import replace
from pathlib import Path

import pytest
from factories import make_version, rewrite

from playbook.messages import messages as english
from playbook.release.codes import RefusedError
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify
from playbook.release.web_store import WebStore


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


def test_an_unchanged_tree_has_no_problems(tree: Path, url: str) -> None:
    found = verify(open_store(url))
    in_folder = verify(open_store(str(tree)))
    assert found == replace(in_folder, statements=found.statements)
    assert found.problems == ()
    assert found.versions == 2
    files = [path for path in tree.rglob("*") if path.is_file()]
    # The root's manifest, those of the two versions, .nojekyll and _headers are not counted.
    assert found.files == len(files) - 5


def test_only_a_folder_proves_that_there_are_no_other_files(tree: Path, url: str) -> None:
    (tree / "1.0.0/evil.html").write_text("x")
    assert messages(str(tree)) == ["1.0.0/evil.html is not in the manifest"]
    assert verify(open_store(str(tree))).statements == ()
    assert messages(url) == []
    [statement] = verify(open_store(url)).statements
    assert (
        english().phrase(statement).startswith("Not proven: that the site serves no other files.")
    )


def test_files_that_hosts_hide_are_not_needed_for_the_proof(tree: Path, url: str) -> None:
    rewrite(tree / ".nojekyll", "<p>There is no such page.</p>")  # what some hosts answer
    assert messages(url) == []
    assert messages(str(tree)) == [".nojekyll differs"]
    (tree / ".nojekyll").unlink()
    (tree / "_headers").unlink()
    assert messages(url) == []


class _Slow(http.server.BaseHTTPRequestHandler):
    """Sends bytes of a header or of a file until the client gives up."""

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        head = b"HTTP/1.0 200 OK\r\n" + (b"X: " if "header" in self.path else b"\r\n")
        with suppress(OSError):
            self.wfile.write(head)
            while not self.server.stopped.wait(0.01):  # type: ignore[attr-defined]
                self.wfile.write(b"x")


@pytest.fixture
def slow_url() -> Iterator[str]:
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Slow)
    server.stopped = threading.Event()  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever)
    thread.start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.stopped.set()  # type: ignore[attr-defined]
    server.shutdown()
    thread.join()
    server.server_close()


@pytest.mark.parametrize("path", ["header", "body"])
def test_a_slow_server_does_not_keep_the_reader_waiting(slow_url: str, path: str) -> None:
    store = WebStore(f"{slow_url}/{path}", max_seconds=0.5)
    with pytest.raises(RefusedError, match=r"PB828: .* took longer than 0 seconds"):
        store.read("manifest.json")


def test_large_files_and_long_lists_are_refused(tree: Path, url: str) -> None:
    with pytest.raises(RefusedError, match=r"PB828: .*a file is larger than 100 bytes"):
        verify(WebStore(url, max_bytes=100))
    with pytest.raises(RefusedError, match=r"PB828: .*it lists more than 5 files"):
        verify(WebStore(url, max_files=5))


class _Redirecting(http.server.BaseHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""

    def do_GET(self) -> None:
        self.send_response(302)
        self.send_header("Location", "ftp://127.0.0.1/manifest.json")
        self.end_headers()


def test_a_redirect_to_another_protocol_is_refused() -> None:
    server = http.server.HTTPServer(("127.0.0.1", 0), _Redirecting)
    thread = threading.Thread(target=server.handle_request)
    thread.start()
    with pytest.raises(RefusedError, match=r"PB828: .*redirected to ftp://"):
        verify(open_store(f"http://127.0.0.1:{server.server_port}"))
    thread.join()
    server.server_close()


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
def test_a_changed_file_is_reported(tree: Path, url: str, path: str, lines: list[str]) -> None:
    rewrite(tree / path, "something else")
    assert messages(url) == lines
    if "manifest" not in path:
        assert messages(str(tree))[: len(lines)] == lines


def test_a_missing_file_is_reported(tree: Path, url: str) -> None:
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
def test_what_is_not_a_published_tree_is_refused(tree: Path, url: str, text: str) -> None:
    rewrite(tree / "manifest.json", text)
    for location in (url, str(tree), f"{url}/nowhere", str(tree / "nowhere")):
        with pytest.raises(RefusedError, match=r"PB828: this is not a published tree"):
            verify(open_store(location))


def test_a_server_that_does_not_answer_is_reported() -> None:
    with pytest.raises(RefusedError, match=r"PB828: .*Connection refused"):
        verify(open_store("http://127.0.0.1:9/"))


@pytest.mark.parametrize("path", ["r/evil/index.html", "releases/9.9.9/x.js", "assets/evil.js"])
def test_a_file_in_a_generated_folder_that_no_manifest_lists_is_reported(
    tree: Path, path: str
) -> None:
    (tree / path).parent.mkdir(parents=True, exist_ok=True)
    (tree / path).write_text("evil")
    assert messages(str(tree)) == [f"{path} is not in the manifest"]


def unlist(tree: Path, *folders: str) -> None:
    """Take all files of these folders, or all files, out of the root manifest."""
    recorded = json.loads((tree / "manifest.json").read_bytes())
    recorded["files"] = {
        path: hash for path, hash in recorded["files"].items()
        if folders and not path.startswith(folders)
    }  # fmt: skip
    rewrite(tree / "manifest.json", json.dumps(recorded))


@pytest.mark.parametrize("folder", ["r/", "releases/", "en/r/"])
def test_a_page_that_was_forged_and_taken_out_of_the_manifest_is_reported(
    tree: Path, folder: str
) -> None:
    unlist(tree, folder)
    pages = [str(path.relative_to(tree)) for path in (tree / folder).rglob("*") if path.is_file()]
    rewrite(tree / pages[0], "forged")
    assert messages(str(tree)) == [f"{path} is not in the manifest" for path in sorted(pages)]


def damaged(change: str, tree: Path) -> None:
    text = (tree / "manifest.json").read_text(encoding="utf-8").rstrip()
    recorded = json.loads(text)
    if change == "no files":
        unlist(tree)
    elif change == "no start page":
        unlist(tree, "index.html")
    elif change == "a key twice":
        rewrite(tree / "manifest.json", f'{text[:-1]}, "files": {json.dumps(recorded["files"])}}}')
    else:
        rewrite(tree / "manifest.json", json.dumps({**recorded, "previous": change}))


@pytest.mark.parametrize("change", ["no files", "no start page", "a key twice", "x", "A" * 64])
def test_a_root_manifest_that_hides_or_invents_is_damaged(tree: Path, change: str) -> None:
    damaged(change, tree)
    rewrite(tree / "index.html", "forged")
    with pytest.raises(RefusedError) as error:
        verify(open_store(str(tree)))
    assert [problem.code for problem in error.value.problems] == ["PB828"]


def test_an_own_file_next_to_generated_files_is_allowed(tree: Path) -> None:
    (tree / "own").mkdir()
    (tree / "own/page.html").write_text("own")
    (tree / "robots.txt").write_text("User-agent: *\n")
    result = verify(open_store(str(tree)))
    assert (result.problems, result.statements) == ((), ())


def test_own_files_by_which_a_host_redirects_pages_are_named_as_not_proven(tree: Path) -> None:
    for name in ("_redirects", ".htaccess"):
        (tree / name).write_text("/* https://evil.example/\n")
    result = verify(open_store(str(tree)))
    assert result.problems == ()
    [statement] = map(english().phrase, result.statements)
    assert statement.endswith("by a file that no manifest lists: .htaccess, _redirects.")
