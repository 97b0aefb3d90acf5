"""Runs the scripts that update the comment as CI does, against a test server for both APIs."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from code_hosts import PROJECT, REPORT_JOB, REPORT_PIPELINE, Host, serving
from support import TESTS

CI = TESTS.parent / ".ci"


@pytest.fixture(params=["gitlab", "github"])
def host(request: pytest.FixtureRequest) -> Iterator[Host]:
    with serving(Host(request.param)) as running_host:
        yield running_host


@pytest.fixture
def gitlab() -> Iterator[Host]:
    with serving(Host("gitlab")) as running_host:
        yield running_host


def settings(host: Host) -> dict[str, str]:
    """The environment variables of a job on the host."""
    if host.name == "gitlab":
        return {
            "CI_API_V4_URL": f"{host.url}/api/v4", "CI_PROJECT_ID": "7",
            "CI_PROJECT_URL": f"{host.url}/company/handbook",
            "PLAYBOOK_COMMENT_TOKEN": "secret",
        }  # fmt: skip
    return {
        "GITHUB_API_URL": host.url, "GITHUB_REPOSITORY": "company/handbook", "NUMBER": "3",
        "GITHUB_SERVER_URL": host.url,
        "GH_TOKEN": "secret",
    }  # fmt: skip


def run(script: str, *arguments: str, env: dict[str, str]) -> tuple[int, str]:
    command = [sys.executable, str(CI / script), *arguments]
    done = subprocess.run(command, env=env, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


Keep = Callable[[str], tuple[int, str]]


@pytest.fixture
def keep(host: Host, tmp_path: Path) -> Keep:
    """A function that runs the host's script on a comment, and returns exit status and output."""

    def on_gitlab(body: str) -> tuple[int, str]:
        host.add_report(body.encode())
        status, output = run("keep_comments.py", env=settings(host))
        return status, output.removeprefix("!3: ")

    def on_github(body: str) -> tuple[int, str]:
        file = tmp_path / "comment.md"
        file.write_text(body, encoding="utf-8")
        return run("keep_comment.py", str(file), env=settings(host))

    return on_gitlab if host.name == "gitlab" else on_github


FIRST_COMMENT = "<!-- playbook -->\n## Vad som ändras\n\n- ”Å” & <del>b</del>\n"
SECOND_COMMENT = "<!-- playbook -->\n## Ingenting ändras\n"


def test_one_comment_is_written_and_then_kept_up_to_date(host: Host, keep: Keep) -> None:
    host.add("Looks good to me.", ours=False)
    assert keep(FIRST_COMMENT) == (0, "the comment is created\n")
    host.add("Thanks!", ours=False)
    assert keep(SECOND_COMMENT) == (0, "the comment is up to date\n")
    assert host.bodies() == ["Looks good to me.", SECOND_COMMENT, "Thanks!"]


def test_an_unchanged_comment_is_not_posted_again(host: Host, keep: Keep) -> None:
    """GitLab's job processes each request every few minutes."""
    host.add(FIRST_COMMENT)
    assert keep(FIRST_COMMENT) == (0, "the comment is up to date\n")
    assert {call.split()[0] for call in host.calls} == {"GET"}


def test_our_comment_is_found_after_hundreds_of_others(host: Host, keep: Keep) -> None:
    for number in range(250):
        host.add(f"Remark {number}", ours=False)
    host.add(FIRST_COMMENT)
    assert keep(SECOND_COMMENT)[0] == 0
    assert host.bodies()[250:] == [SECOND_COMMENT]


def test_a_duplicate_comment_by_a_parallel_job_is_deleted_by_the_next_job(
    host: Host, keep: Keep
) -> None:
    host.add(FIRST_COMMENT)
    host.add(FIRST_COMMENT)
    assert keep(SECOND_COMMENT)[0] == 0
    assert host.bodies() == [SECOND_COMMENT]


