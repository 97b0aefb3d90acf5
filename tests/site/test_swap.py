"""The last good site stays as it was until a better one is whole."""

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

BREAKING = {
    # A page of the organisation's links to nothing: MkDocs warns, and strict makes it fail.
    "broken-link": (ABOUT, "# Om\n\n[bort](no-such-page.md)\n", "no-such-page.md"),
    "broken-anchor": (ABOUT, "# Om\n\n[bort](#no-such-place)\n", "no-such-place"),
    # MkDocs does not look at raw HTML: the audit does.
    "broken-html-link": (
        ABOUT,
        '# Om\n\n<a href="../no-such-page/">bort</a>\n',
        "docs/about.md:1:1: error PB902: the page about/ links to '../no-such-page/', "
        "which is not in the site; fix the link in this file",
    ),
    "another-host": (
        ABOUT,
        '# Om\n\n<img src="https://evil.example/x.png" alt="">\n',
        "docs/about.md:1:1: error PB906: about/ loads "
        "'https://evil.example/x.png' from another host; keep the file in this site",
    ),
    "no-yaml": ("playbook_data/tone.yml", "entries: [\n", "playbook_data/tone.yml:"),
    "no-config": ("mkdocs.yml", "site_name: [\n", "mkdocs.yml"),
}


def write(project: Path, name: str, text: str) -> None:
    (project / name).write_text(text, encoding="utf-8")


def left_over(project: Path) -> list[Path]:
    return list(project.glob(".site-building-*"))


@pytest.mark.parametrize("case", BREAKING)
def test_a_build_that_fails_touches_nothing(with_site: Path, case: str) -> None:
    project = with_site
    before = tree_of(project / "site")
    name, text, message = BREAKING[case]
    write(project, name, text)
    done = build(project, check=False)
    assert done.returncode == 1
    assert message in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr
    assert tree_of(project / "site") == before
    assert left_over(project) == []


def test_a_warning_of_the_data_fails_a_strict_build_and_only_that(with_site: Path) -> None:
    project = with_site
    before = tree_of(project / "site")
    replace(project, "playbook.yml", "values:\n", "values:\n  unused_norm: {count: 1}\n")
    done = build(project, "--strict", check=False)
    line = ":3: warning PB312: the value 'unused_norm' is never used"
    assert done.returncode == 1
    assert line in done.stdout + done.stderr
    assert tree_of(project / "site") == before
    done = build(project, "--no-strict")
    assert line in done.stdout + done.stderr
    assert left_over(project) == []


def test_a_place_that_cannot_be_written_is_told(project: Path) -> None:
    done = build(project, "--site-dir", "mkdocs.yml/site", check=False)
    assert done.returncode == 1
    assert "mkdocs.yml/site: Not a directory" in done.stdout + done.stderr
    assert "Traceback" not in done.stdout + done.stderr


def test_a_first_build_that_fails_leaves_no_site(project: Path) -> None:
    write(project, *BREAKING["broken-html-link"][:2])
    assert build(project, check=False).returncode == 1
    assert not (project / "site").exists()
    assert left_over(project) == []


@pytest.mark.slow
@pytest.mark.parametrize("delay", [0, 0.05, 0.15, 0.3])
def test_a_build_that_is_killed_leaves_a_whole_site_and_the_next_one_cleans_up(
    with_site: Path, delay: float
) -> None:
    """Without a delay the build waits in its middle for its end, however slow the machine is."""
    project = with_site
    old = tree_of(project / "site")
    replace(project, "tone.yml", "Vi är varma", "Vi är vänliga")
    config = (project / "mkdocs.yml").read_text(encoding="utf-8")
    if not delay:
        write(project, "waiting.py", "import signal\n\ndef on_env(*_, **__):\n    signal.pause()\n")
        write(project, "mkdocs.yml", config.replace("hooks.py]", "hooks.py, waiting.py]"))
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    process = subprocess.Popen(command, cwd=project, env=environment())
    until = time.monotonic() + TIMEOUT_SECONDS
    while not left_over(project) and process.poll() is None and time.monotonic() < until:
        time.sleep(0.001)
    assert left_over(project)
    time.sleep(delay)
    os.kill(process.pid, signal.SIGKILL)
    process.wait()
    after = tree_of(project / "site")
    write(project, "mkdocs.yml", config)
    build(project)
    new = tree_of(project / "site")
    assert after in (old, new)
    assert new != old
    assert delay or after == old, "the build was over before it was killed"
    assert left_over(project) == []
