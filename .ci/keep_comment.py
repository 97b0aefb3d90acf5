"""Keep one comment of a pull request on GitHub up to date: ``python .ci/keep_comment.py FILE``.

The file is what ``playbook comment`` printed in a job that ran the request's code, so it is
untrusted; this script is the default branch's. The request's number is NUMBER, the token GH_TOKEN.
"""

from __future__ import annotations

import sys
from pathlib import Path

from code_host import Api, Comments, HostError, setting
from comment_text import CommentError, read_file, safe_text


def comments() -> Comments:
    """The comments of the pull request that the job's variables name. Raises HostError."""
    address, token = setting("GITHUB_API_URL"), setting("GH_TOKEN")
    number, repository = setting("NUMBER"), setting("GITHUB_REPOSITORY")
    if not (number.isascii() and number.isdigit()):
        raise HostError("NUMBER is not the number of a pull request")
    headers = {"Authorization": f"Bearer {token}", "Accept": "application/vnd.github+json"}
    issues = f"/repos/{repository}/issues"
    return Comments(
        Api(address, headers), f"{issues}/{number}/comments", f"{issues}/comments", "PATCH",
        lambda note: note["user"]["type"] == "Bot",
    )  # fmt: skip


def main() -> int:
    try:
        body = safe_text(read_file(Path(sys.argv[1])))
        print(comments().keep(body))
    except (CommentError, HostError) as error:
        print(error, file=sys.stderr)
        return 2
    return 0


if __name__ == "__main__":
    raise SystemExit(main())
