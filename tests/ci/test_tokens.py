"""Checks that no job that runs code from a pull or merge request has a token."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest
import yaml

from pipelines import jobs, token_accesses
from support import TESTS

ROOT = TESTS.parent
MAIN_PIPELINE = (ROOT / ".gitlab-ci.yml").read_text(encoding="utf-8")
GENERATOR_PIPELINE = (ROOT / ".gitlab" / "generator.yml").read_text(encoding="utf-8")
WORKFLOWS = sorted((ROOT / ".github" / "workflows").glob("*.yml"))
COMMENT_COMMAND = 'python3 .ci/keep_comment.py "$RUNNER_TEMP/report/comment.md"'


def leaks(pipeline: str, *included: str) -> list[str]:
    """Each job for a merge request that can read a token, with the event and the token."""
    return [
        f"{event.name}: {job} reads {token}"
        for event, job, token in token_accesses(pipeline, *included) if event.of_request
    ]  # fmt: skip


def test_no_gitlab_job_for_a_merge_request_can_read_a_token() -> None:
    assert leaks(MAIN_PIPELINE, GENERATOR_PIPELINE) == []


def test_each_gitlab_token_is_available_only_to_the_jobs_that_need_it() -> None:
    readable = [
        (event.name, job, token)
        for event, job, token in token_accesses(MAIN_PIPELINE, GENERATOR_PIPELINE)
    ]
    assert readable == [
        ("push", "suggestions", "PLAYBOOK_PUSH_TOKEN"),
        ("suggestion", "issue", "PLAYBOOK_COMMENT_TOKEN"),
        ("suggestion", "propose", "PLAYBOOK_PUSH_TOKEN"),
        ("tag", "pages", "PLAYBOOK_PUSH_TOKEN"),
        ("schedule", "comment", "PLAYBOOK_COMMENT_TOKEN"),
        ("schedule of reviews", "reviews", "PLAYBOOK_COMMENT_TOKEN"),
    ]


PIPELINE_WITH_EXPOSED_TOKEN = """
check:
  script: [playbook check]
comment:
  rules: [{if: $CI_PIPELINE_SOURCE == "merge_request_event" && $PLAYBOOK_TOKEN}]
  script: [playbook comment origin/main > comment.md, python .ci/keep_comment.py comment.md]
