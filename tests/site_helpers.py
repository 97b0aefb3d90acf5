"""Handbooks and built sites for the tests of the layers pages and site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread

from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from playbook.pages.handbook import Handbook
from playbook.project import DATA_FOLDER, read_project
from support import SMALL, TESTS, TIMEOUT_SECONDS, replace

ROOT = TESTS.parent
"""The folder of this repository, with hooks/."""
CONFIG = TESTS / "data" / "mkdocs.yml"
"""The configuration of the tests' projects: an organisation may edit its own as it likes."""
EXAMPLE = TESTS / "data" / "example"
"""A handbook with every type of page, as long as real ones are, and with two pages of its own."""
LANGUAGES = ("sv", "en")


def handbook_of(project: Path) -> Handbook:
    """The handbook of a project whose data has no errors."""
    checked = read_project(project)
    assert checked.errors == []
    assert checked.playbook is not None
    return Handbook(checked.playbook)


def make_project(folder: Path, source: Path = SMALL) -> Path:
    """A project as an organisation has it: a playbook's data and pages, ours unless another is
    named."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    shutil.copy(CONFIG, folder)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    return folder


def example(folder: Path) -> None:
    """Make a project of the example in a folder, and build it."""
    build(make_project(folder, EXAMPLE), "--strict")


def environment() -> dict[str, str]:
    """The environment in which a builder is started."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


def build(
    project: Path, *options: str, builder: str = "mkdocs", check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Build a project's site in a process of its own; ``check`` demands that it succeeds."""
    command = [sys.executable, "-m", builder, "build", "-f", "mkdocs.yml", *options]
    done = subprocess.run(
        command,
        cwd=project,
        env=environment(),
        capture_output=True,
        text=True,
        timeout=TIMEOUT_SECONDS,
    )
    assert not check or done.returncode == 0, done.stdout + done.stderr
    return done


def build_here(project: Path, *, strict: bool | None = None) -> None:
    """Build a project's site in this process, as ``mkdocs build`` does: that is four times as fast.

    Python is not started, and no module imported again. Raises Abort where the build fails.
    """
    config = load_config(str(project / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def tree_of(folder: Path) -> dict[str, bytes]:
    """Every file of a folder with its bytes, by its path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def only_for_public_bodies(project: Path) -> None:
    """Let a whole chapter and a whole kind concern public bodies alone."""
    replace(
        project, "reading.yml", "    owner", "    applies_to: {sector: [public_body]}\n    owner"
    )
    text = (project / DATA_FOLDER / "policy" / "posting.yml").read_text(encoding="utf-8")
    head = text[: text.index("entries:")].replace("id: posting", "id: keeping")
    rule = text[text.index("  - id: public-record") : text.index("  - id: paid-in-the-us")]
    rule = rule.replace("public-record", "keep-comments").replace("allmän handling", "sparas ska")
    (project / DATA_FOLDER / "policy" / "keeping.yml").write_text(
        f"{head.replace('order: 1', 'order: 2')}entries:\n{rule}", encoding="utf-8"
    )


@dataclass(frozen=True)
class Served:
    """A folder served over HTTP: its address, and the paths that were asked for."""

    url: str
    asked: list[str]


@contextmanager
def served(folder: Path, prefix: str = "/handbok/senaste/") -> Iterator[Served]:
    """Serve a folder under a sub-path, and nothing outside it."""
    asked: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            asked.append(path)
            inside = path.removeprefix(prefix)
            return super().translate_path(f"/{inside}" if inside != path else "/no-such-page")

        def log_message(self, format: str, *args: object) -> None:
            """Say nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}{prefix}", asked)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
