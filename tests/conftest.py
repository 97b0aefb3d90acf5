"""Options, fixtures and the report that all tests share."""

from __future__ import annotations

import os
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext

import separation
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

COUNTER_LABELS = {
    "invalid_inputs": "bad inputs tried",
    "hostile_inputs": "hostile values tried",
    "kill_points": "kill points of a publisher",
    "set_up": "ways a repository is set up",
}
"""What tests count for the end of the report, by the fixture that counts it."""
READS_STARTER = "a test outside tests/starter may not read the starter's text: see separation.py"
COUNTS = pytest.StashKey[dict[str, Counter[str]]]()
FIGURES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="Rewrite the expected files with what was found."
    )


def pytest_configure(config: pytest.Config) -> None:
    counts: dict[str, Counter[str]] = {name: Counter() for name in COUNTER_LABELS}
    config.stash[COUNTS] = counts
    config.stash[FIGURES] = []
    separation.watch()


def pytest_collectstart(collector: pytest.Collector) -> None:
    if isinstance(collector, pytest.Module):
        separation.begin(collector.path, collector.nodeid)


def pytest_collection_finish(session: pytest.Session) -> None:
    if reached := separation.end():
        raise pytest.UsageError("\n".join([*reached, READS_STARTER]))


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    separation.begin(item.path, item.nodeid)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    if reached := separation.end():
        pytest.fail("\n".join([*reached, READS_STARTER]), pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """Where several processes run the tests, each tells the first what it has to report."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["counts"] = {name: dict(its) for name, its in session.config.stash[COUNTS].items()}
        output["figures"] = session.config.stash[FIGURES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for name, counts in getattr(node, "workeroutput", {}).get("counts", {}).items():
        node.config.stash[COUNTS][name].update(counts)
    node.config.stash[FIGURES].extend(getattr(node, "workeroutput", {}).get("figures", []))


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, counts in terminalreporter.config.stash[COUNTS].items():
        if counts:
            each = ", ".join(f"{what} {count}" for what, count in sorted(counts.items()))
            terminalreporter.write_line(f"{COUNTER_LABELS[name]}: {counts.total()} ({each})")
    figures = terminalreporter.config.stash[FIGURES]
    for report_line in sorted(figures):
        terminalreporter.write_line(report_line)


@pytest.fixture(scope="session", autouse=True)
def _elsewhere(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Tests run in an empty folder: a program that is told of none does not find the starter."""
    before = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("elsewhere"))
    yield
    os.chdir(before)


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser with nothing in it from other modules' tests."""
    with chromium(f"--host-resolver-rules=MAP {PLAIN_HTTP} 127.0.0.1") as launched:
        yield launched


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A reader's browser with nothing kept in it, on a phone."""
    context = browser.new_context(
        viewport={"width": 360, "height": 780}, locale="sv-SE", timezone_id="Europe/Stockholm"
    )
    yield context
    context.close()


@pytest.fixture
def accept(request: pytest.FixtureRequest) -> bool:
    """Whether to rewrite the expected files."""
    return bool(request.config.getoption("--accept"))


@pytest.fixture
def report_line(request: pytest.FixtureRequest) -> Callable[[str], None]:
    """Adds a line to the end of the test report."""
    return request.config.stash[FIGURES].append


@pytest.fixture
def invalid_inputs(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts invalid inputs that were reported."""
    return request.config.stash[COUNTS]["invalid_inputs"]


@pytest.fixture
def hostile_inputs(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the hostile values that were refused, and those that were shown and did nothing."""
    return request.config.stash[COUNTS]["hostile_inputs"]


@pytest.fixture
def kill_points(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the moments at which a publisher was killed."""
    return request.config.stash[COUNTS]["kill_points"]


@pytest.fixture
def set_up(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the settings, attributes and shapes with which git was asked."""
    return request.config.stash[COUNTS]["set_up"]


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """A copy of the small playbook's project, to be changed."""
    return copy_small(tmp_path)
