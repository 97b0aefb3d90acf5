"""Built sites, servers and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared import shared
from site_helpers import Served, build, make_project, served, without_offline


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the small playbook with its site. Shared: do not change it."""
    return shared(tmp_path_factory, "small", lambda folder: build(make_project(folder)))


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the small playbook, not yet built."""
    return make_project(tmp_path)


@pytest.fixture
def with_site(built: Path, project: Path) -> Path:
    """A project of the small playbook with its built site. A test may change both."""
    shutil.copytree(built / "site", project / "site")
    return project


@pytest.fixture(scope="session")
def handbook_site(built: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """The built site without offline storage, served under a sub-path."""
    with served(without_offline(built / "site", tmp_path_factory.mktemp("small"))) as site:
        yield site
