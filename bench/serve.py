"""Measures the rebuild time after one change, relative to plain ``mkdocs serve``.

The time is that between the log lines for a detected change and for reloading browsers, so it
excludes MkDocs' polling interval of half a second.
"""

from __future__ import annotations

import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from .build import environment, projects

CHANGE_DETECTED, REBUILT = "Detected file changes", "Reloading browsers"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[IO[str]]:
    """Run the preview of a project, and yield its log once it serves pages."""
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{_free_port()}"]
    process = subprocess.Popen(
        command, cwd=folder, env=environment(), stderr=subprocess.PIPE, text=True
    )
    assert process.stderr
    try:
        _wait_for("Serving on", process.stderr)
        yield process.stderr
    finally:
        process.kill()
        process.wait()


def _wait_for(message: str, log: IO[str]) -> float:
    """The time at which a message appears in the log. Raises RuntimeError if it never does."""
    for line in log:
        if message in line:
            return time.perf_counter()
    raise RuntimeError(f"the preview ended before it logged: {message}")


def rebuild_time(folder: Path, changed_file: Path, old: str, repeats: int) -> float:
    """Seconds of the shortest of several rebuilds, each after a change of one word in a file."""
    times = []
    with served(folder) as log:
        for number in range(repeats):
            time.sleep(1)
            text = changed_file.read_text(encoding="utf-8")
            changed_file.write_text(text.replace(old, f"{old} x{number}", 1), encoding="utf-8")
            change_time = _wait_for(CHANGE_DETECTED, log)
            times.append(_wait_for(REBUILT, log) - change_time)
    return min(times)


def main(size: int = 1000, repeats: int = 4) -> None:
    """Print the rebuild time relative to plain ``mkdocs serve``."""
    with tempfile.TemporaryDirectory() as name:
        ours, plain = projects(Path(name), size)
        chapter = "playbook_data/policy/made-010.yml"
        our_time = rebuild_time(ours, ours / chapter, "Får jag", repeats)
        plain_time = rebuild_time(
            plain, plain / "docs/policy/made-010/index.md", "Får jag", repeats
        )
    print(
        f"serve {size:>5} entries, one changed: {our_time / plain_time:.2f} of plain mkdocs serve "
        f"({our_time:.2f} s against {plain_time:.2f} s)"
    )


if __name__ == "__main__":
    main()
