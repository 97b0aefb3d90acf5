"""Hundreds of hostile issues go through the commands of the workflow, with real git.

Each is refused and leaves nothing, or is one commit that changes only the fields that it names.
`suggestions/test_hostile.py` applies all of the suggestions, without git.
"""

from __future__ import annotations

import json
import re
import shlex
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from issue_host import (
    BRANCH,
    REPOSITORY,
    IssueHost,
    clone_in,
    commands_to_the_runner,
    job_variables,
    label_event,
    load,
    step,
)
from playbook.cli import main
from playbook.model.editable_fields import editable_fields
from playbook.project import DATA_FOLDER, read_project
from playbook.source.tree import read_tree
from playbook.suggestions.read import read_suggestion
from repositories import git
from suggestion_texts import GOOD, ID, Hostile, as_text, hostile_suggestions
from support import SMALL

EVERY = 3
"""Every third hostile suggestion is an issue: hundreds, which take a minute on a busy machine."""
POSTING = f"{DATA_FOLDER}/policy/posting.yml"
NEVER_IN_A_MESSAGE = re.compile(r"[@#<>\[\]\x00-\x09\x0b-\x1f\u202e]|://|(?m:^[A-Z][A-Za-z-]+: )")
script = load()
"""The script of CI."""


@dataclass
class Job:
    """The two jobs of the workflow: a clone for each, and what they left."""

    apply: Path
    propose: Path
    origin: Path
    host: IssueHost
    monkeypatch: pytest.MonkeyPatch

    @property
    def temp(self) -> Path:
        return self.origin.parent / "temp"

    def arguments(self, step_name: str, command: str) -> list[str]:
        """The arguments of a command in a step, after the name of the program and redirections."""
        (line,) = re.findall(rf"^\s*{re.escape(command)} (.*)$", step(step_name), re.MULTILINE)
        line = re.sub(r" > .*", "", line)
        values = {"$RUNNER_TEMP": str(self.temp), "$BRANCH": BRANCH}
        for name, value in values.items():
            line = line.replace(name, value)
        return shlex.split(line)

    def take(self, body: str) -> int:
        """The status of the first step, on an issue with this text."""
        self.host.forget()
        self.host.add_issue(body)
        event = json.dumps(label_event(body))
        (self.temp / "event.json").write_text(event, encoding="utf-8")
        self.monkeypatch.chdir(self.apply)
        arguments = self.arguments("Take the text of the issue", "python3 .ci/suggestion_issue.py")
        return int(script.main(arguments))

    def apply_it(self) -> tuple[int, str]:
        """The status and the output of the second step. If it succeeds, there is a bundle."""
        name = "Apply the suggestion"
        result = CliRunner().invoke(main, ["apply", *self.arguments(name, "playbook apply")])
        assert result.exception is None or isinstance(result.exception, SystemExit), result.output
        if result.exit_code == 0:
            git(self.apply, "bundle", *self.arguments(name, "git bundle"))
        return result.exit_code, result.output

    def propose_it(self) -> int:
        """The status of the last step, in the clone of the other job."""
        name = "Push the branch and open the pull request"
        (self.temp / "suggestion").mkdir(exist_ok=True)
        (self.temp / "suggestion.bundle").rename(self.temp / "suggestion" / "suggestion.bundle")
        self.monkeypatch.chdir(self.propose)
        arguments = self.arguments(name, "python3 .ci/suggestion_issue.py")
        return int(script.main(arguments))

    def forget(self) -> None:
        """Remove the branch everywhere."""
        git(self.apply, "switch", "--quiet", "--detach", "origin/main")
        for repository in (self.apply, self.propose, self.origin):
            git(repository, "update-ref", "-d", f"refs/heads/{BRANCH}")

    def refs(self) -> dict[str, str]:
        """The branches and tags of each repository, with their commits."""
        return {
            repository.name: git(repository, "for-each-ref", "refs/heads", "refs/tags")
            for repository in (self.apply, self.propose, self.origin)
        }


