"""Fixtures of the tests of suggestions in issues."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from issue_host import IssueHost, clone_in, serving


@pytest.fixture(scope="module")
def issue_server() -> Iterator[IssueHost]:
    with serving() as running:
        yield running


@pytest.fixture
def issue_host(issue_server: IssueHost) -> IssueHost:
    """A code host that knows nothing yet."""
    issue_server.forget()
    return issue_server


@pytest.fixture
def clone(memory_path: Path) -> Path:
    """A clone of the handbook, as a job has it; ``origin`` is a bare repository next to it."""
    return clone_in(memory_path)
