"""The site of the example handbook, built once and served."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from screenshots import served
from shared import shared
from site_helpers import build_example, without_offline


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of the example handbook."""
    return shared(tmp_path_factory, "example", build_example) / "site"


@pytest.fixture(scope="session")
def address(site: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL at which the handbook is served, without offline storage."""
    with served(without_offline(site, tmp_path_factory.mktemp("example"))) as base:
        yield base
