"""The script that keeps the comment, run as CI runs it against a server that plays the hosts' APIs.

The server is ours: it answers as the hosts' documentation says, pages included. What GitHub and
GitLab really do with the calls is not shown here.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

import pytest

from support import TESTS

ROOT = TESTS.parent
ISSUES = "/repos/company/handbook/issues"
PLACES = {
    "gitlab": ("/api/v4/projects/7/merge_requests/3/notes", None),
    "github": (f"{ISSUES}/3/comments", f"{ISSUES}/comments"),
}
"""Where a host lists the comments, and where each one is if not below that."""


@dataclass
class Host:
    """A code host with one pull request: its comments, the oldest first, and the calls it got."""

    name: str
    url: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    refuses: bool = False

    def add(self, body: str, *, ours: bool = True) -> None:
        number = 1 + max((one["id"] for one in self.comments), default=0)
        author = {"author": {"id": 42 if ours else 5}}
        user = {"user": {"type": "Bot" if ours else "User"}}
        self.comments.append(
            {"id": number, "body": body, **(author if self.name == "gitlab" else user)}
        )

    def bodies(self) -> list[str]:
        return [one["body"] for one in self.comments]

    def answer(self, method: str, path: str, token: str, sent: bytes) -> tuple[int, Any]:
        """Status and value of one call, as the host gives them."""
        self.calls.append(method)
        asked, given = urlsplit(path), json.loads(sent) if sent else {}
        if self.refuses or token != ("secret" if self.name == "gitlab" else "Bearer secret"):
            return 403, {"message": "403 Forbidden"}
        many, one = PLACES[self.name]
        if (method, asked.path, self.name) == ("GET", "/api/v4/user", "gitlab"):
            return 200, {"id": 42}
        if (method, asked.path) == ("GET", many):
            wanted = {key: values[0] for key, values in parse_qs(asked.query).items()}
            size, page = int(wanted.get("per_page", 20)), int(wanted.get("page", 1))
            return 200, self.comments[(page - 1) * size : page * size]
        if (method, asked.path) == ("POST", many):
            self.add(given["body"])
            return 201, self.comments[-1]
        folder, _, number = asked.path.rpartition("/")
        found = [note for note in self.comments if str(note["id"]) == number]
        if folder != (one or many) or not found:
            return 404, {"message": "404 Not found"}
        if method == ("PUT" if self.name == "gitlab" else "PATCH"):
            found[0]["body"] = given["body"]
            return 200, found[0]
        if method == "DELETE":
            self.comments.remove(found[0])
            return 204, None
        return 405, {"message": "405 Method Not Allowed"}


@pytest.fixture(params=["gitlab", "github"])
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    played = Host(request.param)

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            token = self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization") or ""
            status, value = played.answer(self.command, self.path, token, sent)
            self.send_response(status)
            self.end_headers()
            if value is not None:
                self.wfile.write(json.dumps(value).encode())

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = do  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Nothing is printed."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        played.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield played
        server.shutdown()
        thread.join()


Keep = Callable[[str], tuple[int, str]]


@pytest.fixture
def keep(host: Host, tmp_path: Path) -> Keep:
    """Runs the script with a comment, in the environment that a job of the host has."""
    environment = {
        "gitlab": {
            "CI_API_V4_URL": f"{host.url}/api/v4", "CI_PROJECT_ID": "7",
            "CI_MERGE_REQUEST_IID": "3", "PLAYBOOK_TOKEN": "secret",
        },
        "github": {
            "GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": "company/handbook", "NUMBER": "3",
            "GH_TOKEN": "secret",
        },
    }[host.name]  # fmt: skip

    def run(body: str) -> tuple[int, str]:
        file = tmp_path / "comment.md"
        file.write_text(body, encoding="utf-8")
        command = [sys.executable, str(ROOT / ".ci" / "keep_comment.py"), str(file)]
        done = subprocess.run(command, env=environment, capture_output=True, text=True, check=False)
        return done.returncode, done.stdout + done.stderr

    return run


FIRST = "<!-- playbook -->\n## Vad som ändras\n\n- ”Å” & <b>\n"
SECOND = "<!-- playbook -->\n## Ingenting ändras\n"


def test_one_comment_is_written_and_then_kept_up_to_date(host: Host, keep: Keep) -> None:
    host.add("Looks good to me.", ours=False)
    assert keep(FIRST) == (0, "the comment is written\n")
    host.add("Thanks!", ours=False)
    assert keep(SECOND) == (0, "the comment is up to date\n")
    assert host.bodies() == ["Looks good to me.", SECOND, "Thanks!"]


def test_it_is_found_behind_hundreds_of_others(host: Host, keep: Keep) -> None:
    for number in range(250):
        host.add(f"Remark {number}", ours=False)
    host.add(FIRST)
    assert keep(SECOND)[0] == 0
    assert host.bodies()[250:] == [SECOND]


def test_two_jobs_at_once_leave_two_and_the_next_takes_one_away(host: Host, keep: Keep) -> None:
    host.add(FIRST)
    host.add(FIRST)
    assert keep(SECOND)[0] == 0
    assert host.bodies() == [SECOND]


def test_what_others_wrote_is_not_ours_even_with_the_mark(host: Host, keep: Keep) -> None:
    host.add(f"{FIRST}A joke", ours=False)
    assert keep(SECOND)[0] == 0
    assert host.bodies() == [f"{FIRST}A joke", SECOND]


def test_a_token_that_may_not_comment_is_said_in_a_line(host: Host, keep: Keep) -> None:
    host.refuses = True
    status, said = keep(FIRST)
    assert (status, host.bodies()) == (2, [])
    assert said == "the code host says 403 Forbidden: may the token comment?\n"


def test_an_empty_file_leaves_the_comment_as_it_was(host: Host, keep: Keep) -> None:
    host.add(FIRST)
    assert keep("") == (2, "there is no comment to keep: see why playbook comment failed\n")
    assert (host.bodies(), host.calls) == ([FIRST], [])


def test_outside_a_job_it_says_what_is_missing(tmp_path: Path) -> None:
    file = tmp_path / "comment.md"
    file.write_text(FIRST, encoding="utf-8")
    command = [sys.executable, str(ROOT / ".ci" / "keep_comment.py"), str(file)]
    done = subprocess.run(command, env={}, capture_output=True, text=True, check=False)
    assert done.returncode == 2
    assert done.stderr == "GITHUB_API_URL is not set: run this in a job of a pull request\n"
