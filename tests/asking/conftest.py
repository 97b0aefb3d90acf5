"""A published tree, made once for all tests of ``playbook.asking``."""

from __future__ import annotations

from pathlib import Path

import pytest

from asking.published import published_tree
from shared import shared


@pytest.fixture(scope="session")
def tree(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A published tree with two versions; tests change only copies of it."""

    def make(folder: Path) -> None:
        published_tree(folder)

    return shared(tmp_path_factory, "asking", make) / "tree"
