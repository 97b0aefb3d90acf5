"""A repository with one release, made once for all tests of the room release."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from makers import project
from story import adopted

from playbook.release.numbers import number
from playbook.release.prepare import prepare


@pytest.fixture(scope="session")
def released(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The small playbook as an organisation's own, released as 1.0.0: copy it before a change."""
    repo = adopted(project(tmp_path_factory.mktemp("released") / "repo"))
    prepare(repo, number("1.0.0"), dt.date(2026, 3, 2))
    return repo
