"""Checks that workflows are secure and pinned, and that those of the generator are separate."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sysconfig
from pathlib import Path
from typing import Any

import pytest
import yaml

from pipelines import EVENTS, Token, jobs, readable, runs
from support import TESTS

ROOT = TESTS.parent
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
GITLAB_FILES = [ROOT / ".gitlab-ci.yml", ROOT / ".gitlab" / "generator.yml"]
WORKFLOW_NAMES = [path.name for path in WORKFLOWS]


def load(path: Path) -> Any:
    return yaml.load(path.read_text(encoding="utf-8"), yaml.BaseLoader)


def findings(folder: Path) -> list[tuple[str, str]]:
    """The severity and audit name of each finding by zizmor, run offline on a folder."""
    command = [
        str(Path(sysconfig.get_path("scripts")) / "zizmor"), "--offline", "--persona=pedantic",
        "--no-progress", "--no-exit-codes", "--format=json", str(folder),
    ]  # fmt: skip
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    reported = json.loads(done.stdout)
    return [(finding["determinations"]["severity"], finding["ident"]) for finding in reported]


def test_zizmor_reports_nothing_above_informational() -> None:
    assert {level for level, _ in findings(ROOT / ".github")} <= {"Informational"}


def test_zizmor_reports_a_known_problem(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    shutil.copytree(ROOT / ".github" / "workflows", folder)
    path = folder / "release.yml"
    text = path.read_text(encoding="utf-8")
    text = re.sub(r"checkout@\w{40} # v[\d.]+", "checkout@v4", text)
    text = text.replace("          persist-credentials: false\n", "")
    text = text.replace('python-version: "3.12"', 'python-version: "3.12"\n          cache: pip')
    path.write_text(text, encoding="utf-8")
    assert {"unpinned-uses", "cache-poisoning"} <= {
        name for level, name in findings(tmp_path / ".github") if level == "High"
    }


def test_actions_are_pinned_by_digest_with_one_version_each() -> None:
    versions: dict[str, set[str]] = {}
    for path in WORKFLOWS:
        for line in path.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                pinned = re.fullmatch(
                    r"\s+(?:- )?uses: (\S+)@([0-9a-f]{40} # v\d+\.\d+\.\d+)", line
                )
                assert pinned, f"{path.name}: {line}"
                versions.setdefault(pinned[1], set()).add(pinned[2])
    assert len(versions) == 5
    assert {name: pins for name, pins in versions.items() if len(pins) > 1} == {}


def test_images_are_pinned_by_digest() -> None:
    all_jobs = [job for path in GITLAB_FILES for job in jobs(path.read_text("utf-8")).items()]
    assert {name for name, job in all_jobs if "image" not in job} == {"macos", "windows"}
    images = {job["image"] for _, job in all_jobs if "image" in job}
    assert images
    assert [name for name in images if not re.search(r":[\w.-]+@sha256:[0-9a-f]{64}$", name)] == []


@pytest.mark.parametrize("path", WORKFLOWS, ids=WORKFLOW_NAMES)
def test_a_workflow_has_minimal_permissions(path: Path) -> None:
    workflow = load(path)
    assert workflow["permissions"] == {"contents": "read"}
    assert workflow["concurrency"]["group"]
    for name, job in workflow["jobs"].items():
        assert int(job["timeout-minutes"]) <= 90, name


@pytest.mark.parametrize("path", WORKFLOWS, ids=WORKFLOW_NAMES)
def test_credentials_are_not_stored_and_are_limited_to_the_steps_that_need_them(path: Path) -> None:
    for name, job in load(path)["jobs"].items():
        assert "TOKEN" not in str(job.get("env", {})), name
        for step in job["steps"]:
            if step.get("uses", "").startswith("actions/checkout@"):
                assert step["with"]["persist-credentials"] == "false", name
            if "github.token" in str(step):
                assert re.search(
                    r"keep_comment|keep_review_issue|suggestion_issue|freshen|playbook publish",
                    step["run"],
                ), name


@pytest.mark.parametrize("path", WORKFLOWS, ids=WORKFLOW_NAMES)
def test_a_job_with_write_permission_uses_no_cache(path: Path) -> None:
    for name, job in load(path)["jobs"].items():
        if "write" in job.get("permissions", {}).values():
            assert not [step for step in job["steps"] if "cache" in step.get("with", {})], name


@pytest.mark.parametrize("path", WORKFLOWS, ids=WORKFLOW_NAMES)
def test_no_command_interpolates_text_of_a_pull_request(path: Path) -> None:
    """A title or a branch name in ``run`` would be executed as code."""
    for name, job in load(path)["jobs"].items():
        assert not [step for step in job["steps"] if "${{" in step.get("run", "")], name


def is_started(workflow: Any, path: str) -> bool:
    """Whether a pull request that changes a file starts a workflow."""
    if "pull_request" not in workflow["on"]:
        return False
    trigger = workflow["on"]["pull_request"] or {}
    assert not set(trigger) - {"paths", "paths-ignore"}, "this trigger is not supported here"
    is_included = [Path(path).match(pattern) for pattern in trigger.get("paths", ["*"])]
    is_ignored = [Path(path).match(pattern) for pattern in trigger.get("paths-ignore", [])]
    return any(is_included) and not any(is_ignored)


@pytest.mark.parametrize("changed", ["hooks/playbook/cli/check.py", "tests/conftest.py"])
def test_a_generator_change_runs_its_tests_on_github(changed: str) -> None:
    generator = load(ROOT / ".github/workflows/generator.yml")
    assert is_started(generator, changed)
    assert generator["on"]["push"] == {"branches": ["main"]}
    job = generator["jobs"]["generator"]
    assert not [name for name, job in generator["jobs"].items() if "if" in job]
    assert job["steps"][-1]["run"] == ".ci/run"
    assert (ROOT / ".ci" / "run").stat().st_mode & 0o111


def test_a_generator_change_runs_its_tests_on_gitlab() -> None:
    (include,) = load(GITLAB_FILES[0])["include"]
    assert include["local"] == ".gitlab/generator.yml"
    assert include["rules"] == [{"exists": [".gitlab/generator.yml"]}]
    all_jobs = jobs(GITLAB_FILES[1].read_text(encoding="utf-8"))
    job = all_jobs["generator"]
    assert job["script"] == [".ci/run"]
    started = [event.name for event in EVENTS if runs(job, event, readable(job, event, []))]
    assert started == ["request", "request between protected branches", "push"]
    assert not all_jobs.keys() & jobs(GITLAB_FILES[0].read_text(encoding="utf-8")).keys()


def test_the_commands_of_editors_run_on_each_system() -> None:
    """On GitLab, only where the instance has runners: a job without one waits for ever."""
    jobs_on_github = load(ROOT / ".github/workflows/generator.yml")["jobs"]
    systems = jobs_on_github["systems"]["strategy"]["matrix"]["system"]
    assert [system.partition("-")[0] for system in systems] == ["ubuntu", "macos", "windows"]
    (command,) = [
        step["run"] for step in jobs_on_github["systems"]["steps"] if "machines" in str(step)
    ]
    assert jobs_on_github["same-bytes"]["needs"] == "systems"
    _, *arguments = command.split()
    assert (ROOT / arguments[0]).is_file()
    for name, job in jobs(GITLAB_FILES[1].read_text(encoding="utf-8")).items():
        if name != "generator":
            assert job["script"][-1].split()[1:] == arguments
            (tag,) = job["tags"]
            started = [event.name for event in EVENTS if runs(job, event, [])]
            assert started == []
            with_runner = [event for event in EVENTS if runs(job, event, [Token(tag.strip("$"))])]
            assert [event.name for event in with_runner] == [
                "request", "request between protected branches",
            ]  # fmt: skip


@pytest.mark.parametrize(
    "name",
    [
        ".github/workflows/handbook.yml",
        ".github/workflows/release.yml",
        ".github/workflows/reviews.yml",
        ".github/workflows/suggestions.yml",
        ".gitlab-ci.yml",
    ],
)
def test_an_organisations_ci_file_says_who_owns_it_and_runs_no_generator_tests(name: str) -> None:
    text = (ROOT / name).read_text(encoding="utf-8")
    assert text.startswith("# This file is the organisation's")
    assert ".ci/run" not in text
    assert "generator.yml" in text.splitlines()[0]


@pytest.mark.parametrize("name", [".github/workflows/generator.yml", ".gitlab/generator.yml"])
def test_a_generator_ci_file_says_who_owns_it(name: str) -> None:
    assert (ROOT / name).read_text(encoding="utf-8").startswith("# This file is the generator's")
