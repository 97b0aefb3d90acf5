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
from pathlib import Path
from typing import Any
from urllib.parse import quote

from code_host import Api, HostError, setting

TITLE = "Reviews of the handbook that are due"
MARK = "<!-- playbook: due reviews -->"
"""The first line of the issue, by which it is found again."""
_ID = re.compile(r"[a-z0-9-]{1,80}")
_DAY = re.compile(r"\d{4}-\d\d-\d\d")


def body_of(report: Any) -> str:
    """The text of the issue, by owner; empty if nothing is due. It contains only ids and days."""
    due = [review for review in report["reviews"] if review["standing"] in ("overdue", "soon")]
    owners = sorted({review["owner"] or "nobody" for review in due})
    lines = [MARK]
    for owner in owners:
        lines += ["", f"**{_safe(_ID, owner)}**", ""]
        lines += [
            f"- [ ] `{_safe(_ID, review['id'])}` ({_safe(_ID, review['kind'])}): "
            f"{_safe(_DAY, review['review_by'])}"
            for review in due
            if (review["owner"] or "nobody") == owner
        ]
    footer = (
        "Read each text, then set `reviewed` and `review_by`. `playbook health` shows the titles."
    )
    return "\n".join([*lines, "", footer]) if due else ""


def _safe(pattern: re.Pattern[str], text: str) -> str:
    if not pattern.fullmatch(text):
        raise HostError(f"the report has an unexpected value: {text!r}")
    return text


def keep(api: Api, issues: str, body: str, *, is_github: bool) -> str:
    """Create, update or close the issue. Returns what was done."""
    text = "body" if is_github else "description"
    open_issues = f"{issues}?state={'open' if is_github else 'opened'}"
    ours = [each for each in api.pages(open_issues) if (each[text] or "").startswith(MARK)]
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


def main() -> int:
    try:
        body = body_of(json.loads(Path(sys.argv[1]).read_text(encoding="utf-8")))
        api, issues, is_github = host()
        print(keep(api, issues, body, is_github=is_github))
    except (HostError, OSError, ValueError, KeyError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
