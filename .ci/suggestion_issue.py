"""Handles a suggestion that arrives as an issue: ``python .ci/suggestion_issue.py STEP FILE``.

With ``take``, FILE gets the text of the issue: as it was when somebody who may push set the label.
With ``propose``, FILE is a bundle with the commit by ``playbook apply``. It is pushed as a branch,
and a pull request or merge request is opened. Whoever files an issue is not trusted. Both steps
run only on the default branch.
"""

from __future__ import annotations

import datetime as dt
import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any
from urllib.parse import quote

from code_host import Api, HostError, setting

LABEL = "suggestion"
"""The label with which somebody who may push accepts a suggestion for a pull request."""
DEVELOPER = 30
"""GitLab's access level of those who may push a branch."""
EDITS = ("description", "marked the")
"""What GitLab's notes about an edit say: of the text, or of a check box in it."""
_DATA_FILE = re.compile(r"(?:[^/]+/)*playbook_data/(?:[^/]+/)*[^/]+\.yml")
_REGULAR_FILE = "100644"
TITLE = "A reader's suggestion in issue {number}"
BODY = """\
A reader suggested this change in issue #{number}. It contains the values of the issue as it was \
when the label was set.

The checks have not run yet, because GitHub starts no workflows for what a workflow has pushed: \
**close this pull request and open it again**. Do not merge it before they have passed.

Closes #{number}
"""


class RefusedError(Exception):
    """The suggestion is not taken. The message says why, and what to do."""


def _number(value: object) -> int:
    """The number of an issue. Raises RefusedError."""
    text = str(value)
    if not re.fullmatch(r"[1-9][0-9]{0,8}", text):
        raise RefusedError("PLAYBOOK_ISSUE is not the number of an issue")
    return int(text)


def github_text(api: Api, repository: str, event: Any) -> str:
    """The text of the issue in a label event. Raises RefusedError and HostError."""
    if event["action"] != "labeled" or event["label"]["name"] != LABEL:
        raise RefusedError(f"the event does not set the label '{LABEL}'")
    person = quote(event["sender"]["login"], safe="")
    path = f"/repos/{repository}/collaborators/{person}/permission"
    if api.call("GET", path)["permission"] not in ("admin", "write"):
        raise RefusedError("whoever set the label may not push: somebody who may has to set it")
    issue = event["issue"]
    now = api.call("GET", f"/repos/{repository}/issues/{_number(issue['number'])}")
    if now["body"] != issue["body"]:
        raise RefusedError(
            "the issue was edited after the label was set: read it again, then set the label again"
        )
    return str(issue["body"] or "")


def gitlab_text(api: Api, project: str, number: int) -> str:
    """The text of an issue with the label. Raises RefusedError and HostError."""
    path = f"/projects/{project}/issues/{number}"
    text = str(api.call("GET", path)["description"] or "")  # before its history: no edit is missed
    events = [
        event for event in api.pages(f"{path}/resource_label_events")
        if (event["label"] or {}).get("name") == LABEL
    ]  # fmt: skip
    last = max(events, key=lambda event: _time(event["created_at"]), default=None)
    if last is None or last["action"] != "add":
        raise RefusedError(f"the issue does not have the label '{LABEL}'")
    _require_developer(api, project, last["user"]["id"])
    for note in api.pages(f"{path}/notes?activity_filter=only_activity"):
        is_edit = note["system"] and any(words in note["body"] for words in EDITS)
        if is_edit and _time(note["created_at"]) >= _time(last["created_at"]):
            raise RefusedError(
                "the issue was edited after the label was set: read it again, then remove the"
                " label and set it again"
            )
    return text


def _require_developer(api: Api, project: str, account: int) -> None:
    try:
        member = api.call("GET", f"/projects/{project}/members/all/{account}")
    except HostError as error:
        if error.status != 404:
            raise
        member = {"access_level": 0}
    if member["access_level"] < DEVELOPER:
        raise RefusedError("whoever set the label may not push: somebody who may has to set it")


def _time(text: str) -> dt.datetime:
    return dt.datetime.fromisoformat(text)


