"""A test server for the APIs of GitHub and GitLab: one request, its comments and its pipelines.

The server answers as described in the documentation of the hosts, with pagination. It cannot show
how the real hosts behave.
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
COMMENT_PATHS = {
    "gitlab": (f"{PROJECT}/merge_requests/3/notes", None),
    "github": (f"{ISSUES}/3/comments", f"{ISSUES}/comments"),
}
"""By host: the path of the list of comments, and the path of a single comment if it differs."""
REPORT_PIPELINE = {"id": 21, "project_id": 7, "source": "merge_request_event"}
REPORT_JOB = {"id": 31, "name": "report"}
Answer = tuple[int, Any]


@dataclass
class Host:
    """A code host with request 3: its comments, the oldest first, and the received calls."""

    name: str
    url: str = ""
    comments: list[dict[str, Any]] = field(default_factory=list)
    calls: list[str] = field(default_factory=list)
    refuses: bool = False
    gets: dict[str, Any] = field(default_factory=dict)
    """The responses of other paths: a JSON value, the bytes of a file, or a URL to redirect to."""
    fails: dict[str, int] = field(default_factory=dict)
    """Paths that respond with an error status."""
    tokens: dict[str, str] = field(default_factory=dict)
    """The last token that was sent to each path in ``gets``."""

    def add(self, body: str, *, ours: bool = True) -> None:
        """Add a comment, written by the report's account (``ours``) or by a person."""
        number = 1 + max((comment["id"] for comment in self.comments), default=0)
        author = {"author": {"id": 42 if ours else 5}}
        user = {"user": {"type": "Bot" if ours else "User"}}
        self.comments.append(
            {"id": number, "body": body, **(author if self.name == "gitlab" else user)}
        )

    def bodies(self) -> list[str]:
        return [comment["body"] for comment in self.comments]

    def add_report(self, content: bytes) -> None:
        """Give request 3 on GitLab a pipeline with a report."""
        self.gets = {
            f"{PROJECT}/merge_requests": [{"iid": 3}],
            f"{PROJECT}/merge_requests/3/pipelines": [REPORT_PIPELINE],
            f"{PROJECT}/pipelines/21/jobs": [REPORT_JOB],
            f"{PROJECT}/jobs/31/artifacts/comment.md": content,
            "/api/v4/user": {"id": 42},
        }

    def answer(self, method: str, path: str, token: str, body: bytes) -> Answer:
        """The status and the value with which the host answers a call."""
        url = urlsplit(path)
        self.calls.append(f"{method} {url.path}")
        if url.path in self.gets:
            self.tokens[url.path] = token
        if url.path.startswith("/storage/"):
            return 200, self.gets[url.path]
        if self.refuses or token != ("secret" if self.name == "gitlab" else "Bearer secret"):
            return 403, {"message": "403 Forbidden"}
        if url.path in self.fails:
            return self.fails[url.path], {"message": "failed"}
        if method == "GET" and url.path in self.gets:
            return 200, page_of(self.gets[url.path], url.query)
        return self._comment(method, url.path, url.query, body)

    def _comment(self, method: str, path: str, query: str, body: bytes) -> Answer:
        list_path, comment_folder = COMMENT_PATHS[self.name]
        if (method, path) == ("GET", list_path):
            return 200, page_of(self.comments, query)
        if (method, path) == ("POST", list_path):
            self.add(json.loads(body)["body"])
            return 201, self.comments[-1]
        folder, _, number = path.rpartition("/")
        matches = [note for note in self.comments if str(note["id"]) == number]
        if folder != (comment_folder or list_path) or not matches:
            return 404, {"message": "404 Not found"}
        if method == ("PUT" if self.name == "gitlab" else "PATCH"):
            matches[0]["body"] = json.loads(body)["body"]
            return 200, matches[0]
        if method == "DELETE":
            self.comments.remove(matches[0])
            return 204, None
        return 405, {"message": "405 Method Not Allowed"}


def page_of(value: Any, query: str) -> Any:
    """The requested page of a list; other values are returned unchanged."""
    parameters = {key: values[0] for key, values in parse_qs(query).items()}
    size, page = int(parameters.get("per_page", 20)), int(parameters.get("page", 1))
    return value[(page - 1) * size : page * size] if isinstance(value, list) else value


@contextmanager
def serving(host: Host) -> Iterator[Host]:
    """Run the host as a server on this machine, and set its ``url``."""

    class Handler(BaseHTTPRequestHandler):
        def handle_call(self) -> None:
            body = self.rfile.read(int(self.headers.get("Content-Length") or 0))
            token = self.headers.get("PRIVATE-TOKEN") or self.headers.get("Authorization") or ""
            status, value = host.answer(self.command, self.path, token, body)
            if isinstance(value, str):  # a redirect
                self.send_response(302)
                self.send_header("Location", value)
            else:
                self.send_response(status)
            self.end_headers()
            if isinstance(value, bytes):
                self.wfile.write(value)
            elif value is not None:
                self.wfile.write(json.dumps(value).encode())

        do_GET = do_POST = do_PUT = do_PATCH = do_DELETE = handle_call  # noqa: N815

        def log_message(self, format: str, *args: Any) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        host.url = f"http://127.0.0.1:{server.server_address[1]}"
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield host
        server.shutdown()
        thread.join()
