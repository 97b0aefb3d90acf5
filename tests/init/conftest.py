"""A small starter."""

from __future__ import annotations

import pytest

from init_helpers import small_content
from playbook.starter.content import Content


@pytest.fixture(scope="session")
def content(tmp_path_factory: pytest.TempPathFactory) -> Content:
    """A starter with the small playbook's texts. Shared: do not change it."""
    return small_content(tmp_path_factory.mktemp("content"))
