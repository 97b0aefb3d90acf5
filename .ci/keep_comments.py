"""Keeps the comment of each open merge request on GitLab up to date.

``python .ci/keep_comments.py`` runs on a schedule, on the default branch. It runs no code from a
merge request. The newest merge request pipeline of each request has a job ``report`` with the
artifact ``comment.md``. Code from the request wrote that file, so it is untrusted. The token is in
PLAYBOOK_COMMENT_TOKEN.
"""

from __future__ import annotations

import sys
from itertools import islice

from code_host import (
    PAGE_SIZE,
    Api,
    Comments,
    HostError,
    is_by_account,
    own_account,
    setting,
)
from comment_text import MAX_BYTES, CommentError, safe_text, trusted_links

MAX_REQUESTS = 200
"""The maximum number of open requests to process, beginning with the last changed."""
REPORT_JOB, REPORT_FILE = "report", "comment.md"


def report(api: Api, project: int, number: int) -> bytes:
    """The report of the newest pipeline of a request. Raises CommentError or HostError."""
    all_pipelines = api.pages(f"/projects/{project}/merge_requests/{number}/pipelines")
    pipelines = [
        pipeline
        for pipeline in islice(all_pipelines, PAGE_SIZE)
        if pipeline.get("source") == "merge_request_event"
    ]
    if not pipelines:
        raise CommentError("no pipeline has run yet")
    newest = max(pipelines, key=lambda pipeline: int(pipeline["id"]))
    pipeline_project = int(newest.get("project_id", project))  # may be a fork
    try:
        return _artifact(api, pipeline_project, int(newest["id"]))
    except HostError as error:
        if error.status != 404 and pipeline_project == project:
            raise
        raise CommentError(f"the report cannot be read: {error.status}") from error


def _artifact(api: Api, project: int, pipeline: int) -> bytes:
    all_jobs = api.pages(f"/projects/{project}/pipelines/{pipeline}/jobs?scope%5B%5D=success")
    jobs = [int(job["id"]) for job in islice(all_jobs, PAGE_SIZE) if job["name"] == REPORT_JOB]
    if not jobs:
        raise CommentError(f"the job {REPORT_JOB} has not succeeded yet")
    return api.download(f"/projects/{project}/jobs/{max(jobs)}/artifacts/{REPORT_FILE}", MAX_BYTES)


def keep_comment(api: Api, project: int, number: int, account: int) -> str:
    """Keep the comment of one request up to date, and return the outcome. Raises HostError."""
    try:
        links = trusted_links(f"{setting('CI_PROJECT_URL')}/-/blob/")
        body = safe_text(report(api, project, number), links)
    except CommentError as error:  # a fault of the request must not fail this job
        return str(error)
    notes = f"/projects/{project}/merge_requests/{number}/notes"
    comments = Comments(api, notes, notes, "PUT", lambda note: is_by_account(note, account))
    return comments.create_or_update(body)


def main() -> int:
    try:
        api = Api(setting("CI_API_V4_URL"), {"PRIVATE-TOKEN": setting("PLAYBOOK_COMMENT_TOKEN")})
        project = int(setting("CI_PROJECT_ID"))
        account = own_account(api)
        open_requests = api.pages(
            f"/projects/{project}/merge_requests?state=opened&order_by=updated_at"
        )
        numbers = [int(request["iid"]) for request in islice(open_requests, MAX_REQUESTS)]
    except HostError as error:
        print(error, file=sys.stderr)
        return 2
    failed = False
    for number in numbers:
        try:
            print(f"!{number}: {keep_comment(api, project, number, account)}")
        except HostError as error:
            failed = True
            print(f"!{number}: {error}", file=sys.stderr)
    return 2 if failed else 0


if __name__ == "__main__":
    raise SystemExit(main())
