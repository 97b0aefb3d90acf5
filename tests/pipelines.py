"""Works out which jobs GitLab runs for an event, and which tokens each job can read."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

KEYWORDS = {"workflow", "variables", "include", "default", "stages", "image", "spec"}
"""Top-level keys that are not jobs."""


@dataclass(frozen=True)
class Token:
    """A secret variable of the project: the environment and branches that GitLab limits it to."""

    name: str
    environment: str = "*"
    protected: bool = False


@dataclass(frozen=True)
class Event:
    """An event that starts a pipeline.

    ``protected``: the pipeline can read protected tokens. ``of_request``: it runs the code of a
    merge request.
    """

    name: str
    variables: Mapping[str, str]
    protected: bool
    of_request: bool = False


_MAIN = {"CI_DEFAULT_BRANCH": "main"}
_REQUEST = {**_MAIN, "CI_PIPELINE_SOURCE": "merge_request_event"}
_BRANCH = {**_MAIN, "CI_COMMIT_BRANCH": "main"}
EVENTS = (
    Event("request", _REQUEST, protected=False, of_request=True),
    # GitLab 18.1 and newer let such a pipeline read protected variables.
    Event("request between protected branches", _REQUEST, protected=True, of_request=True),
    Event("push", {**_BRANCH, "CI_PIPELINE_SOURCE": "push"}, protected=True),
    Event("by hand", {**_BRANCH, "CI_PIPELINE_SOURCE": "web"}, protected=True),
    Event(
        "suggestion",
        {**_BRANCH, "CI_PIPELINE_SOURCE": "web", "PLAYBOOK_ISSUE": "7"},
        protected=True,
    ),
    Event(
        "tag", {**_MAIN, "CI_COMMIT_TAG": "v1.0.0", "CI_PIPELINE_SOURCE": "push"}, protected=True
    ),
    Event("schedule", {**_BRANCH, "CI_PIPELINE_SOURCE": "schedule"}, protected=True),
    Event(
        "schedule of reviews",
        {**_BRANCH, "CI_PIPELINE_SOURCE": "schedule", "PLAYBOOK_SCHEDULE": "reviews"},
        protected=True,
    ),
)


def tokens(text: str) -> list[Token]:
    """The tokens named in a pipeline file. Only tokens in the table of its header are limited."""
    names = sorted(set(re.findall(r"\b(?!CI_)[A-Z_]*TOKEN[A-Z_]*\b", text)))
    limited = dict(re.findall(r"^#   (\w+_TOKEN) +(\S+)", text, re.MULTILINE))
    return [
        Token(name, limited[name], protected=True) if name in limited else Token(name)
        for name in names
    ]


def jobs(*texts: str) -> dict[str, dict[str, Any]]:
    """The jobs, by name, of a pipeline file and the files that it includes."""
    jobs_: dict[str, dict[str, Any]] = {}
    for text in texts:
        document = yaml.load(text, yaml.BaseLoader)
        jobs_ |= {name: job for name, job in document.items() if name not in KEYWORDS}
    return {name: job for name, job in jobs_.items() if not name.startswith(".")}


def runs(job: Mapping[str, Any], event: Event, visible: list[Token]) -> bool:
    """Whether an event runs a job. A job without rules runs for every event."""
    variables = {**event.variables, **{token.name: "secret" for token in visible}}
    rules = job.get("rules")
    if rules is None:
        assert not {"only", "except"} & set(job), "only and except are not supported here"
        return True
    assert all(set(rule) == {"if"} for rule in rules), "only `if` is supported here"
    return any(condition_is_true(rule["if"], variables) for rule in rules)


def condition_is_true(condition: str, variables: Mapping[str, str]) -> bool:
    """Whether a condition of ``rules:if`` is true. It consists of comparisons joined by ``&&``."""
    return all(_comparison_is_true(part.strip(), variables) for part in condition.split("&&"))


def _comparison_is_true(part: str, variables: Mapping[str, str]) -> bool:
    if variable := re.fullmatch(r"\$(\w+)", part):
        return bool(variables.get(variable[1]))
    comparison = re.fullmatch(r'\$(\w+)\s*(==|!=|=~)\s*(?:\$(\w+)|"([^"]*)"|/(.*)/)', part)
    assert comparison, f"this condition is not supported here: {part}"
    name, operator, other_variable, text, pattern = comparison.groups()
    value = variables.get(name)
    if operator == "=~":
        return value is not None and bool(re.search(pattern, value))
    same = value == (variables.get(other_variable) if other_variable else text)
    return same if operator == "==" else not same


def readable(job: Mapping[str, Any], event: Event, all_tokens: list[Token]) -> list[Token]:
    """The tokens that a job can read in the pipeline of an event."""
    environment = job.get("environment", {})
    name = environment if isinstance(environment, str) else environment.get("name")
    return [
        token for token in all_tokens
        if (event.protected or not token.protected) and token.environment in ("*", name)
    ]  # fmt: skip


def token_accesses(main: str, *included: str) -> Iterator[tuple[Event, str, str]]:
    """Each combination of an event, a job that it runs, and a token that the job can read."""
    all_tokens = tokens("\n".join((main, *included)))
    for event in EVENTS:
        for name, job in jobs(main, *included).items():
            visible = readable(job, event, all_tokens)
            if runs(job, event, visible):
                yield from ((event, name, token.name) for token in visible)
