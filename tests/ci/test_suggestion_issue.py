"""A suggestion in an issue: who may accept it, which text counts, and what may be pushed."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from issue_host import (
    BRANCH,
    CI,
    REPOSITORY,
    IssueHost,
    commands_to_the_runner,
    job_variables,
    label_event,
    load,
    step,
)
from playbook.project import DATA_FOLDER
from repositories import git
from suggestion_texts import GOOD, as_text, hostile_suggestions
from support import TIMEOUT_SECONDS

POSTING = f"{DATA_FOLDER}/policy/posting.yml"
TEXT = f"### Suggestion\r\n\r\n{as_text(GOOD)}".replace("\n", "\r\n")
script = load()


def on_github(
    issue_host: IssueHost, given_event: dict[str, Any], *, now: str | None, permission: str
) -> str:  # fmt: skip
    """The text that is taken from an issue after an event; ``now`` is the current text."""
    issue_host.add_issue(now, permission)
    text: str = script.github_text(script.Api(issue_host.url, {}), REPOSITORY, given_event)
    return text


@pytest.mark.parametrize("permission", ["write", "admin"])
def test_the_text_of_the_label_event_is_taken(issue_host: IssueHost, permission: str) -> None:
    assert on_github(issue_host, label_event(TEXT), now=TEXT, permission=permission) == TEXT


@pytest.mark.parametrize(
    ("changes", "now", "permission", "reason"),
    [
        ({}, TEXT, "read", "may not push"),
        ({}, TEXT, "none", "may not push"),
        ({}, TEXT + " ", "write", "was edited after the label"),
        ({}, None, "write", "was edited after the label"),
        ({"label": {"name": "handbook"}}, TEXT, "write", "does not set the label"),
        ({"label": {"name": "Suggestion"}}, TEXT, "write", "does not set the label"),
        ({"action": "opened"}, TEXT, "write", "does not set the label"),
        ({"issue": {"number": "7/../8", "body": TEXT}}, TEXT, "write", "not the number"),
    ],
)
def test_a_text_without_a_valid_label_event_is_refused_on_github(
    issue_host: IssueHost, changes: dict[str, Any], now: str | None, permission: str, reason: str
) -> None:
    with pytest.raises(script.RefusedError, match=reason):
        on_github(issue_host, label_event(TEXT, **changes), now=now, permission=permission)


def test_every_hostile_text_is_taken_as_it_is(
    issue_host: IssueHost, hostile_inputs: Counter[str]
) -> None:
    """`suggestions/test_hostile.py` applies the same texts."""
    for hostile in hostile_suggestions():
        body = hostile.raw.decode("utf-8", "surrogateescape")
        assert on_github(issue_host, label_event(body), now=body, permission="write") == body
        hostile_inputs["issues"] += 1


LABELLED = {
    "label": {"name": "suggestion"}, "action": "add", "user": {"id": 5},
    "created_at": "2026-12-01T10:00:00.000Z",
}  # fmt: skip
EDITED = {"system": True, "body": "changed the description", "created_at": "2026-12-01T11:00:00Z"}


def on_gitlab(
    issue_host: IssueHost,
    labels: list[Any],
    notes: list[Any],
    level: int | None = 30,
    text: str = TEXT,
) -> str:
    """The text that is taken from an issue; ``level`` is the access level of who set the label."""
    root = "/projects/3"
    issue_host.answers |= {
        f"{root}/issues/7": {"description": text},
        f"{root}/issues/7/resource_label_events": labels,
        f"{root}/issues/7/notes": notes,
    }
    if level is not None:
        issue_host.answers[f"{root}/members/all/5"] = {"access_level": level}
    taken: str = script.gitlab_text(script.Api(issue_host.url, {}), "3", 7)
    return taken


def test_the_text_is_taken_on_gitlab_if_it_was_not_edited_since(issue_host: IssueHost) -> None:
    before = {**EDITED, "created_at": "2026-12-01T09:59:59.999Z"}
    comment = {**EDITED, "system": False}
    other = {**LABELLED, "label": None, "action": "remove", "created_at": "2026-12-01T12:00:00Z"}
    assert on_gitlab(issue_host, [LABELLED, other], [before, comment]) == TEXT


@pytest.mark.parametrize(
    ("labels", "notes", "level", "reason"),
    [
        ([], [], 30, "does not have the label"),
        ([LABELLED, {**LABELLED, "action": "remove", "created_at": "2026-12-01T10:00:01Z"}], [],
         30, "does not have the label"),
        ([LABELLED], [], 20, "may not push"),
        ([LABELLED], [], None, "may not push"),
        ([LABELLED], [EDITED], 30, "was edited after the label"),
        ([LABELLED], [{**EDITED, "body": "marked the checklist item **x** as completed"}], 30,
         "was edited"),
        ([LABELLED], [{**EDITED, "created_at": LABELLED["created_at"]}], 30, "was edited"),
    ],
)  # fmt: skip
def test_a_text_without_a_valid_label_event_is_refused_on_gitlab(
    issue_host: IssueHost, labels: list[Any], notes: list[Any], level: int | None, reason: str
) -> None:
    with pytest.raises(script.RefusedError, match=reason):
        on_gitlab(issue_host, labels, notes, level)


def run(
    clone: Path, issue_host: IssueHost, commands: str, body: str = TEXT
) -> subprocess.CompletedProcess[str]:
    """Run the commands of a step in a clone, as GitHub does."""
    temp = clone.parent / "temp"
    (temp / "suggestion").mkdir(parents=True, exist_ok=True)
    (temp / "event.json").write_text(json.dumps(label_event(body)), encoding="utf-8")
    shutil.copytree(CI, clone / ".ci", dirs_exist_ok=True)
    (clone / ".git" / "info" / "exclude").write_text("/.ci\n", encoding="utf-8")
    issue_host.add_issue(body)
    variables = job_variables(issue_host, temp)
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
    return subprocess.run(
        ["bash", "-e", "-c", commands], cwd=clone, capture_output=True, text=True, check=False,
        timeout=TIMEOUT_SECONDS, env={**os.environ, **variables, "PATH": path},
    )  # fmt: skip


def test_the_workflow_applies_an_issue_and_opens_a_pull_request(
    clone: Path, issue_host: IssueHost
) -> None:
    applied = run(
        clone, issue_host, f"{step('Take the text of the issue')}\n{step('Apply the suggestion')}"
    )
    assert applied.returncode == 0, applied.stdout + applied.stderr
    summary = (clone.parent / "temp" / "summary.md").read_text(encoding="utf-8")
    assert all(line.startswith("    ") for line in summary.splitlines())
    assert BRANCH in summary
    shutil.move(clone.parent / "temp/suggestion.bundle", clone.parent / "temp/suggestion")
    git(clone, "switch", "--quiet", "--detach", "origin/main")
    git(clone, "branch", "--delete", "--force", BRANCH)
    proposed = run(clone, issue_host, step("Push the branch and open the pull request"))
    assert proposed.returncode == 0, proposed.stderr
    assert "close and reopen it" in proposed.stdout
    origin = clone.parent / "origin.git"
    assert git(origin, "diff", "--name-only", "main", BRANCH) == POSTING
    ((path, fields),) = issue_host.sent
    assert path == f"/repos/{REPOSITORY}/pulls"
    assert (fields["head"], fields["base"]) == (BRANCH, "main")
    assert "Closes #7" in fields["body"]
    assert "Do not merge it before they have passed" in fields["body"]
    assert git(origin, "rev-list", "--count", f"main..{BRANCH}") == "1"


def test_no_text_of_a_suggestion_is_a_command_to_the_runner(
    clone: Path, issue_host: IssueHost
) -> None:
    hostile = "Yes.\n\n::add-mask::e\n\n::0::\n\n##[error]See ##[add-mask]e"
    fields = {"statement": {"en": hostile}}
    body = as_text({**GOOD, "fields": fields, "before": {"statement": GOOD["before"]["statement"]}})
    commands = f"{step('Take the text of the issue')}\n{step('Apply the suggestion')}"
    applied = run(clone, issue_host, commands, body)
    assert applied.returncode == 0, applied.stdout + applied.stderr
    assert ":add-mask" in applied.stdout, "the text reaches the log"
    assert commands_to_the_runner("  ::add-mask::e\nx ##[error]y") != []
    assert commands_to_the_runner(applied.stdout) == []


def test_a_refused_issue_stops_the_workflow(clone: Path, issue_host: IssueHost) -> None:
    body = as_text({**GOOD, "path": "../../.github/workflows/handbook.yml"})
    commands = f"{step('Take the text of the issue')}\n{step('Apply the suggestion')}"
    refused = run(clone, issue_host, commands, body)
    assert refused.returncode != 0
    assert "PB935" in refused.stdout
    assert git(clone, "branch", "--list", BRANCH) == ""
    assert not (clone.parent / "temp" / "suggestion.bundle").exists()


def _two_files(project: Path) -> None:
    _one_file(project)
    (project / DATA_FOLDER / "keys.yml").write_text("entries: []\n", encoding="utf-8")


def _one_file(project: Path) -> None:
    with (project / POSTING).open("a", encoding="utf-8") as file:
        file.write("# More.\n")


def _workflow(project: Path) -> None:
    (project / ".github").mkdir()
    (project / ".github" / "x.yml").write_text("on: push\n", encoding="utf-8")


def _outside(project: Path) -> None:
    (project / "mkdocs.yml").write_text("site_name: x\n", encoding="utf-8")


def _new_file(project: Path) -> None:
    (project / DATA_FOLDER / "new.yml").write_text("entries: []\n", encoding="utf-8")


def _removed(project: Path) -> None:
    (project / POSTING).unlink()


def _executable(project: Path) -> None:
    _one_file(project)
    (project / POSTING).chmod(0o755)


def _link(project: Path) -> None:
    (project / POSTING).unlink()
    (project / POSTING).symlink_to("/etc/passwd")


def _two_commits(project: Path) -> None:
    _one_file(project)
    git(project, "commit", "--quiet", "--all", "--message", "First")
    _one_file(project)


@pytest.mark.parametrize(
    "change",
    [_two_files, _workflow, _outside, _new_file, _removed, _executable, _link, _two_commits],
    ids=lambda change: change.__name__,
)
def test_only_one_change_of_one_data_file_is_pushed(
    clone: Path, change: Callable[[Path], None], monkeypatch: pytest.MonkeyPatch,
    hostile_inputs: Counter[str],
) -> None:  # fmt: skip
    bundle = bundle_with(clone, change)
    monkeypatch.chdir(clone)
    with pytest.raises(script.RefusedError, match="not one change of one data file"):
        script.fetched_branch(bundle, 7)
    hostile_inputs["commits"] += 1


def bundle_with(clone: Path, change: Callable[[Path], None]) -> str:
    """A bundle with the branch of the issue; the clone itself does not have it."""
    git(clone, "switch", "--quiet", "--create", BRANCH)
    change(clone)
    git(clone, "add", "--all")
    git(clone, "commit", "--quiet", "--message", "A change")
    bundle = str(clone.parent / "x.bundle")
    git(clone, "bundle", "create", "--quiet", bundle, f"origin/main..{BRANCH}")
    git(clone, "switch", "--quiet", "--detach", "origin/main")
    git(clone, "branch", "--delete", "--force", BRANCH)
    return bundle


def test_the_branch_is_pushed_even_if_workflows_may_not_open_pull_requests(
    clone: Path, issue_host: IssueHost
) -> None:
    shutil.copy(bundle_with(clone, _one_file), clone.parent / "here.bundle")
    issue_host.post_status = 403
    done = run(clone, issue_host, "python3 .ci/suggestion_issue.py propose ../here.bundle")
    assert done.returncode == 0, done.stderr
    assert f"https://github.com/{REPOSITORY}/compare/{BRANCH}?expand=1" in done.stdout
    assert git(clone.parent / "origin.git", "rev-parse", BRANCH)


@pytest.mark.parametrize("arguments", ["", "take", "push x", "take a b"])
def test_wrong_arguments_are_reported(clone: Path, issue_host: IssueHost, arguments: str) -> None:
    done = run(clone, issue_host, f"python3 .ci/suggestion_issue.py {arguments}")
    assert (done.returncode, done.stderr.split(":")[0]) == (2, "usage")
