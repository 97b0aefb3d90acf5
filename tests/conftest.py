"""Options, fixtures and the report that all tests share."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser

from browsing import PLAIN_HTTP, chromium
from support import copy_small

settings.register_profile(
    "same",  # the same inputs on every run
    derandomize=True,
    deadline=None,  # a busy machine is slow: where time counts, the processor's is taken
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "wide", settings.get_profile("same"), derandomize=False, max_examples=5000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

TRIED = pytest.StashKey[Counter[str]]()
KILLED = pytest.StashKey[Counter[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="Rewrite the expected files with what was found."
    )


def pytest_configure(config: pytest.Config) -> None:
    config.stash[TRIED] = Counter()
    config.stash[KILLED] = Counter()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    tried = terminalreporter.config.stash[TRIED]
    if tried:
        terminalreporter.write_line(f"bad inputs tried: {tried.total()}")
    killed = terminalreporter.config.stash[KILLED]
    if killed:
        each = ", ".join(f"{how} {count}" for how, count in killed.items())
        terminalreporter.write_line(f"kill points of a publisher: {killed.total()} ({each})")


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser with nothing in it from other modules' tests."""
    with chromium(f"--host-resolver-rules=MAP {PLAIN_HTTP} 127.0.0.1") as launched:
        yield launched


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite the expected files."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the inputs that were wrong and were told so, for the summary at the end."""
    return request.config.stash[TRIED]


@pytest.fixture
def killed(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the moments at which a publisher was killed, for the summary at the end."""
    return request.config.stash[KILLED]


@pytest.fixture
def small(tmp_path: Path) -> Path:
    """A copy of the small playbook's project, to be changed."""
    return copy_small(tmp_path)
