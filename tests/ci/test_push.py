"""Checks that CI pushes to a git server that requires a token, without storing the token."""

from __future__ import annotations

import base64
import os
import subprocess
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any
from urllib.parse import urlsplit

import pytest
import yaml

from support import TESTS, TIMEOUT_SECONDS

ROOT = TESTS.parent
TOKEN = "glpat-Secret-123"
PLAYBOOK = """#!/bin/sh
echo "token: ${PLAYBOOK_PUSH_TOKEN-none}"
mkdir -p schema playbook_data
echo "$1" > schema/names.json
touch playbook_data/it
"""
"""Replaces the generator: writes the schemas, and prints the token if it can read it."""


def git(folder: Path, *arguments: str) -> str:
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.com"]
    command = ["git", *identity, *arguments]
    return subprocess.run(command, cwd=folder, check=True, capture_output=True, text=True).stdout


@pytest.fixture
def server(tmp_path: Path) -> Iterator[str]:
    """The URL of a git server with the repository company/handbook.git."""
    bare = tmp_path / "served" / "company" / "handbook.git"
    bare.mkdir(parents=True)
    git(bare, "init", "--quiet", "--bare", "--initial-branch=main")
    git(bare, "config", "http.receivepack", "true")
    authorization = "Basic " + base64.b64encode(f"x-access-token:{TOKEN}".encode()).decode()

    class Handler(BaseHTTPRequestHandler):
        def handle_call(self) -> None:
            pushes = "git-receive-pack" in self.path
            if pushes and self.headers.get("Authorization") != authorization:
                self.send_response(401)
                self.send_header("WWW-Authenticate", 'Basic realm="git"')
                self.end_headers()
                return
            self._backend(self.rfile.read(int(self.headers.get("Content-Length") or 0)))

        do_GET = do_POST = handle_call  # noqa: N815

        def _backend(self, body: bytes) -> None:
            url = urlsplit(self.path)
            variables = {
                "GIT_PROJECT_ROOT": str(tmp_path / "served"), "GIT_HTTP_EXPORT_ALL": "1",
                "PATH_INFO": url.path, "QUERY_STRING": url.query,
                "REQUEST_METHOD": self.command, "REMOTE_USER": "x-access-token",
                "CONTENT_TYPE": self.headers.get("Content-Type", ""),
                "CONTENT_LENGTH": str(len(body)),
            }  # fmt: skip
            done = subprocess.run(
                ["git", "http-backend"], input=body, capture_output=True, check=False,
                env={**os.environ, **variables},
            )  # fmt: skip
            head, _, content = done.stdout.partition(b"\r\n\r\n")
            fields = dict(line.split(": ", 1) for line in head.decode().split("\r\n"))
            self.send_response(int(fields.pop("Status", "200").split()[0]))
            for name, value in fields.items():
                self.send_header(name, value)
            self.end_headers()
            self.wfile.write(content)

        def log_message(self, format: str, *args: Any) -> None:
            """Print nothing."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as served:
        thread = Thread(target=served.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield f"http://127.0.0.1:{served.server_address[1]}"
        served.shutdown()
        thread.join()


@pytest.fixture
def clone(server: str, tmp_path: Path) -> Path:
    """A clone as in CI: without credentials, and with the CI scripts."""
    folder = tmp_path / "clone"
    folder.mkdir()
    git(folder, "init", "--quiet", "--initial-branch=main")
    (folder / ".ci").mkdir()
    for name in ("freshen", "askpass"):
        (folder / ".ci" / name).write_bytes((ROOT / ".ci" / name).read_bytes())
        (folder / ".ci" / name).chmod((ROOT / ".ci" / name).stat().st_mode)
    git(folder, "add", ".")
    git(folder, "commit", "--quiet", "--message=The handbook")
    git(folder, "push", "--quiet", str(tmp_path / "served/company/handbook.git"), "main")
    git(folder, "remote", "add", "origin", f"{server}/company/handbook.git")
    return folder


def run(clone: Path, script: str, **variables: str) -> str:
    """Run the script of a job without the user's git settings; returns its output."""
    command = clone.parent / "bin" / "playbook"
    command.parent.mkdir(exist_ok=True)
    command.write_text(PLAYBOOK, encoding="utf-8")
    command.chmod(0o755)
    python = clone.parent / "bin" / "python"
    if not python.exists():  # installs nothing, and prints the token if it sees it
        python.write_text('#!/bin/sh\necho "install: ${PLAYBOOK_PUSH_TOKEN-none}"\n', "utf-8")
        python.chmod(0o755)
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=clone, capture_output=True, text=True, check=False,
        timeout=TIMEOUT_SECONDS, stdin=subprocess.DEVNULL,
        env={
            "PATH": f"{command.parent}:{os.environ['PATH']}", "HOME": str(clone.parent),
            "GIT_CONFIG_NOSYSTEM": "1", "GIT_TERMINAL_PROMPT": "0", **variables,
        },
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


