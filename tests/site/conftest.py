"""Built sites, servers and a browser."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from site_helpers import Served, build, make_project, served


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the small playbook with its site. Shared: do not change it."""
    project = make_project(tmp_path_factory.mktemp("built"))
    build(project)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the small playbook, not yet built."""
    return make_project(tmp_path)


@pytest.fixture(scope="session")
def handbook_site(built: Path) -> Iterator[Served]:
    """The built site under a sub-path."""
    with served(built / "site") as found:
        yield found
