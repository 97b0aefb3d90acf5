"""Rebuild time after one change, compared with plain ``mkdocs serve``.

The time is measured between the log lines for a detected change and for reloading browsers, so that
MkDocs' polling interval of half a second counts for neither side.
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

SEEN, DONE = "Detected file changes", "Reloading browsers"


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@contextmanager
def served(folder: Path) -> Iterator[IO[str]]:
    """Run the preview of a project. Returns its log once it serves."""
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


def _wait_for(words: str, log: IO[str]) -> float:
    """The time at which the words appear in the log. Raises RuntimeError if they never do."""
    for line in log:
        if words in line:
            return time.perf_counter()
    raise RuntimeError(f"the preview ended before it logged: {words}")


def rebuild_time(folder: Path, changed: Path, old: str, repeats: int) -> float:
    """The seconds of the shortest rebuild after a change of one word in a file."""
    times = []
    with served(folder) as log:
        for number in range(repeats):
            time.sleep(1)
            text = changed.read_text(encoding="utf-8")
            changed.write_text(text.replace(old, f"{old} x{number}", 1), encoding="utf-8")
            change_seen = _wait_for(SEEN, log)
            times.append(_wait_for(DONE, log) - change_seen)
    return min(times)


def main(size: int = 1000, repeats: int = 4) -> None:
    """Print the ratio."""
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
