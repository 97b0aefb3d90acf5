"""Keeps one comment of a pull request on GitHub up to date: ``python .ci/keep_comment.py FILE``.

FILE is the output of ``playbook comment`` in a job that ran code from the pull request, so it is
untrusted. This script comes from the default branch. The environment variable NUMBER is the number
of the pull request, and GH_TOKEN is the token.
"""

from __future__ import annotations

import sys
from pathlib import Path

from code_host import Api, Comments, HostError, is_by_bot, setting
from comment_text import CommentError, read_file, safe_text, trusted_links


def comments() -> Comments:
    """The comments of the pull request in the job's variables. Raises HostError."""
    address, token = setting("GITHUB_API_URL"), setting("GH_TOKEN")
    number, repository = setting("NUMBER"), setting("GITHUB_REPOSITORY")
    if not (number.isascii() and number.isdigit()):
        raise HostError("NUMBER is not the number of a pull request")
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
    issues = f"/repos/{repository}/issues"
    return Comments(
        Api(address, headers), f"{issues}/{number}/comments", f"{issues}/comments", "PATCH",
        is_by_bot,
    )  # fmt: skip


def main(arguments: list[str]) -> int:
    if len(arguments) != 1:
        print("usage: python .ci/keep_comment.py FILE", file=sys.stderr)
        return 2
    try:
        kept = comments()
        files = f"{setting('GITHUB_SERVER_URL')}/{setting('GITHUB_REPOSITORY')}/blob/"
        body = safe_text(read_file(Path(arguments[0])), trusted_links(files))
        print(kept.create_or_update(body))
    except (CommentError, HostError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main(sys.argv[1:]))