@pytest.fixture(scope="module")
def clones(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the clones of both jobs."""
    folder = tmp_path_factory.mktemp("issues")
    git(clone_in(folder), "switch", "--quiet", "--detach", "origin/main")
    git(folder, "clone", "--quiet", str(folder / "origin.git"), "propose")
    (folder / "temp").mkdir()
    return folder


@pytest.fixture
def job(clones: Path, issue_host: IssueHost, monkeypatch: pytest.MonkeyPatch) -> Job:
    found = Job(
        clones / "clone", clones / "propose", clones / "origin.git", issue_host, monkeypatch
    )
    for name, value in job_variables(issue_host, found.temp).items():
        monkeypatch.setenv(name, value)
    return found


def changed_fields(old: str, new: str) -> set[tuple[str, str]]:
    """The id and the key of each part of an entry that differs in two texts of a file."""
    (before, after) = (read_tree(POSTING, text)[0] for text in (old, new))
    assert before is not None
    assert after is not None
    entries: list[Any] = [tree.data["entries"] for tree in (before, after)]
    return {
        (was["id"], key)
        for was, now in zip(*entries, strict=True)
        for key in {**was, **now}
        if was.get(key) != now.get(key)
    }


def assert_only_named_fields_changed(job: Job, raw: bytes) -> None:
    """The branch in ``origin`` has one commit, whose file differs in fields of the suggestion."""
    origin = job.origin
    assert git(origin, "rev-list", "--count", f"main..{BRANCH}") == "1"
    assert git(origin, "diff-tree", "-r", "--no-commit-id", "--name-status", BRANCH) == (
        f"M\t{POSTING}"
    )
    old, new = (git(origin, "show", f"{branch}:{POSTING}") for branch in ("main", BRANCH))
    entry = read_project(SMALL).playbook.entries[ID]  # type: ignore[union-attr]
    fields = {str(field.path[0]) for field in editable_fields(entry)}
    named = {(ID, key) for key in fields & read_suggestion(raw, "issue").fields.keys()}
    changed = changed_fields(old, new)
    assert changed
    assert changed <= named
    assert old.count("\n# ") == new.count("\n# "), "the comments stay"
    message = git(origin, "log", "-1", "--format=%an %ae %cn%n%B", BRANCH)
    author, _, words = message.partition("\n")
    assert author == "playbook playbook@localhost playbook"
    assert not NEVER_IN_A_MESSAGE.search(words.partition("The reason that the reader gave:")[2])


def hostile_issues() -> Iterator[tuple[Hostile, str]]:
    for hostile in list(hostile_suggestions())[::EVERY]:
        yield hostile, hostile.raw.decode("utf-8", "surrogateescape")


@pytest.mark.slow
def test_a_hostile_issue_is_refused_or_changes_only_the_fields_that_it_names(
    job: Job, hostile_inputs: Counter[str], capsys: pytest.CaptureFixture[str]
) -> None:
    nothing = job.refs()
    outcomes = Counter[str]()
    for hostile, body in hostile_issues():
        hostile_inputs["whole workflows"] += 1
        try:
            outcomes[outcome(job, hostile, body, nothing)] += 1
        except Exception as error:
            raise AssertionError(f"{hostile.name}: {hostile.raw[:2000]!r}") from error
    assert commands_to_the_runner(capsys.readouterr().out) == []
    assert min(outcomes[name] for name in ("not taken", "refused", "proposed")) > 0, outcomes


def outcome(job: Job, hostile: Hostile, body: str, nothing: dict[str, str]) -> str:
    """Run the workflow on an issue, and check what it left; returns how far it came."""
    if job.take(body):
        return "not taken"
    status, output = job.apply_it()
    assert commands_to_the_runner(output) == []
    if status:
        assert not (job.temp / "suggestion.bundle").exists()
        assert job.refs() == nothing
        assert git(job.apply, "status", "--porcelain") == ""
        return "refused"
    assert job.propose_it() == 0
    assert_only_named_fields_changed(job, hostile.raw)
    ((path, fields),) = job.host.sent
    assert path == f"/repos/{REPOSITORY}/pulls"
    assert fields.keys() == {"title", "head", "base", "body"}
    assert "7" in fields["title"]
    job.forget()
    assert job.refs() == nothing
    return "proposed"


def test_an_issue_without_anything_hostile_is_proposed(job: Job) -> None:
    raw = as_text(GOOD)
    assert job.take(raw) == 0
    assert job.apply_it()[0] == 0
    assert job.propose_it() == 0
    assert_only_named_fields_changed(job, raw.encode())
    job.forget()
