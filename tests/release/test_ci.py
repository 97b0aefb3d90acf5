"""The release jobs of both hosts match the vendors' schemas, and their commands run here."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from factories import ROOT, bare_repository, commit, git, project

GITHUB, GITLAB = ".github/workflows/release.yml", ".gitlab-ci.yml"


def load(name: str) -> Any:
    return yaml.load((ROOT / name).read_text(encoding="utf-8"), yaml.BaseLoader)


@pytest.mark.slow
def test_github_workflow_is_valid_by_its_schema() -> None:
    schema = ["--builtin-schema", "vendor.github-workflows", str(ROOT / GITHUB)]
    subprocess.run([sys.executable, "-m", "check_jsonschema", *schema], check=True)


def publishing_script(host: str) -> tuple[str, dict[str, str]]:
    """The script that a host runs after the installation, and its variables."""
    if host == "gitlab":
        job = load(GITLAB)["pages"]
        return "\n".join(job["script"]), {"CI_COMMIT_TAG": "v1.0.0", **job["variables"]}
    job = load(GITHUB)["jobs"]["publish"]
    steps = [step["run"] for step in job["steps"] if step.get("name") in ("Publish", "Verify")]
    return "\n".join(steps), {"GITHUB_REF_NAME": "v1.0.0", **job["env"]}


@pytest.mark.slow
@pytest.mark.parametrize(("host", "branch"), [("github", "gh-pages"), ("gitlab", "pages")])
def test_ci_commands_publish_a_tag(tmp_path: Path, host: str, branch: str) -> None:
    repo, remote = (
        project(tmp_path / "repo", with_package=False),
        bare_repository(tmp_path / "remote.git"),
    )
    (repo / "changes").mkdir()
    (repo / "changes" / "1.0.0.yml").write_text("version: 1.0.0\nclass: major\n")
    commit(repo, "Release 1.0.0")
    git(repo, "tag", "v1.0.0")
    git(repo, "remote", "add", "origin", str(remote))
    bin = tmp_path / "bin"
    bin.mkdir()
    command = bin / "playbook"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m playbook "$@"\n')
    command.chmod(0o755)
    script, variables = publishing_script(host)
    path = {"PATH": f"{bin}:{os.environ['PATH']}", "PYTHONPATH": str(ROOT / "hooks")}
    done = subprocess.run(
        ["sh", "-e", "-c", script], cwd=repo, env={**os.environ, **variables, **path},
        capture_output=True, text=True,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout + done.stderr
    assert "1 version, " in done.stdout
    assert git(remote, "ls-tree", "--name-only", branch).splitlines()[:4] == [
        ".nojekyll", "1.0.0", "404.html", "_headers",
    ]  # fmt: skip
