"""Checks that a build replaces the last good site only when the new site is complete."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from site_helpers import build, environment, tree_of
from support import TIMEOUT_SECONDS, replace

ABOUT = "docs/about.md"

BROKEN_PROJECTS = {
    # A broken link in a hand-written page: MkDocs warns, and a strict build fails.
    "broken-link": (ABOUT, "# Om\n\n[bort](no-such-page.md)\n", "no-such-page.md"),
    "broken-anchor": (ABOUT, "# Om\n\n[bort](#no-such-place)\n", "no-such-place"),
    # MkDocs does not check raw HTML, but the audit does.
    "broken-html-link": (
        ABOUT,
        '# Om\n\n<a href="../no-such-page/">bort</a>\n',
        "docs/about.md:3:10: error PB902: the page about/ links to '../no-such-page/', "
        "which is not in the site; fix the link in this file",
    ),
    "another-host": (
        ABOUT,
        '# Om\n\n<img src="https://evil.example/x.png" alt="">\n',
        "docs/about.md:3:11: error PB906: about/ loads "
        "'https://evil.example/x.png' from another host; keep the file in this site",
    ),
    "no-yaml": ("playbook_data/tone.yml", "entries: [\n", "playbook_data/tone.yml:"),
    "no-config": ("mkdocs.yml", "site_name: [\n", "mkdocs.yml"),
}


def write(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text, encoding="utf-8")


def leftovers(project: Path) -> list[Path]:
    return list(project.glob(".site-building-*"))


@pytest.mark.slow
@pytest.mark.parametrize("case", BROKEN_PROJECTS)
def test_a_failed_build_changes_nothing(with_site: Path, case: str) -> None:
    project = with_site
    before = tree_of(project / "site")
    name, text, message = BROKEN_PROJECTS[case]
    write(project, name, text)
    result = build(project, check=False)
    assert result.returncode == 1
    assert message in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr
    assert tree_of(project / "site") == before
    assert leftovers(project) == []


@pytest.mark.slow
def test_a_warning_in_the_data_fails_only_a_strict_build(with_site: Path) -> None:
    project = with_site
    before = tree_of(project / "site")
    replace(project, "playbook.yml", "values:\n", "values:\n  unused_norm: {count: 1}\n")
    result = build(project, "--strict", check=False)
    line = ":3: warning PB312: the value 'unused_norm' is never used"
    assert result.returncode == 1
    assert line in result.stdout + result.stderr
    assert tree_of(project / "site") == before
    result = build(project, "--no-strict")
    assert line in result.stdout + result.stderr
    assert leftovers(project) == []


@pytest.mark.slow
def test_a_target_that_cannot_be_written_is_reported(project: Path) -> None:
    result = build(project, "--site-dir", "mkdocs.yml/site", check=False)
    assert result.returncode == 1
    assert "mkdocs.yml/site: Not a directory" in result.stdout + result.stderr
    assert "Traceback" not in result.stdout + result.stderr


@pytest.mark.slow
def test_a_failed_first_build_leaves_no_site(project: Path) -> None:
    write(project, *BROKEN_PROJECTS["broken-html-link"][:2])
    assert build(project, check=False).returncode == 1
    assert not (project / "site").exists()
    assert leftovers(project) == []


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0, 0.05, 0.15, 0.3])
def test_a_killed_build_leaves_a_complete_site_and_the_next_build_cleans_up(
    with_site: Path, delay: float
) -> None:
    """If the delay is 0, a hook pauses the build halfway, however slow the machine is."""
    project = with_site
    old = tree_of(project / "site")
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    if not delay:
        write(project, "waiting.py", "import signal\n\ndef on_env(*_, **__):\n    signal.pause()\n")
        write(project, "mkdocs.yml", config.replace("hooks.py]", "hooks.py, waiting.py]"))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    process = subprocess.Popen(command, cwd=project, env=environment())
    deadline = time.monotonic() + TIMEOUT_SECONDS
    while not leftovers(project) and process.poll() is None and time.monotonic() < deadline:
        time.sleep(0.001)
    assert leftovers(project)
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    after = tree_of(project / "site")
    write(project, "mkdocs.yml", config)
    build(project)
    new = tree_of(project / "site")
    assert after in (old, new)
    assert new != old
    if not delay:
        assert after == old, "the build was over before it was killed"
    assert leftovers(project) == []
