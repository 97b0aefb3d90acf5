"""Rebuild time after one change, compared with plain ``mkdocs serve``.

Timed from the line that says a change was seen to the line that says browsers reload, so that the
half second in which MkDocs looks for changes counts for neither side.
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
    """A running preview of a project; gives its log once it serves."""
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
    """The moment at which the words stand in the log. Raises RuntimeError where they never do."""
    for line in log:
        if words in line:
            return time.perf_counter()
    raise RuntimeError(f"the preview ended before it said: {words}")


def rebuild_time(folder: Path, changed: Path, old: str, repeats: int) -> float:
    """The shortest rebuild after one word of a file was changed."""
    times = []
    with served(folder) as log:
        for number in range(repeats):
            time.sleep(1)
            text = changed.read_text(encoding="utf-8")
            changed.write_text(text.replace(old, f"{old} x{number}", 1), encoding="utf-8")
            seen = _wait_for(SEEN, log)
            times.append(_wait_for(DONE, log) - seen)
    return min(times)


def main(size: int = 1000, repeats: int = 4) -> None:
    """Print the ratio."""
    with tempfile.TemporaryDirectory() as name:
        ours, plain = projects(Path(name), size)
        chapter = "playbook_data/policy/made-010.yml"
        mine = rebuild_time(ours, ours / chapter, "Får jag", repeats)
        theirs = rebuild_time(plain, plain / "docs/policy/made-010/index.md", "Får jag", repeats)
    print(
        f"serve {size:>5} entries, one changed: {mine / theirs:.2f} of plain mkdocs serve "
        f"({mine:.2f} s against {theirs:.2f} s)"
    )


if __name__ == "__main__":
    main()
