"""The starter handbook, built once for each sector."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest

from screenshots import served
from shared import shared
from site_helpers import without_offline
from starter.content import SECTORS
from starter.starter_project import build, new_project


@pytest.fixture(scope="session")
def sites(tmp_path_factory: pytest.TempPathFactory) -> Mapping[str, Path]:
    """The site of each sector: the starter data with one word changed."""

    def site(sector: str) -> Path:
        name = f"starter-{sector.replace('_', '-')}"
        return shared(tmp_path_factory, name, lambda folder: build(new_project(folder, sector)))

    return {sector: site(sector) / "site" for sector in SECTORS}


@pytest.fixture(scope="session")
def site(sites: Mapping[str, Path]) -> Path:
    """The site of the unchanged starter, which is for a company."""
    return sites["company"]


@pytest.fixture(scope="session")
def online(
    sites: Mapping[str, Path], tmp_path_factory: pytest.TempPathFactory
) -> Mapping[str, Path]:
    """The site of each sector, without offline storage."""
    folders = {sector: tmp_path_factory.mktemp(sector) for sector in sites}
    return {sector: without_offline(site, folders[sector]) for sector, site in sites.items()}


@pytest.fixture(scope="session")
def address(online: Mapping[str, Path]) -> Iterator[str]:
    """The address at which the handbook is served, without offline storage."""
    with served(online["company"]) as base:
        yield base