def test_a_comment_by_someone_else_is_not_changed_even_with_our_mark(
    host: Host, keep: Keep
) -> None:
    host.add(f"{FIRST_COMMENT}A joke", ours=False)
    assert keep(SECOND_COMMENT)[0] == 0
    assert host.bodies() == [f"{FIRST_COMMENT}A joke", SECOND_COMMENT]


def test_a_request_cannot_overwrite_the_comment_of_a_different_tool(host: Host, keep: Keep) -> None:
    host.add("<!-- coverage -->\n80 %")
    status, output = keep("<!-- coverage -->\n100 %")
    assert status == (0 if host.name == "gitlab" else 2)
    assert output == "the comment does not begin with <!-- playbook -->: it is not posted\n"
    assert host.bodies() == ["<!-- coverage -->\n80 %"]


def test_a_posted_comment_notifies_nobody(host: Host, keep: Keep) -> None:
    assert keep(f"{FIRST_COMMENT}\n@team\n/close\n<img src=x>\n")[0] == 0
    assert host.bodies() == [f"{FIRST_COMMENT}\n@\u200bteam\n\u200b/close\n<\u200bimg src=x>\n"]


def test_a_token_without_permission_is_reported_on_one_line(host: Host, keep: Keep) -> None:
    host.refuses = True
    status, output = keep(FIRST_COMMENT)
    assert (status, host.bodies()) == (2, [])
    assert output == "the code host answered 403 Forbidden: check the token's permissions\n"


def test_an_empty_report_does_not_change_the_comment(host: Host, keep: Keep) -> None:
    host.add(FIRST_COMMENT)
    status, output = keep("")
    assert status == (0 if host.name == "gitlab" else 2)
    assert output == "there is no comment to post: see why the command 'playbook comment' failed\n"
    assert host.bodies() == [FIRST_COMMENT]


@pytest.mark.parametrize("script", ["keep_comment.py", "keep_comments.py"])
def test_missing_environment_variables_are_reported(script: str, tmp_path: Path) -> None:
    file = tmp_path / "comment.md"
    file.write_text(FIRST_COMMENT, encoding="utf-8")
    status, output = run(script, str(file), env={})
    assert status == 2
    missing = "GITHUB_API_URL" if script == "keep_comment.py" else "CI_API_V4_URL"
    assert output == f"{missing} is not set: run this in a CI job that sets it\n"


@pytest.mark.parametrize("script", ["keep_comment.py", "keep_review_issue.py"])
def test_a_script_without_its_argument_prints_its_usage(script: str) -> None:
    assert run(script, env={}) == (2, f"usage: python .ci/{script} FILE\n")


def test_a_comment_without_text_or_author_is_ignored(host: Host, keep: Keep) -> None:
    """GitHub shows no user for a deleted account."""
    host.add("", ours=False)
    host.comments[0] |= {"body": None}
    host.add(FIRST_COMMENT, ours=False)
    host.comments[1] |= {"user": None, "author": None}
    assert keep(SECOND_COMMENT) == (0, "the comment is created\n")
    assert host.bodies() == [None, FIRST_COMMENT, SECOND_COMMENT]


@pytest.mark.parametrize("answer", [[], {}, 7, None, {"id": "x"}])
def test_an_account_of_another_shape_is_reported_on_one_line(gitlab: Host, answer: object) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    gitlab.gets["/api/v4/user"] = json.dumps(answer).encode()
    status, output = run("keep_comments.py", env=settings(gitlab))
    assert (status, gitlab.bodies()) == (2, [])
    assert output == "the response of the code host is not an account: is this its API?\n"


@pytest.mark.parametrize("number", ["3/../4", "", "٣", "3?x=", "-3", "3 "])
def test_an_invalid_request_number_is_rejected(number: str, tmp_path: Path) -> None:
    file = tmp_path / "comment.md"
    file.write_text(FIRST_COMMENT, encoding="utf-8")
    with serving(Host("github")) as host:
        status, output = run(
            "keep_comment.py", str(file), env={**settings(host), "NUMBER": number}
        )  # fmt: skip
    assert status == 2
    assert output.startswith("NUMBER is not ")
    assert host.calls == []


