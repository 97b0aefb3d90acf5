"""Keeps one issue with the reviews that are due: ``python .ci/keep_review_issue.py FILE``.

FILE is the output of ``playbook health --format json``. The issue is created, updated, and closed
when nothing is due. It runs only on the default branch, on a schedule or by hand. The token is
GH_TOKEN on GitHub and PLAYBOOK_COMMENT_TOKEN on GitLab.
"""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any
from urllib.parse import quote

from code_host import Api, HostError, is_by_account, is_by_bot, own_account, setting

TITLE = "Reviews of the handbook that are due"
MARK = "<!-- playbook: due reviews -->"
"""The first line of the issue, by which it is found again."""
MAX_LISTED_CHARACTERS = 60_000
"""The length of the longest list. GitHub accepts 65,536 characters in an issue."""
FOOTER = "Read each text, then set `reviewed` and `review_by`. `playbook health` shows the titles."
_ID = re.compile(r"[a-z0-9-]{1,80}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def body_of(report: Any) -> str:
    """The text of the issue, by owner; empty if nothing is due. It contains only ids and days."""
    try:
        due = [each for each in report["reviews"] if each["standing"] in ("overdue", "soon")]
        due.sort(key=lambda each: each["owner"] or "nobody")
        lines = [
            (each["owner"] or "nobody", _safe(_ID, each["id"]), _safe(_ID, each["kind"]),
             _safe(_DAY, each["review_by"]))
            for each in due
        ]  # fmt: skip
    except (KeyError, TypeError) as error:
        raise HostError("the report is not the output of playbook health --format json") from error
    return "\n".join([MARK, *_listed(lines), "", FOOTER]) if lines else ""


def _listed(reviews: Sequence[tuple[str, str, str, str]]) -> Iterator[str]:
    """The lines of the list, as many as fit; the last line counts the others.

    It has no check boxes: whoever ticked one would find it empty again after the next run.
    """
    length, previous = 0, None
    for count, (owner, id, kind, day) in enumerate(reviews):
        heading = ["", f"**{_safe(_ID, owner)}**", ""] if owner != previous else []
        lines = [*heading, f"- `{id}` ({kind}): {day}"]
        length += sum(len(line) + 1 for line in lines)
        if length > MAX_LISTED_CHARACTERS:
            yield from ("", f"{len(reviews) - count} more are due.")
            return
        yield from lines
        previous = owner


def _safe(pattern: re.Pattern[str], text: Any) -> str:
    if not isinstance(text, str) or not pattern.fullmatch(text):
        raise HostError(f"the report has an unexpected value: {text!r}")
    return text


def own_issues(api: Api, issues: str, *, is_github: bool) -> list[Any]:
    """The open issues that this job created. Raises HostError.

    Anybody may write the mark, so the author counts. GitHub's list has the pull requests, too.
    """
    if is_github:
        return [
            each
            for each in api.pages(f"{issues}?state=open")
            if (each["body"] or "").startswith(MARK)
            and is_by_bot(each)
            and "pull_request" not in each
        ]
    account = own_account(api)
    return [
        each
        for each in api.pages(f"{issues}?state=opened")
        if (each["description"] or "").startswith(MARK) and is_by_account(each, account)
    ]


def keep(api: Api, issues: str, body: str, *, is_github: bool) -> str:
    """Create, update or close the issue. Returns what was done."""
    text = "body" if is_github else "description"
    ours = own_issues(api, issues, is_github=is_github)
    if not ours:
        if not body:
            return "nothing is due"
        api.send("POST", issues, {"title": TITLE, text: body})
        return "the issue is created"
    number = ours[0]["number" if is_github else "iid"]
    closing = {"state": "closed"} if is_github else {"state_event": "close"}
    api.send(
        "PATCH" if is_github else "PUT", f"{issues}/{number}", {text: body} if body else closing
    )
    return "the issue is up to date" if body else "the issue is closed"


def host() -> tuple[Api, str, bool]:
    """The API of the host in the job's variables, the path of its issues, and if it is GitHub."""
    if os.environ.get("GITHUB_API_URL"):
        token = setting("GH_TOKEN")
        headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
        path = f"/repos/{setting('GITHUB_REPOSITORY')}/issues"
        return Api(setting("GITHUB_API_URL"), headers), path, True
    headers = {"PRIVATE-TOKEN": setting("PLAYBOOK_COMMENT_TOKEN")}
    path = f"/projects/{quote(setting('CI_PROJECT_ID'), safe='')}/issues"
    return Api(setting("CI_API_V4_URL"), headers), path, False


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python .ci/keep_review_issue.py FILE", file=sys.stderr)
        return 2
    try:
        body = body_of(json.loads(Path(arguments[0]).read_text(encoding="utf-8")))
        api, issues, is_github = host()
        print(keep(api, issues, body, is_github=is_github))
    except (HostError, OSError, ValueError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
