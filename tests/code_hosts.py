"""A server that plays the APIs of GitHub and GitLab: one request, its comments and its pipelines.

It answers as the hosts' documentation says, pages included. What GitHub and GitLab really do with
the calls is not shown by it.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Thread
from typing import Any
from urllib.parse import parse_qs, urlsplit

ISSUES = "/repos/company/handbook/issues"
PROJECT = "/api/v4/projects/7"
PLACES = {
    "gitlab": (f"{PROJECT}/merge_requests/3/notes", None),
    "github": (f"{ISSUES}/3/comments", f"{ISSUES}/comments"),
}
"""Where a host lists the comments, and where each one is if not below that."""
REPORT_PIPELINE = {"id": 21, "project_id": 7, "source": "merge_request_event"}
REPORT_JOB = {"id": 31, "name": "report"}
Answer = tuple[int, Any]


@dataclass
class Host:
    """A code host with the request 3: its comments, the oldest first, and the calls it got."""

    name: str
    url: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    refuses: bool = False
    gets: dict[str, Any] = field(default_factory=dict)
    """What other addresses give: a value, the bytes of a file, or the address they lead to."""
    fails: dict[str, int] = field(default_factory=dict)
    """Addresses that answer with a status that is no success."""
    tokens: dict[str, str] = field(default_factory=dict)
    """The last token that each of those addresses got."""

    def add(self, body: str, *, ours: bool = True) -> None:
        number = 1 + max((one["id"] for one in self.comments), default=0)
        author = {"author": {"id": 42 if ours else 5}}
        user = {"user": {"type": "Bot" if ours else "User"}}
        self.comments.append(
            {"id": number, "body": body, **(author if self.name == "gitlab" else user)}
        )

    def bodies(self) -> list[str]:
        return [one["body"] for one in self.comments]

    def report(self, content: bytes) -> None:
        """Let the request 3 on GitLab have a pipeline with a report."""
        self.gets = {
            f"{PROJECT}/merge_requests": [{"iid": 3}],
            f"{PROJECT}/merge_requests/3/pipelines": [REPORT_PIPELINE],
            f"{PROJECT}/pipelines/21/jobs": [REPORT_JOB],
            f"{PROJECT}/jobs/31/artifacts/comment.md": content,
            "/api/v4/user": {"id": 42},
        }

    def answer(self, method: str, path: str, token: str, sent: bytes) -> Answer:
        """Status and value of one call, as the host gives them."""
        asked = urlsplit(path)
        self.calls.append(f"{method} {asked.path}")
        if asked.path in self.gets:
            self.tokens[asked.path] = token
        if asked.path.startswith("/storage/"):
            return 200, self.gets[asked.path]
        if self.refuses or token != ("secret" if self.name == "gitlab" else "Bearer secret"):
            return 403, {"message": "403 Forbidden"}
        if asked.path in self.fails:
            return self.fails[asked.path], {"message": "failed"}
        if method == "GET" and asked.path in self.gets:
            return 200, paged(self.gets[asked.path], asked.query)
        return self._comment(method, asked.path, asked.query, sent)

    def _comment(self, method: str, path: str, query: str, sent: bytes) -> Answer:
        many, one = PLACES[self.name]
        if (method, path) == ("GET", many):
            return 200, paged(self.comments, query)
        if (method, path) == ("POST", many):
            self.add(json.loads(sent)["body"])
            return 201, self.comments[-1]
        folder, _, number = path.rpartition("/")
        found = [note for note in self.comments if str(note["id"]) == number]
        if folder != (one or many) or not found:
            return 404, {"message": "404 Not found"}
        if method == ("PUT" if self.name == "gitlab" else "PATCH"):
            found[0]["body"] = json.loads(sent)["body"]
            return 200, found[0]
        if method == "DELETE":
            self.comments.remove(found[0])
            return 204, None
        return 405, {"message": "405 Method Not Allowed"}


def paged(value: Any, query: str) -> Any:
    """The page of a list that a query asks for."""
    wanted = {key: values[0] for key, values in parse_qs(query).items()}
    size, page = int(wanted.get("per_page", 20)), int(wanted.get("page", 1))
    return value[(page - 1) * size : page * size] if isinstance(value, list) else value


@contextmanager
def serving(played: Host) -> Iterator[Host]:
    """The host, reachable at its address as long as this lasts."""

    class Handler(BaseHTTPRequestHandler):
        def do(self) -> None:
            sent = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            token = self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization") or ""
            status, value = played.answer(self.command, self.path, token, sent)
            if isinstance(value, str):  # it leads elsewhere
                self.send_response(302)
                self.send_header("Location", value)
            else:
                self.send_response(status)
            self.end_headers()
            if isinstance(value, bytes):
                self.wfile.write(value)
            elif value is not None:
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
