"""The host of a handbook is confirmed before a release is published, and verified after it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from login_service import Answer, answering

from site_helpers import make_project
from support import TESTS, replace

SCRIPT = TESTS.parent / ".ci" / "published_host.py"
ADDRESS = "https://playbook.example.com/"


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """A project of the small playbook, which is for staff."""
    return make_project(tmp_path / "project")


def run(project: Path, *arguments: str, **variables: str) -> subprocess.CompletedProcess[str]:
    """Run the script in a project; ``playbook`` on its path is the one of this repository."""
    bin = project.parent / "bin"
    bin.mkdir(exist_ok=True)
    command = bin / "playbook"
    command.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m playbook "$@"\n', encoding="utf-8")
    command.chmod(0o755)
    env = {**os.environ, "PATH": f"{bin}:{os.environ['PATH']}", "PLAYBOOK_WAIT_SECONDS": "0",
           "PYTHONPATH": str(TESTS.parent / "hooks"), **variables}  # fmt: skip
    return subprocess.run(
        [sys.executable, str(SCRIPT), *arguments],
        cwd=project, env=env, capture_output=True, text=True, check=False,
    )  # fmt: skip


def set_address(project: Path, address: str) -> None:
    config = project / "mkdocs.yml"
    text = config.read_text(encoding="utf-8")
    config.write_text(text.replace(ADDRESS, address), encoding="utf-8")


def test_a_handbook_for_staff_stops_until_somebody_confirms_the_address(project: Path) -> None:
    done = run(project, "before")
    assert done.returncode == 1
    assert f"can read {ADDRESS}" in done.stderr
    assert "PLAYBOOK_CLOSED_ADDRESS" in done.stderr
    assert run(project, "before", PLAYBOOK_CLOSED_ADDRESS=ADDRESS.rstrip("/")).returncode == 0


def test_a_confirmation_counts_only_for_its_address(project: Path) -> None:
    set_address(project, "https://elsewhere.example.com/")
    assert run(project, "before", PLAYBOOK_CLOSED_ADDRESS=ADDRESS).returncode == 1


def test_what_is_public_needs_no_confirmation(project: Path) -> None:
    edition = 'public: no\npublic_edition: {address: "https://www.example.com/a"}\n'
    assert run(project, "before", EDITION="public").returncode == 2
    replace(project, "playbook.yml", "public: no\n", edition)
    assert run(project, "before").returncode == 1
    assert run(project, "before", EDITION="public").returncode == 0
    replace(project, "playbook.yml", "public: no\n", "public: yes\n")
    assert run(project, "before").returncode == 0


def test_an_address_for_staff_that_is_open_fails_after_publication(project: Path) -> None:
    answer: list[Answer] = [(200, {}, '{"entries": []}')]
    with answering(lambda path, cookie: answer[0]) as port:
        set_address(project, f"http://127.0.0.1:{port}/")
        done = run(project, "after", "v1.0.0")
        assert done.returncode == 1, done.stdout + done.stderr
        assert "PB890" in done.stdout
        answer[0] = 401, {}, ""
        done = run(project, "after", "v1.0.0")
        assert done.returncode == 0, done.stdout + done.stderr


def test_a_host_that_does_not_show_the_version_fails_with_the_first_steps(project: Path) -> None:
    replace(project, "playbook.yml", "public: no\n", "public: yes\n")
    with answering(lambda path, cookie: (404, {}, "")) as port:
        set_address(project, f"http://127.0.0.1:{port}/")
        done = run(project, "after", "v1.0.0")
    assert done.returncode == 1
    assert "does not show version 1.0.0 yet" in done.stderr
    assert "Settings > Pages" in done.stderr


@pytest.mark.parametrize("arguments", [(), ("after",), ("befor",), ("before", "v1"), ("v1", "x")])
def test_wrong_arguments_show_the_usage(project: Path, arguments: tuple[str, ...]) -> None:
    done = run(project, *arguments)
    assert done.returncode == 2
    assert done.stderr == (
        "usage: python .ci/published_host.py before\n"
        "       python .ci/published_host.py after VERSION\n"
    )


@pytest.mark.parametrize("seconds", ["10m", "nan", "inf", "-1"])
def test_a_time_that_is_not_a_number_of_seconds_is_reported(project: Path, seconds: str) -> None:
    replace(project, "playbook.yml", "public: no\n", "public: yes\n")
    done = run(project, "after", "v1.0.0", PLAYBOOK_WAIT_SECONDS=seconds)
    assert done.returncode == 2
    assert done.stderr == "PLAYBOOK_WAIT_SECONDS is not a number of seconds, such as 600\n"
    confirmed = {"PLAYBOOK_CLOSED_ADDRESS": ADDRESS, "PLAYBOOK_WAIT_SECONDS": seconds}
    assert run(project, "before", **confirmed).returncode == 0
