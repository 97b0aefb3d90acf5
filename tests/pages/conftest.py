"""The handbook of the small playbook, and the folder of expected pages."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.pages.handbook import Handbook
from site_helpers import handbook_of
from support import SMALL


@pytest.fixture(scope="session")
def handbook() -> Handbook:
    """The handbook of the small playbook, unchanged."""
    return handbook_of(SMALL)


@pytest.fixture
def expected(request: pytest.FixtureRequest) -> Path:
    """The folder of the expected pages."""
    return Path(request.path).parent / "expected"