def test_a_symbolic_link_in_the_artifacts_is_not_followed(tmp_path: Path) -> None:
    (tmp_path / "environment").write_text(f"{FIRST_COMMENT}TOKEN=secret\n", encoding="utf-8")
    (tmp_path / "comment.md").symlink_to("environment")
    with serving(Host("github")) as host:
        status, output = run("keep_comment.py", str(tmp_path / "comment.md"), env=settings(host))
    assert (status, host.calls) == (2, [])
    assert output.startswith("the comment cannot be read: ")


@pytest.mark.parametrize("answer", [b"<html>", b'{"a": 1}', b"7", b"[7]"])
def test_an_invalid_api_response_is_reported_on_one_line(gitlab: Host, answer: bytes) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    gitlab.gets[f"{PROJECT}/merge_requests"] = answer
    status, output = run("keep_comments.py", env=settings(gitlab))
    assert (status, gitlab.bodies()) == (2, [])
    assert output.startswith("the response of the code host is not ")
    assert output.count("\n") == 1


def test_an_unreachable_host_is_reported_on_one_line(gitlab: Host) -> None:
    unreachable_settings = {**settings(gitlab), "CI_API_V4_URL": "http://127.0.0.1:1/api/v4"}
    status, output = run("keep_comments.py", env=unreachable_settings)
    assert status == 2
    assert output.startswith("the code host cannot be reached: ")
    assert output.count("\n") == 1


# The tests below check which pipelines and jobs of requests GitLab's job reads.


def test_the_report_comes_from_the_newest_pipeline_of_the_request(gitlab: Host) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    gitlab.gets |= {
        f"{PROJECT}/merge_requests/3/pipelines": [
            {**REPORT_PIPELINE, "id": 20},
            {**REPORT_PIPELINE, "id": 22},
            {**REPORT_PIPELINE, "id": 23, "source": "push"},
            REPORT_PIPELINE,
        ],
        f"{PROJECT}/pipelines/22/jobs": [
            {"id": 34, "name": "handbook"}, {"id": 32, "name": "report"},
            {"id": 33, "name": "report"}, {"id": 30, "name": "report"},
        ],
        f"{PROJECT}/jobs/33/artifacts/comment.md": SECOND_COMMENT.encode(),
    }  # fmt: skip
    assert run("keep_comments.py", env=settings(gitlab)) == (0, "!3: the comment is created\n")
    assert gitlab.bodies() == [SECOND_COMMENT]


@pytest.mark.parametrize(
    ("path", "value", "message"),
    [
        ("merge_requests/3/pipelines", [], "no pipeline has run yet"),
        ("pipelines/21/jobs", [], "the job report has not succeeded yet"),
        ("pipelines/21/jobs", [{**REPORT_JOB, "name": "x"}], "the job report has not succeeded"),
        ("jobs/31/artifacts/comment.md", None, "the report cannot be read: 404"),
        ("jobs/31/artifacts/comment.md", b"x" * 500_001, "the comment is longer than 500000"),
    ],
)
def test_a_request_without_a_report_keeps_its_comment(
    gitlab: Host, path: str, value: object, message: str
) -> None:
    gitlab.add(FIRST_COMMENT)
    gitlab.add_report(SECOND_COMMENT.encode())
    gitlab.gets[f"{PROJECT}/{path}"] = value
    if value is None:
        del gitlab.gets[f"{PROJECT}/{path}"]
    status, line = run("keep_comments.py", env=settings(gitlab))
    assert status == 0, "a request must not make the job of the default branch fail"
    assert line.startswith(f"!3: {message}")
    assert gitlab.bodies() == [FIRST_COMMENT]


