"""A code host's answers about an issue, and a handbook with the commands of the workflow for it."""

from __future__ import annotations

import importlib.util
import json
import shutil
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from types import ModuleType
from typing import Any

import yaml

from playbook.project import DATA_FOLDER
from repositories import git
from support import SMALL, TESTS

CI = TESTS.parent / ".ci"
WORKFLOW = TESTS.parent / ".github" / "workflows" / "suggestions.yml"
REPOSITORY = "company/handbook"
BRANCH = "suggestion/issue-7"


def load() -> ModuleType:
    """The script that handles suggestions in issues."""
    spec = importlib.util.spec_from_file_location("suggestion_issue", CI / "suggestion_issue.py")
    assert spec
    assert spec.loader
    module = importlib.util.module_from_spec(spec)
    sys.path.insert(0, str(CI))
    try:
        spec.loader.exec_module(module)
    finally:
        sys.path.remove(str(CI))
    return module


@dataclass
class IssueHost:
    """A code host: its answers by path without the query, and what was sent to it."""

    url: str = ""
    answers: dict[str, Any] = field(default_factory=dict)
    sent: list[tuple[str, Any]] = field(default_factory=list)
    post_status: int = 201

    def forget(self) -> None:
        """Answer nothing, and accept everything."""
        self.answers, self.sent, self.post_status = {}, [], 201

    def add_issue(self, body: str | None, permission: str = "write") -> None:
        """Issue 7 with its current text, and what the person who sets the label may do."""
        root = f"/repos/{REPOSITORY}"
        self.answers[f"{root}/collaborators/ed/permission"] = {"permission": permission}
        self.answers[f"{root}/issues/7"] = {"body": body}


@contextmanager
def serving() -> Iterator[IssueHost]:
    """A code host that runs."""
    host = IssueHost()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.partition("?")[0]
            self._answer(200 if path in host.answers else 404, host.answers.get(path))

        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            host.sent.append((self.path, json.loads(body)))
            self._answer(host.post_status, {})

        def _answer(self, status: int, value: Any) -> None:
            body = json.dumps(value).encode()
            self.send_response(status)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        thread = Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        host.url = f"http://127.0.0.1:{served.server_address[1]}"
        yield host
        served.shutdown()
        thread.join()


def label_event(body: str | None, **changes: Any) -> dict[str, Any]:
    """The event that GitHub sends when somebody sets the label."""
    return {
        "action": "labeled", "label": {"name": "suggestion"}, "sender": {"login": "ed"},
        "issue": {"number": 7, "body": body}, **changes,
    }  # fmt: skip


def clone_in(folder: Path) -> Path:
    """A clone of the handbook, as a job has it; ``origin`` is a bare repository next to it."""
    origin, project = folder / "origin.git", folder / "clone"
    git(folder, "init", "--quiet", "--bare", "--initial-branch=main", str(origin))
    shutil.copytree(SMALL / DATA_FOLDER, project / DATA_FOLDER)
    git(project, "init", "--quiet", ".")
    git(project, "remote", "add", "origin", str(origin))
    git(project, "config", "user.name", "playbook")
    git(project, "config", "user.email", "playbook@localhost")
    git(project, "add", "--all")
    git(project, "commit", "--quiet", "--message", "The handbook")
    git(project, "push", "--quiet", "origin", "HEAD:main")
    return project


def step(name: str) -> str:
    """The commands of a step of the workflow."""
    jobs = yaml.load(WORKFLOW.read_text(encoding="utf-8"), yaml.BaseLoader)["jobs"]
    steps = [each for job in jobs.values() for each in job["steps"] if each.get("name") == name]
    return str(steps[0]["run"])


def job_variables(host: IssueHost, temp: Path) -> dict[str, str]:
    """The environment variables of a job of the workflow."""
    return {
        "GITHUB_ACTIONS": "true", "GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": REPOSITORY,
        "GITHUB_SERVER_URL": "https://github.com", "GITHUB_REF_NAME": "main", "GH_TOKEN": "x",
        "GITHUB_EVENT_PATH": str(temp / "event.json"), "RUNNER_TEMP": str(temp),
        "GITHUB_STEP_SUMMARY": str(temp / "summary.md"), "BRANCH": BRANCH,
    }  # fmt: skip


def commands_to_the_runner(log: str) -> list[str]:
    """The lines of a log that GitHub's runner obeys: after spaces, or of the old form anywhere."""
    return [line for line in log.splitlines() if line.strip().startswith("::") or "##[" in line]
