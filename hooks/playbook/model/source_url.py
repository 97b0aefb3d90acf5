"""The URL of a line of a data file at the code host."""

from __future__ import annotations

from urllib.parse import quote

from ..problems import Location
from .repository import Repository


def source_url(repository: Repository, location: Location, revision: str) -> str:
    """The URL of a line at a branch or a commit; empty without a repository.

    The path is quoted: a file name may have spaces and brackets, which would end a link.
    """
    return repository.source_link.format(
        url=repository.url.rstrip("/"),
        branch=revision,
        path=quote(location.path),
        line=location.line,
    )