"""


def test_a_token_without_limits_is_detected() -> None:
    assert leaks(PIPELINE_WITH_EXPOSED_TOKEN) == [
        "request: check reads PLAYBOOK_TOKEN",
        "request: comment reads PLAYBOOK_TOKEN",
        "request between protected branches: check reads PLAYBOOK_TOKEN",
        "request between protected branches: comment reads PLAYBOOK_TOKEN",
    ]


@pytest.mark.parametrize(
    ("old", "new", "leak"),
    [
        (
            '"schedule" && $CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH', '"merge_request_event"',
            "comment reads PLAYBOOK_COMMENT_TOKEN",
        ),
        (
            "report:\n", "report:\n  environment: playbook-push\n",
            "report reads PLAYBOOK_PUSH_TOKEN",
        ),
        (
            'playbook comment "origin', 'curl "$OTHER_TOKEN"; playbook comment "origin',
            "handbook reads OTHER_TOKEN",
        ),
        (
            "PLAYBOOK_COMMENT_TOKEN   playbook-comment", "PLAYBOOK_COMMENT_TOKEN   *",
            "report reads PLAYBOOK_COMMENT_TOKEN",
        ),
    ],
    ids=["rule", "environment", "a new token", "scope"],
)  # fmt: skip
def test_a_pipeline_that_exposes_a_token_to_merge_requests_is_detected(
    old: str, new: str, leak: str
) -> None:
    assert MAIN_PIPELINE.count(old) == 1
    assert any(
        line.endswith(leak) for line in leaks(MAIN_PIPELINE.replace(old, new), GENERATOR_PIPELINE)
    )


def test_the_comment_job_runs_only_the_script_of_the_default_branch() -> None:
    comment = jobs(MAIN_PIPELINE)["comment"]
    assert comment["script"] == ["python .ci/keep_comments.py"]
    assert not {"before_script", "after_script", "cache", "services", "trigger"} & set(comment)
    assert comment["needs"] == []
    assert "before_script" not in yaml.load(MAIN_PIPELINE, yaml.BaseLoader), (
        "a default would run in it"
    )


def test_no_gitlab_job_uses_other_kinds_of_secrets() -> None:
    for name, job in jobs(MAIN_PIPELINE, GENERATOR_PIPELINE).items():
        assert not {"secrets", "id_tokens", "trigger", "extends", "inherit"} & set(job), name


def test_the_push_token_is_unset_before_packages_are_installed() -> None:
    for name in ("suggestions", "pages"):
        lines = jobs(MAIN_PIPELINE)[name]["before_script"]
        (install,) = [index for index, line in enumerate(lines) if isinstance(line, list)]
        (unset,) = [
            index for index, line in enumerate(lines) if "unset PLAYBOOK_PUSH_TOKEN" in line
        ]
        assert unset < install, name


def test_the_release_guide_and_the_pipeline_name_the_same_tokens() -> None:
    guide = (ROOT / "RELEASES.md").read_text(encoding="utf-8")
    table = re.findall(r"^#   (\w+_TOKEN) +(\S+)", MAIN_PIPELINE, re.MULTILINE)
    assert len(table) == 2
    for name, environment in table:
        (row,) = [line for line in guide.splitlines() if line.startswith(f"| `{name}` |")]
        assert f"`{environment}`" in row


def unsafe_jobs(document: Any) -> Iterator[str]:
    """Each job that runs the code of a pull request with write permission or a token."""
    if "pull_request" not in document["on"]:
        return
    for name, job in document["jobs"].items():
        if job.get("if") == "github.event_name == 'push'":
            continue
        permissions = job.get("permissions", document.get("permissions"))
        is_read_only = permissions == {"contents": "read"} and not re.search(
            r"secrets[.\[]|github\.token|GITHUB_TOKEN", str(job)
        )
        if not is_read_only and not only_posts(job["steps"]):
            yield name


def only_posts(steps: list[Any]) -> bool:
    """Whether a job only downloads the report, checks out the default branch, and posts."""
    if len(steps) != 3:
        return False
    download, checkout, post = steps
    return bool(
        download.get("uses", "").startswith("actions/download-artifact@")
        and download["with"]["path"] == "${{ runner.temp }}/report"
        and checkout.get("uses", "").startswith("actions/checkout@")
        and checkout["with"].get("ref") == "${{ github.event.repository.default_branch }}"
        and post.get("run") == COMMENT_COMMAND
    )


def load(text: str) -> Any:
    return yaml.load(text, yaml.BaseLoader)


@pytest.mark.parametrize("path", WORKFLOWS, ids=lambda path: path.name)
def test_no_github_job_for_a_pull_request_has_write_permission_or_a_token(path: Any) -> None:
    assert list(unsafe_jobs(load(path.read_text(encoding="utf-8")))) == []


@pytest.mark.parametrize(
    ("old", "new", "job"),
    [
        ("  report:\n", "  report:\n    permissions: {pull-requests: write}\n", "report"),
        ("      BASE:", "      KEY: ${{ secrets.KEY }}\n      BASE:", "report"),
        ("repository.default_branch", "pull_request.head.sha", "comment"),
        (COMMENT_COMMAND, f"pip install .\n          {COMMENT_COMMAND}", "comment"),
        ("permissions:\n  contents: read\nconcurrency", "concurrency", "handbook"),
    ],
    ids=["permission", "secret", "head", "install", "default permissions"],
)
def test_an_unsafe_github_workflow_is_detected(old: str, new: str, job: str) -> None:
    text = (ROOT / ".github/workflows/handbook.yml").read_text(encoding="utf-8")
    assert text.count(old) == 1
    assert job in unsafe_jobs(load(text.replace(old, new)))


def test_the_github_comment_is_posted_only_if_the_token_has_permission() -> None:
    job = load((ROOT / ".github/workflows/handbook.yml").read_text("utf-8"))["jobs"]["comment"]
    assert job["permissions"] == {"contents": "read", "pull-requests": "write"}
    assert "head.repo.full_name == github.repository" in job["if"]
    assert job["needs"] == "report"