def git(*arguments: str) -> str:
    """The output of a git command. Raises RefusedError."""
    done = subprocess.run(
        ["git", "-c", "transfer.fsckObjects=true", *arguments],
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    if done.returncode:
        raise RefusedError(f"git {arguments[0]} failed: {done.stderr.strip()}")
    return done.stdout.strip()


def fetched_branch(bundle: str, number: int) -> str:
    """Fetch the branch in a bundle. Raises RefusedError unless it changes one data file of HEAD."""
    branch = f"suggestion/issue-{number}"
    ref = f"refs/heads/{branch}"
    git("fetch", "--quiet", "--no-tags", bundle, f"{ref}:{ref}")
    head = git("rev-parse", "HEAD")
    commits = git("rev-list", "--parents", ref, f"^{head}").split()
    changes = git("diff-tree", "-r", "-z", "--no-renames", head, ref).strip("\0").split("\0")
    modes = changes[0].lstrip(":").split()
    is_one_file = len(changes) == 2 and modes[:2] == [_REGULAR_FILE] * 2 and modes[-1] == "M"
    if commits[1:] != [head] or not is_one_file or not _DATA_FILE.fullmatch(changes[1]):
        raise RefusedError("the commit is not one change of one data file")
    return branch


def propose(bundle: str) -> str:
    """Push the branch of a bundle and open the request; returns what was done.

    Raises RefusedError and HostError.
    """
    is_github = bool(os.environ.get("GITHUB_API_URL"))
    number = _number(_event()["issue"]["number"] if is_github else setting("PLAYBOOK_ISSUE"))
    branch = fetched_branch(bundle, number)
    ref, title = f"refs/heads/{branch}", TITLE.format(number=number)
    if not is_github:
        options = ("create", f"target={setting('CI_DEFAULT_BRANCH')}", f"title={title}",
                   f"description=Closes #{number}", "remove_source_branch")  # fmt: skip
        git("push", "--quiet", *(f"--push-option=merge_request.{each}" for each in options),
            "origin", f"{ref}:{ref}")  # fmt: skip
        return "the merge request is open"
    git("push", "--quiet", "origin", f"{ref}:{ref}")
    repository = setting("GITHUB_REPOSITORY")
    fields = {"title": title, "head": branch, "base": setting("GITHUB_REF_NAME"),
              "body": BODY.format(number=number)}  # fmt: skip
    try:
        _github().send("POST", f"/repos/{repository}/pulls", fields)
    except HostError as error:
        if error.status != 403:
            raise
        address = f"{setting('GITHUB_SERVER_URL')}/{repository}/compare/{branch}?expand=1"
        return f"workflows may not open pull requests here: open it yourself at {address}"
    return "the pull request is open: close and reopen it, so that its checks run"


def _github() -> Api:
    token = setting("GH_TOKEN")
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
    return Api(setting("GITHUB_API_URL"), headers)


def _event() -> Any:
    return json.loads(Path(setting("GITHUB_EVENT_PATH")).read_text(encoding="utf-8"))


def take() -> str:
    """The text of the issue of this job. Raises RefusedError and HostError."""
    if os.environ.get("GITHUB_API_URL"):
        return github_text(_github(), setting("GITHUB_REPOSITORY"), _event())
    headers = {"PRIVATE-TOKEN": setting("PLAYBOOK_COMMENT_TOKEN")}
    project = quote(setting("CI_PROJECT_ID"), safe="")
    number = _number(setting("PLAYBOOK_ISSUE"))
    return gitlab_text(Api(setting("CI_API_V4_URL"), headers), project, number)


def main(arguments: list[str]) -> int:
    if len(arguments) != 2 or arguments[0] not in ("take", "propose"):
        print("usage: python .ci/suggestion_issue.py take|propose FILE", file=sys.stderr)
        return 2
    step, file = arguments
    try:
        if step == "take":
            Path(file).write_text(take(), encoding="utf-8")
        else:
            print(propose(file))
    except RefusedError as error:
        print(error, file=sys.stderr)
        return 1
    except (HostError, OSError, ValueError, LookupError, TypeError) as error:
        print(f"the suggestion cannot be handled: {error}", file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
