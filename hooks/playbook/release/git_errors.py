"""Converts git errors to RefusedError."""

from __future__ import annotations

from ..git import GitError
from ..git_objects import NotRegularFileError
from ..problems import Output
from . import codes
from .codes import RefusedError, refusal


def git_refusal(error: GitError, where: str) -> RefusedError:
    """Return a RefusedError with git's output, or with the path of a file that is not regular."""
    if isinstance(error, NotRegularFileError):
        path = error.path
        return refusal(codes.NOT_REGULAR_FILE, path, path=path, what=error.what, cure=error.cure)
    if "not a git repository" in str(error):
        return refusal(codes.NO_REPOSITORY, where, reason=error.reason)
    return refusal(codes.GIT, where, output=Output(tuple(str(error).splitlines())))
