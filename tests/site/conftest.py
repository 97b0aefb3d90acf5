"""Built sites, servers and a browser."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from sites import Served, build, make_project, served

TRIED: Counter[str] = Counter()


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    if TRIED:
        shown = ", ".join(f"{count} {what}" for what, count in sorted(TRIED.items()))
        terminalreporter.write_line(f"hostile values tried: {TRIED.total()} ({shown})")


@pytest.fixture
def hostile_tried() -> Counter[str]:
    """Counts the hostile values that were refused, and those that were shown and did nothing."""
    return TRIED


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The project of the small playbook with its site. Shared: do not change it."""
    project = make_project(tmp_path_factory.mktemp("built"))
    build(project)
    return project


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the small playbook, not yet built."""
    return make_project(tmp_path)


@pytest.fixture(scope="session")
def handbook_site(built: Path) -> Iterator[Served]:
    """The built site under a sub-path."""
    with served(built / "site") as found:
        yield found
