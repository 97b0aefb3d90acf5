"""The order in which the test files run."""

from __future__ import annotations

import pytest

from support import TESTS

SLOW_FILES = (
    "starter/init/test_installed.py", "release/test_kill.py", "site/test_hostile.py",
    "test_any_input.py",
    "release/test_any_repository.py", "browser/test_every_page.py", "release/test_readers.py",
    "site/test_markers.py", "site/test_links.py", "site/test_serve.py", "starter/test_adopt.py",
    "release/test_reproducible.py", "browser/test_lighthouse.py", "site/test_swap.py",
    "starter/search/test_questions.py", "site/test_reader.py", "site/test_wheel.py",
    "starter/test_site.py", "browser/test_offline.py", "browser/test_reading.py",
    "post/test_page.py", "release/test_committed.py", "release/test_tagging.py",
    "release/test_prepare.py", "starter/edit/test_adapted.py",
    "release/test_built_before_tagging.py", "cli/test_hostile_output.py",
)  # fmt: skip
"""The slowest test files. They run first, so that the processes end at about the same time."""


def sort(items: list[pytest.Item]) -> None:
    """Put the slow files first; the order of the tests within a file does not change."""
    rank = {TESTS / name: number for number, name in enumerate(SLOW_FILES)}
    items.sort(key=lambda item: rank.get(item.path, len(rank)))
