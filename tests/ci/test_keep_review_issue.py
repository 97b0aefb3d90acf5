"""One issue lists the reviews that are due, on both hosts."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest

from support import TESTS

SCRIPT = TESTS.parent / ".ci" / "keep_review_issue.py"
PATHS = {"github": "/repos/company/handbook/issues", "gitlab": "/projects/7/issues"}
DUE = {"id": "be-civil", "kind": "policy", "owner": "editor", "review_by": "2026-12-01",
       "standing": "overdue"}  # fmt: skip
LATER = {**DUE, "id": "be-brief", "standing": "later"}


def author(name: str, *, ours: bool) -> dict[str, Any]:
    """The author of an issue on a host: the account of the job's token, or a person."""
    if name == "gitlab":
        return {"author": {"id": 42 if ours else 5}}
    return {"user": {"type": "Bot" if ours else "User"}}


@contextmanager
def issue_host(name: str) -> Iterator[tuple[str, list[dict[str, Any]]]]:
    """A running code host; yields its address and its issues."""
    issues: list[dict[str, Any]] = []
    key, text = ("number", "body") if name == "github" else ("iid", "description")

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            if self.path == "/user":
                self._answer({"id": 42})
                return
            newest_first = reversed(issues)
            self._answer([issue for issue in newest_first if issue["is_open"]])

        def do_POST(self) -> None:
            assert self.path == PATHS[name]
            fields = self._fields()
            number = len(issues) + 1
            issues.append({key: number, "is_open": True, "title": fields["title"],
                           text: fields[text], **author(name, ours=True)})  # fmt: skip
            self._answer(issues[-1])

        def do_PATCH(self) -> None:
            issue = issues[int(self.path.rpartition("/")[2]) - 1]
            fields = self._fields()
            issue.update({text: fields[text]} if text in fields else {"is_open": False})
            self._answer(issue)

        def do_PUT(self) -> None:
            self.do_PATCH()

        def _fields(self) -> dict[str, str]:
            fields: dict[str, str] = json.loads(
                self.rfile.read(int(self.headers["Content-Length"]))
            )
            return fields

        def _answer(self, value: Any) -> None:
            body = json.dumps(value).encode()
            self.send_response(200)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_address[1]}", issues
    finally:
        server.shutdown()
        server.server_close()
        thread.join()


def report_reviews(name: str, url: str, folder: Path, *reviews: object) -> str:
    """Run the script with a report of these reviews; returns its output, or its error."""
    return run(name, url, folder, {"reviews": reviews})


def run(name: str, url: str, folder: Path, report_value: object) -> str:
    """Run the script with a report; returns its output, or its error."""
    report = folder / "health.json"
    report.write_text(json.dumps(report_value), encoding="utf-8")
    variables = {
        "github": {"GITHUB_API_URL": url, "GH_TOKEN": "x", "GITHUB_REPOSITORY": "company/handbook"},
        "gitlab": {"CI_API_V4_URL": url, "PLAYBOOK_COMMENT_TOKEN": "x", "CI_PROJECT_ID": "7"},
    }[name]
    env = {key: value for key, value in os.environ.items() if not key.startswith(("GITHUB", "CI"))}
    done = subprocess.run(
        [sys.executable, str(SCRIPT), str(report)],
        env={**env, **variables}, capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert "Traceback" not in done.stderr
    return (done.stdout or done.stderr).strip()


@pytest.mark.parametrize("name", PATHS)
def test_the_issue_is_created_updated_and_closed(name: str, tmp_path: Path) -> None:
    text = "body" if name == "github" else "description"
    with issue_host(name) as (url, issues):
        assert report_reviews(name, url, tmp_path, LATER) == "nothing is due"
        assert issues == []
        assert report_reviews(name, url, tmp_path, DUE, LATER) == "the issue is created"
        assert "\n- `be-civil` (policy): 2026-12-01\n" in issues[0][text]
        assert "be-brief" not in issues[0][text]
        second = {**DUE, "id": "be-kind", "owner": None}
        assert report_reviews(name, url, tmp_path, DUE, second) == "the issue is up to date"
        assert "**nobody**" in issues[0][text]
        assert len(issues) == 1
        assert report_reviews(name, url, tmp_path, LATER) == "the issue is closed"
        assert not issues[0]["is_open"]


def test_a_value_that_is_not_an_id_is_refused(tmp_path: Path) -> None:
    with issue_host("github") as (url, issues):
        assert "unexpected value" in report_reviews(
            "github", url, tmp_path, {**DUE, "owner": "@everybody"}
        )
        assert issues == []


@pytest.mark.parametrize("name", PATHS)
def test_what_somebody_else_wrote_with_our_mark_is_left_alone(name: str, tmp_path: Path) -> None:
    key, text = ("number", "body") if name == "github" else ("iid", "description")
    with issue_host(name) as (url, issues):
        assert report_reviews(name, url, tmp_path, DUE) == "the issue is created"
        ours = issues[0][text]
        stranger = {"is_open": True, "title": "Mine", text: f"{ours}\nA joke"}
        issues.append({**stranger, key: 2, **author(name, ours=False)})
        issues.append({**stranger, key: 3, "user": None, "author": None})
        if name == "github":
            pull_request = {**stranger, key: 4, "pull_request": {"url": url}}
            issues.append({**pull_request, **author(name, ours=True)})
        others = [dict(issue) for issue in issues[1:]]
        assert (
            report_reviews(name, url, tmp_path, DUE, {**DUE, "id": "be-kind"})
            == "the issue is up to date"
        )
        assert "be-kind" in issues[0][text]
        assert report_reviews(name, url, tmp_path, LATER) == "the issue is closed"
        assert not issues[0]["is_open"]
        assert issues[1:] == others


def test_a_list_that_is_too_long_for_the_host_counts_the_rest(tmp_path: Path) -> None:
    many = [{**DUE, "id": f"{'long-' * 10}{n}", "owner": f"owner-{n % 7}"} for n in range(2000)]
    with issue_host("github") as (url, issues):
        assert report_reviews("github", url, tmp_path, *many) == "the issue is created"
        body = issues[0]["body"]
    assert 50_000 < len(body) < 65_536
    listed = len(re.findall(r"(?m)^- `", body))
    assert f"\n{len(many) - listed} more are due.\n" in body
    assert body.count("**owner-0**") == 1


@pytest.mark.parametrize(
    "report",
    [[], 7, {}, {"reviews": None}, {"reviews": [7]}, {"reviews": [{**DUE, "id": None}]},
     {"reviews": [{**DUE, "owner": ["a"]}]}, {"reviews": [{**DUE, "owner": 1}, DUE]}],
)  # fmt: skip
def test_a_report_of_another_shape_is_refused_on_one_line(report: object, tmp_path: Path) -> None:
    with issue_host("github") as (url, issues):
        output = run("github", url, tmp_path, report)
        assert output.startswith("the report ")
        assert "\n" not in output
        assert issues == []
