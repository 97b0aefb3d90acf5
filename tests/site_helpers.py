"""Makes projects and builds their sites, for the tests of `pages` and `site`."""

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
"""The root of this repository."""
CONFIG = TESTS / "data" / "mkdocs.yml"
"""The mkdocs.yml of test projects; the one at the root is the organisation's to edit."""
EXAMPLE = TESTS / "data" / "example"
"""A handbook of realistic length with every page type and two hand-written pages."""
LANGUAGES = ("sv", "en")


def handbook_of(project: Path) -> Handbook:
    """Read a project into a handbook. Fails if its data has errors."""
    checked = read_project(project)
    assert checked.errors == []
    assert checked.playbook is not None
    return Handbook(checked.playbook)


def make_project(folder: Path, source: Path = SMALL) -> Path:
    """Make a project from the data and pages in ``source``, and return its folder."""
    shutil.copytree(source, folder, dirs_exist_ok=True)
    shutil.copy(CONFIG, folder)
    (folder / "hooks").symlink_to(ROOT / "hooks")
    return folder


def build_example(folder: Path) -> None:
    """Copy the example handbook to a folder and build its site."""
    build(make_project(folder, EXAMPLE), "--strict")


def environment() -> dict[str, str]:
    """The environment variables for a process that builds a site."""
    return {**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONUNBUFFERED": "1"}


def build(
    project: Path, *options: str, builder: str = "mkdocs", check: bool = True
) -> subprocess.CompletedProcess[str]:
    """Build a project's site in a separate process. With ``check``, fails if the build fails."""
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


def build_in_process(project: Path, *, strict: bool | None = None) -> None:
    """Build a project's site in this process, as ``mkdocs build`` does. Raises Abort if it fails.

    This is four times as fast, as Python does not have to start and import every module.
    """
    config = load_config(str(project / "mkdocs.yml"), strict=strict)
    config.plugins.on_startup(command="build", dirty=False)
    try:
        mkdocs_build(config)
    finally:
        config.plugins.on_shutdown()


def without_offline(site: Path, folder: Path) -> Path:
    """A copy of a site without offline storage, which is slow and has its own tests."""
    copy = shutil.copytree(site, folder / "online")
    (copy / "offline.json").write_text('{"offline": false}', encoding="utf-8")
    return copy


def tree_of(folder: Path) -> dict[str, bytes]:
    """The content of every file in a folder, by its path relative to the folder."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file()
    }


def restrict_to_public_bodies(project: Path) -> None:
    """Make all entries of one kind and one new chapter apply only to public bodies."""
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
    """A folder served over HTTP: its URL, and the requested paths."""

    url: str
    requested_paths: list[str]


@contextmanager
def served(folder: Path, prefix: str = "/handbok/senaste/") -> Iterator[Served]:
    """Serve a folder below a path prefix; other paths are not found."""
    requested_paths: list[str] = []

    class Handler(SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            requested_paths.append(path)
            relative = path.removeprefix(prefix)
            return super().translate_path(f"/{relative}" if relative != path else "/no-such-page")

        def log_message(self, format: str, *args: object) -> None:
            """Print nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    thread = Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield Served(f"http://127.0.0.1:{server.server_address[1]}{prefix}", requested_paths)
    finally:
        server.shutdown()
        server.server_close()
        thread.join()
