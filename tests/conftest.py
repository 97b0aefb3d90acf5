"""Pytest options and fixtures, the order of the test files, and the lines after the test run."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, settings
from playwright.sync_api import Browser, BrowserContext

import memory_folder
import running_order
import separation
from browsing import INSECURE_HOST, chromium
from support import copy_small

settings.register_profile(
    "same",  # the same inputs on every run
    derandomize=True,
    deadline=None,  # a busy machine is slow: tests that limit time measure processor time
    max_examples=200,
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.function_scoped_fixture],
)
settings.register_profile(
    "wide", settings.get_profile("same"), derandomize=False, max_examples=5000
)
settings.load_profile(os.environ.get("HYPOTHESIS_PROFILE", "same"))

COUNTER_LABELS = {
    "invalid_inputs": "invalid inputs tried",
    "hostile_inputs": "hostile values tried",
    "kill_points": "kill points tried",
    "repository_shapes": "repository shapes tried",
    "git_settings": "git settings tried",
}
"""The label of each counter in the test report, by the name of its fixture."""
SEPARATION_RULE = "a test outside tests/starter must not read the starter's text: see separation.py"
GC_THRESHOLDS = (20_000, 20, 20)
"""Higher than Python's, because the collector examines whole projects that tests have read."""
MIN_MEMORY = 200_000_000
"""With fewer free bytes in the folder in memory, tests use the disk."""
COUNTS = pytest.StashKey[dict[str, Counter[str]]]()
REPORT_LINES = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--accept", action="store_true", help="Rewrite the expected files with the actual results."
    )


@pytest.hookimpl(tryfirst=True)  # before pytest decides where its temporary folders are
def pytest_configure(config: pytest.Config) -> None:
    if getattr(config.option, "numprocesses", None) and config.option.basetemp is None:
        config.option.basetemp = memory_folder.create()
    counts: dict[str, Counter[str]] = {name: Counter() for name in COUNTER_LABELS}
    config.stash[COUNTS] = counts
    config.stash[REPORT_LINES] = []
    config.option.loadscopereorder = False  # xdist would run the files with the fewest tests last
    separation.watch()


def pytest_xdist_auto_num_workers(config: pytest.Config) -> int:
    """Two processes more than there are cores, because slow tests also wait for other programs."""
    cores = len(os.sched_getaffinity(0)) if sys.platform == "linux" else os.cpu_count() or 1
    return cores + 2 * ("not slow" not in config.option.markexpr)


def pytest_collectstart(collector: pytest.Collector) -> None:
    if isinstance(collector, pytest.Module):
        separation.begin(collector.path, collector.nodeid)


def pytest_collection_finish(session: pytest.Session) -> None:
    gc.collect()
    gc.freeze()  # the collector then ignores the objects that exist now: they stay until the end
    gc.set_threshold(*GC_THRESHOLDS)
    if violations := separation.end():
        raise pytest.UsageError("\n".join([*violations, SEPARATION_RULE]))


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    running_order.sort(items)


@pytest.hookimpl(tryfirst=True)
def pytest_runtest_setup(item: pytest.Item) -> None:
    separation.begin(item.path, item.nodeid)


@pytest.hookimpl(wrapper=True, tryfirst=True)
def pytest_runtest_teardown(item: pytest.Item) -> Iterator[None]:
    yield
    if violations := separation.end():
        pytest.fail("\n".join([*violations, SEPARATION_RULE]), pytrace=False)


def pytest_sessionfinish(session: pytest.Session) -> None:
    """A worker process sends its counts and report lines to the main process."""
    output: dict[str, Any] | None = getattr(session.config, "workeroutput", None)
    if output is not None:
        output["counts"] = {
            name: dict(counter) for name, counter in session.config.stash[COUNTS].items()
        }
        output["report_lines"] = session.config.stash[REPORT_LINES]


@pytest.hookimpl(optionalhook=True)
def pytest_testnodedown(node: Any) -> None:
    for name, counts in getattr(node, "workeroutput", {}).get("counts", {}).items():
        node.config.stash[COUNTS][name].update(counts)
    node.config.stash[REPORT_LINES].extend(
        getattr(node, "workeroutput", {}).get("report_lines", [])
    )


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for name, counts in terminalreporter.config.stash[COUNTS].items():
        if counts:
            details = ", ".join(f"{label} {count}" for label, count in sorted(counts.items()))
            terminalreporter.write_line(f"{COUNTER_LABELS[name]}: {counts.total()} ({details})")
    lines = terminalreporter.config.stash[REPORT_LINES]
    for line in sorted(lines):
        terminalreporter.write_line(line)


@pytest.fixture(scope="session", autouse=True)
def _empty_working_folder(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Run tests in an empty folder, so that a command without a path does not find the starter."""
    original = Path.cwd()
    os.chdir(tmp_path_factory.mktemp("working-folder"))
    yield
    os.chdir(original)


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """The browser of this process; tests are separated by their contexts."""
    with chromium(f"--host-resolver-rules=MAP {INSECURE_HOST} 127.0.0.1") as launched:
        yield launched


@pytest.fixture
def reader(browser: Browser) -> Iterator[BrowserContext]:
    """A browser context with the viewport, language and time zone of a Swedish phone."""
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
    return request.config.stash[REPORT_LINES].append


@pytest.fixture
def invalid_inputs(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts invalid inputs that were reported."""
    return request.config.stash[COUNTS]["invalid_inputs"]


@pytest.fixture
def hostile_inputs(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts hostile values that were rejected, or shown without effect."""
    return request.config.stash[COUNTS]["hostile_inputs"]


@pytest.fixture
def kill_points(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the points at which a publication, a decision or a release was killed."""
    return request.config.stash[COUNTS]["kill_points"]


@pytest.fixture
def repository_shapes(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the kinds of repositories in which git or a command gave the expected result."""
    return request.config.stash[COUNTS]["repository_shapes"]


@pytest.fixture
def git_settings(request: pytest.FixtureRequest) -> Counter[str]:
    """Counts the settings, variables and attributes with which git gave the expected result."""
    return request.config.stash[COUNTS]["git_settings"]


@pytest.fixture
def memory_path(tmp_path: Path) -> Iterator[Path]:
    """A folder like `tmp_path`, in memory where the system has room there.

    Tests that start hundreds of times from a new tree need half the processor time in it.
    """
    if (
        not memory_folder.MEMORY.is_dir()
        or shutil.disk_usage(memory_folder.MEMORY).free < MIN_MEMORY
    ):
        yield tmp_path
        return
    with tempfile.TemporaryDirectory(dir=memory_folder.MEMORY, prefix="playbook-test-") as folder:
        yield Path(folder)


@pytest.fixture
def small_project(tmp_path: Path) -> Path:
    """The folder of a copy of the small playbook, which the test may change."""
    return copy_small(tmp_path)
