"""Keep the comment of each open merge request on GitLab up to date.

``python .ci/keep_comments.py`` runs on a schedule, on the default branch. It runs no code of any
request. The newest merge-request pipeline of each request has a job ``report`` with the artifact
``comment.md``: the request's own code wrote it, so it is untrusted. The token is in
PLAYBOOK_COMMENT_TOKEN.
"""

from __future__ import annotations

import sys
from itertools import islice
from typing import Any

from code_host import PAGE, Api, Comments, HostError, setting
from comment_text import MAX_BYTES, CommentError, safe_text

MAX_REQUESTS = 200
"""How many open requests are looked at, those changed last first."""
JOB, ARTIFACT = "report", "comment.md"


def report(api: Api, project: int, number: int) -> bytes:
    """What the newest pipeline of a request reports. Raises CommentError, HostError."""
    listed = api.pages(f"/projects/{project}/merge_requests/{number}/pipelines")
    pipelines = [
        found for found in islice(listed, PAGE) if found.get("source") == "merge_request_event"
    ]
    if not pipelines:
        raise CommentError("no pipeline has run yet")
    newest = max(pipelines, key=lambda pipeline: int(pipeline["id"]))
    place = int(newest.get("project_id", project))  # a fork's pipeline may run in the fork
    try:
        return _artifact(api, place, int(newest["id"]))
    except HostError as error:
        if error.status != 404 and place == project:
            raise
        raise CommentError(f"the report cannot be read: {error.status}") from error


def _artifact(api: Api, project: int, pipeline: int) -> bytes:
    listed = api.pages(f"/projects/{project}/pipelines/{pipeline}/jobs?scope%5B%5D=success")
    jobs = [int(job["id"]) for job in islice(listed, PAGE) if job["name"] == JOB]
    if not jobs:
        raise CommentError(f"the job {JOB} has not succeeded yet")
    return api.download(f"/projects/{project}/jobs/{max(jobs)}/artifacts/{ARTIFACT}", MAX_BYTES)


def keep_one(api: Api, project: int, number: int, me: Any) -> str:
    """Keep the comment of one request, and say what was done. Raises HostError."""
    try:
        body = safe_text(report(api, project, number))
    except CommentError as error:  # the request's own fault: the job does not fail for it
        return str(error)
    notes = f"/projects/{project}/merge_requests/{number}/notes"
    comments = Comments(api, notes, notes, "PUT", lambda note: note["author"]["id"] == me)
    return comments.keep(body)


def main() -> int:
    try:
        api = Api(setting("CI_API_V4_URL"), {"PRIVATE-TOKEN": setting("PLAYBOOK_COMMENT_TOKEN")})
        project = int(setting("CI_PROJECT_ID"))
        me = api.call("GET", "/user")["id"]
        listed = f"/projects/{project}/merge_requests?state=opened&order_by=updated_at"
        numbers = [int(found["iid"]) for found in islice(api.pages(listed), MAX_REQUESTS)]
    except HostError as error:
        print(error, file=sys.stderr)
        return 2
    failed = False
    for number in numbers:
        try:
            print(f"!{number}: {keep_one(api, project, number, me)}")
        except HostError as error:
            failed = True
            print(f"!{number}: {error}", file=sys.stderr)
    return 2 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
