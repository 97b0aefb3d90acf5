"""Measures how soon a saved entry is shown, relative to plain ``mkdocs serve``.

The time is that from the save to changed bytes over HTTP, so it includes the time until the server
notices the change. The processor time is that of the server for one change, without the work that
it does later, when nobody waits.
"""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .build import HOOKS_FOLDER, MKDOCS_YML, environment, projects

ROOT = MKDOCS_YML.parent
SIZES = (1000, 4000)
IDLE_SECONDS = 8
"""A server that uses no processor for so long has finished its work in the background."""


@dataclass(frozen=True)
class Server:
    """A running preview: its process, and its URL."""

    process: subprocess.Popen[str]
    url: str

    def has(self, path: str, words: str) -> bool:
        """Whether a page contains some words."""
        with urllib.request.urlopen(self.url + path, timeout=600) as response:
            return words in response.read().decode()

    def processor_time(self) -> float:
        """Seconds of processor time so far."""
        text = Path(f"/proc/{self.process.pid}/stat").read_text(encoding="utf-8")
        user, system = text.rpartition(")")[2].split()[11:13]
        return (int(user) + int(system)) / os.sysconf("SC_CLK_TCK")

    def wait_until_idle(self) -> None:
        """Wait until the server has done everything that is left to do."""
        while True:
            before = self.processor_time()
            time.sleep(IDLE_SECONDS)
            if self.processor_time() - before < 0.1 * IDLE_SECONDS:
                return


@contextmanager
def served(folder: Path) -> Iterator[Server]:
    """Run the preview of a project once it serves pages."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port = int(probe.getsockname()[1])
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}"]
    with folder.with_name(f"{folder.name}.log").open("w", encoding="utf-8") as log:
        process = subprocess.Popen(
            command, cwd=folder, env=environment(), stdout=log, stderr=log, text=True
        )
        server = Server(process, f"http://127.0.0.1:{port}/")
        try:
            while not _is_up(server):
                time.sleep(0.2)
            yield server
        finally:
            process.kill()
            process.wait()


def _is_up(server: Server) -> bool:
    if server.process.poll() is not None:
        raise RuntimeError("the preview ended")
    try:
        return server.has("", "<")
    except OSError:
        return False


def times(folder: Path, file: str, page: str, old: str, repeats: int) -> tuple[float, float]:
    """The shortest time from a save to changed bytes, and the least processor time for it."""
    found: list[tuple[float, float]] = []
    path = folder / file
    with served(folder) as server:
        for number in range(repeats):
            server.wait_until_idle()
            text = path.read_text(encoding="utf-8")
            words = f"{old} x{number}x"
            before, start = server.processor_time(), time.perf_counter()
            path.write_text(text.replace(old, words, 1), encoding="utf-8")
            while not server.has(page, words):
                time.sleep(0.02)
            found.append((time.perf_counter() - start, server.processor_time() - before))
    seconds, processor = zip(*found, strict=True)
    return min(seconds), min(processor)


def starter(folder: Path) -> Path:
    """A copy of the starter."""
    for name in ("playbook_data", "docs"):
        shutil.copytree(ROOT / name, folder / name)
    shutil.copy(MKDOCS_YML, folder)
    shutil.copytree(HOOKS_FOLDER, folder / "hooks", ignore=shutil.ignore_patterns("__pycache__"))
    return folder


def main(sizes: tuple[int, ...] = SIZES, repeats: int = 3) -> None:
    """Print the times of the starter, and those of each size relative to plain ``mkdocs serve``."""
    with tempfile.TemporaryDirectory() as name:
        folder = starter(Path(name) / "starter")
        file, page = "playbook_data/policy/identity.yml", "policy/identity/"
        seconds, processor = times(folder, file, page, "Får jag", repeats)
        print(f"serve starter, one entry changed: {seconds:.2f} s, {processor:.2f} s of processor")
        for size in sizes:
            ours, plain = projects(Path(name), size)
            chapter, page = "playbook_data/policy/made-010.yml", "policy/made-010/"
            our = times(ours, chapter, page, "Får jag", repeats)
            markdown = "docs/policy/made-010/index.md"
            other = times(plain, markdown, page, "Får jag", repeats)
            print(
                f"serve {size:>5} entries, one changed: {our[0] / other[0]:.3f} of plain mkdocs "
                f"serve ({our[0]:.2f} s against {other[0]:.2f} s), processor time "
                f"{our[1] / other[1]:.3f} ({our[1]:.2f} s against {other[1]:.2f} s)"
            )


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