def commands(value: str | list[Any]) -> Iterator[str]:
    """The commands of a job in order, from a string or nested lists."""
    if isinstance(value, str):
        yield value
    else:
        for item in value:
            yield from commands(item)


def job_of(host: str, server: str, clone: Path) -> tuple[str, dict[str, str]]:
    """The script of the job that pushes schemas on a host, and its environment variables."""
    if host == "gitlab":
        job = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)
        suggestions = job["suggestions"]
        script = [*commands(suggestions["before_script"]), *commands(suggestions["script"])]
        return "\n".join(script), {
            "CI_PROJECT_DIR": str(clone), "CI_SERVER_URL": server, "CI_COMMIT_BRANCH": "main",
            "CI_PROJECT_PATH": "company/handbook", "PLAYBOOK_PUSH_TOKEN": TOKEN,
        }  # fmt: skip
    path = ROOT / ".github" / "workflows" / "handbook.yml"
    step = yaml.load(path.read_text("utf-8"), yaml.BaseLoader)["jobs"]["suggestions"]["steps"][-1]
    expression_values = {"${{ github.workspace }}": str(clone), "${{ github.token }}": TOKEN}
    variables = {}
    for name, value in step["env"].items():
        for expression, text in expression_values.items():
            value = value.replace(expression, text)
        variables[name] = value
    return step["run"], {"GITHUB_REF_NAME": "main", **variables}


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_schemas_are_pushed_with_a_token_that_no_other_program_can_read(
    server: str, clone: Path, tmp_path: Path, host: str
) -> None:
    script, variables = job_of(host, server, clone)
    output = run(clone, script, **variables)
    assert "token: none" in output
    assert "install: glpat" not in output
    assert ("install: none" in output) == (host == "gitlab")
    assert "does not accept this push" not in output
    bare = tmp_path / "served" / "company" / "handbook.git"
    assert git(bare, "log", "-1", "--format=%s", "main") == "Update schemas for text editors\n"
    assert git(bare, "show", "main:schema/names.json") == "schema\n"
    files_with_token = [
        path for path in tmp_path.rglob("*")
        if path.is_file() and TOKEN.encode() in path.read_bytes()
    ]  # fmt: skip
    assert files_with_token == []


@pytest.mark.parametrize("token", ["", "another"])
def test_a_token_without_push_permission_is_reported_without_failing_the_job(
    server: str, clone: Path, tmp_path: Path, token: str
) -> None:
    script, variables = job_of("gitlab", server, clone)
    output = run(clone, script, **{**variables, "PLAYBOOK_PUSH_TOKEN": token})
    assert "the branch main does not accept this push" in output
    bare = tmp_path / "served" / "company" / "handbook.git"
    assert git(bare, "log", "-1", "--format=%s", "main") == "The handbook\n"


def test_a_credential_helper_of_the_runner_is_not_used(
    server: str, clone: Path, tmp_path: Path
) -> None:
    """Runners may configure git to use the job token, which may not push."""
    helper = "!f() { echo username=gitlab-ci-token; echo password=job; }; f"
    git(clone, "config", "credential.helper", helper)
    script, variables = job_of("gitlab", server, clone)
    assert "does not accept this push" not in run(clone, script, **variables)


def test_a_gitlab_release_without_its_token_names_the_guide() -> None:
    document = yaml.load((ROOT / ".gitlab-ci.yml").read_text("utf-8"), yaml.BaseLoader)
    first = document["pages"]["before_script"][0]
    for token, status in (("", 1), (TOKEN, 0)):
        done = subprocess.run(
            ["sh", "-e", "-c", first], env={"PLAYBOOK_PUSH_TOKEN": token},
            capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == status
        assert ("RELEASES.md says how" in done.stdout) == bool(status)


def test_the_askpass_script_is_executable() -> None:
    assert (ROOT / ".ci" / "askpass").stat().st_mode & 0o111
    listed = git(ROOT, "ls-files", "--stage", ".ci/askpass", ".ci/run").splitlines()
    assert [line.split()[0] for line in listed] == ["100755", "100755"]
    command = [str(ROOT / ".ci" / "askpass"), "Password for 'https://x-access-token@host': "]
    done = subprocess.run(command, env={"PLAYBOOK_PUSH_TOKEN": TOKEN}, capture_output=True)
    assert done.stdout.decode() == f"{TOKEN}\n"