def test_a_report_is_read_from_a_fork(gitlab: Host) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    pipelines_path = f"{PROJECT}/merge_requests/3/pipelines"
    gitlab.gets[pipelines_path] = [{**REPORT_PIPELINE, "project_id": 9}]
    assert run("keep_comments.py", env=settings(gitlab)) == (
        0, "!3: the report cannot be read: 404\n",
    )  # fmt: skip
    gitlab.gets["/api/v4/projects/9/pipelines/21/jobs"] = [REPORT_JOB]
    gitlab.gets["/api/v4/projects/9/jobs/31/artifacts/comment.md"] = SECOND_COMMENT.encode()
    assert run("keep_comments.py", env=settings(gitlab))[0] == 0
    assert gitlab.bodies() == [SECOND_COMMENT]


@pytest.mark.parametrize("status", [403, 500])
def test_an_unreadable_fork_is_skipped_but_an_unreadable_project_fails_the_job(
    gitlab: Host, status: int
) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    gitlab.fails = {f"{PROJECT}/pipelines/21/jobs": status}
    exit_status, output = run("keep_comments.py", env=settings(gitlab))
    assert exit_status == 2
    assert output.startswith(f"!3: the code host answered {status} ")
    pipelines_path = f"{PROJECT}/merge_requests/3/pipelines"
    gitlab.gets[pipelines_path] = [{**REPORT_PIPELINE, "project_id": 9}]
    gitlab.fails = {"/api/v4/projects/9/pipelines/21/jobs": status}
    exit_status, output = run("keep_comments.py", env=settings(gitlab))
    assert (exit_status, output) == (0, f"!3: the report cannot be read: {status}\n")


def test_the_number_of_processed_requests_is_limited(gitlab: Host) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    gitlab.gets[f"{PROJECT}/merge_requests"] = [{"iid": number} for number in range(1000, 1250)]
    gitlab.gets |= {
        f"{PROJECT}/merge_requests/{number}/pipelines": [] for number in range(1000, 1250)
    }
    status, output = run("keep_comments.py", env=settings(gitlab))
    assert status == 0
    assert output.splitlines()[-1] == "!1199: no pipeline has run yet"
    assert output.count("\n") == 200


def test_a_redirected_download_does_not_send_the_token(gitlab: Host) -> None:
    gitlab.add_report(b"")
    gitlab.gets[f"{PROJECT}/jobs/31/artifacts/comment.md"] = f"{gitlab.url}/storage/1"
    gitlab.gets["/storage/1"] = FIRST_COMMENT.encode()
    assert run("keep_comments.py", env=settings(gitlab)) == (0, "!3: the comment is created\n")
    assert gitlab.tokens["/storage/1"] == ""
    assert gitlab.bodies() == [FIRST_COMMENT]


def test_redirects_of_other_calls_are_not_followed(gitlab: Host) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    gitlab.gets["/api/v4/user"] = f"{gitlab.url}/storage/user"
    gitlab.gets["/storage/user"] = {"id": 42}
    status, output = run("keep_comments.py", env=settings(gitlab))
    assert status == 2
    assert output == "the code host answered 302 Found: check the token's permissions\n"
    assert "/storage/user" not in gitlab.tokens


def test_a_failing_request_does_not_stop_the_others(gitlab: Host) -> None:
    gitlab.add_report(FIRST_COMMENT.encode())
    gitlab.gets[f"{PROJECT}/merge_requests"] = [{"iid": 4}, {"iid": 3}]
    gitlab.gets[f"{PROJECT}/merge_requests/4/pipelines"] = b"<html>"
    status, output = run("keep_comments.py", env=settings(gitlab))
    assert status == 2
    assert "!3: the comment is created\n" in output
    assert "!4: the response of the code host is not JSON: is this its API?\n" in output
    assert gitlab.bodies() == [FIRST_COMMENT]
