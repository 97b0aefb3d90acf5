"""Keep one comment of a pull request up to date: ``python .ci/keep_comment.py FILE``.

On GitLab and on GitHub, with what each gives a job: the address of its API, the project, the
number of the request. The first line of the file is the mark by which the comment is found again.
The token is PLAYBOOK_TOKEN on GitLab, GH_TOKEN on GitHub. Needs nothing but Python.
"""

from __future__ import annotations

import json
import os
import sys
import urllib.error
import urllib.request
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

SECONDS = 30
"""How long one call may take."""
PAGE = 100
"""How many comments the hosts give at once."""


class _Stay(urllib.request.HTTPRedirectHandler):
    """No call is led elsewhere: the token would go with it."""

    def redirect_request(self, *_: Any, **__: Any) -> None:
        return None


@dataclass(frozen=True)
class Host:
    """A code host's comments: those of one request, and each by its number."""

    headers: Mapping[str, str]
    comments: str
    one: str
    update: str
    is_ours: tuple[str, str, Any]
    """A part of each comment, a key in it, and the value that says that we wrote it."""

    def call(self, method: str, address: str, body: str | None = None) -> Any:
        sent = None if body is None else json.dumps({"body": body}).encode()
        headers = {"Content-Type": "application/json", **self.headers}
        request = urllib.request.Request(address, sent, headers, method=method)
        with urllib.request.build_opener(_Stay).open(request, timeout=SECONDS) as answer:
            return json.loads(answer.read() or b"null")

    def found(self, mark: str) -> Iterator[int]:
        """The numbers of our comments that begin with the mark, the oldest first."""
        part, key, value = self.is_ours
        page, full = 1, True
        while full:
            notes = self.call("GET", f"{self.comments}?per_page={PAGE}&page={page}&sort=asc")
            for note in notes:
                if note["body"].startswith(mark) and note[part][key] == value:
                    yield note["id"]
            page, full = page + 1, len(notes) == PAGE


def gitlab(given: Mapping[str, str]) -> Host:
    project = f"{given['CI_API_V4_URL']}/projects/{given['CI_PROJECT_ID']}"
    notes = f"{project}/merge_requests/{given['CI_MERGE_REQUEST_IID']}/notes"
    host = Host({"PRIVATE-TOKEN": given["PLAYBOOK_TOKEN"]}, notes, notes, "PUT", ("", "", None))
    me = host.call("GET", f"{given['CI_API_V4_URL']}/user")["id"]
    return Host(host.headers, notes, notes, "PUT", ("author", "id", me))


def github(given: Mapping[str, str]) -> Host:
    issues = f"{given['GITHUB_API_URL']}/repos/{given['GITHUB_REPOSITORY']}/issues"
    headers = {
        "Authorization": f"Bearer {given['GH_TOKEN']}",
        "Accept": "application/vnd.github+json",
    }
    comments = f"{issues}/{given['NUMBER']}/comments"
    return Host(headers, comments, f"{issues}/comments", "PATCH", ("user", "type", "Bot"))


def keep(host: Host, body: str) -> str:
    """Write the comment, or the one that is there anew; others like it are taken away."""
    numbers = list(host.found(body.splitlines()[0]))
    if not numbers:
        host.call("POST", host.comments, body)
        return "the comment is written"
    first, *others = numbers
    host.call(host.update, f"{host.one}/{first}", body)
    for number in others:
        host.call("DELETE", f"{host.one}/{number}")
    return "the comment is up to date"


def main() -> int:
    body = Path(sys.argv[1]).read_text(encoding="utf-8")
    if not body.strip():
        print("there is no comment to keep: see why playbook comment failed", file=sys.stderr)
        return 2
    try:
        host = (gitlab if "CI_API_V4_URL" in os.environ else github)(os.environ)
        print(keep(host, body))
    except KeyError as error:
        print(f"{error.args[0]} is not set: run this in a job of a pull request", file=sys.stderr)
    except urllib.error.HTTPError as error:
        print(f"the code host says {error.code} {error.reason}: may the token comment?",
              file=sys.stderr)  # fmt: skip
    except OSError as error:
        print(f"the code host cannot be reached: {error}", file=sys.stderr)
    else:
        return 0
    return 2


if __name__ == "__main__":
    raise SystemExit(main())
