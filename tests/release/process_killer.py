"""Publishers that are killed at a moment of their work, as the kernel counts moments.

A process that has imported everything forks each publisher, so that a moment costs a tenth of a
second and not one of Python's starts. strace is attached to a publisher before it begins.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from factories import put_environment

from support import TESTS

CALLS = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "mkdir", "mkdirat",
         "rmdir", "unlink", "unlinkat", "write", "sendfile", "copy_file_range",
         "ftruncate")  # fmt: skip
"""Every call by which a publisher changes what is on the disk."""
MOVES = ("rename", "renameat", "renameat2", "link", "linkat", "write")
"""The calls by which git puts objects and references in place."""
_CHANGE = re.compile(r"(?:rename|link)\w*\(|write\(\d+</[^>]*[./]git/")
KILLED = -signal.SIGKILL


class Publishers:
    """Starts publishers, one at a time, and kills them at moments.

    ``work`` is a folder of its own: for the publishers' temporary files and the log of the calls.
    """

    def __init__(self, server: subprocess.Popen[str], work: Path) -> None:
        self._server, self._work = server, work

    def points(self, built: Path, how: str, target: Path) -> Counter[str]:
        """How often a publisher that nobody kills makes each call that changes something."""
        end, log = self._traced([str(built), how, str(target)], CALLS)
        assert end == 0, log
        return Counter(re.findall(r"^(\w+)\(", log, re.MULTILINE))

    def kill_before(self, call: str, which: int, built: Path, how: str, target: Path) -> None:
        """Publish; the kernel kills the process as it enters a call for a certain time."""
        words = [str(built), how, str(target)]
        end, log = self._traced(words, (call,), "-e", f"inject={call}:signal=SIGKILL:when={which}")
        assert end == KILLED, (call, which, end, log)

    def moments(self, built: Path, repo: Path, kill_at: int | None = None) -> int:
        """Publish to a branch, and kill all that takes part after so many moments; their number.

        A moment is a rename, a link or a write to a file by any of git's processes. Each process
        stops after each of them, and goes on when it is told to, so no moment is missed. The far
        side of a push, in a session of its own as on another machine, is never killed.
        """
        log, seen = self._work / "fifo", 0
        log.unlink(missing_ok=True)
        os.mkfifo(log)
        lines = os.open(log, os.O_RDONLY | os.O_NONBLOCK)  # or strace would wait for a reader
        stops = ("-f", "-y", "-s", "0", "-e", f"inject={','.join(MOVES)}:signal=SIGSTOP")
        with self._attached([str(built), "branch", str(repo)], log, MOVES, *stops) as strace:
            changed: set[str] = set()
            os.set_blocking(lines, True)
            with os.fdopen(lines) as told:
                for line in told:
                    pid, output = line.rstrip().split(maxsplit=1)
                    if _CHANGE.match(output):
                        changed.add(pid)
                    elif output == "--- stopped by SIGSTOP ---":
                        seen += pid in changed
                        if seen == kill_at and pid in changed:
                            os.killpg(self._pid, signal.SIGKILL)
                        changed.discard(pid)
                        with suppress(ProcessLookupError):
                            os.kill(int(pid), signal.SIGCONT)
            strace.wait()
        end = self._end()
        assert end == (0 if kill_at is None else KILLED), end
        return seen

    def _traced(self, words: list[str], calls: tuple[str, ...], *more: str) -> tuple[int, str]:
        log = self._work / "log"
        with self._attached(words, log, calls, *more) as strace:
            end = self._end()
            strace.wait()
        return end, log.read_text()

    @contextmanager
    def _attached(
        self, words: list[str], log: Path, calls: tuple[str, ...], *more: str
    ) -> Iterator[subprocess.Popen[str]]:
        """A publisher that has just begun, and the tracer of its calls."""
        self._pid = pid = self._begin(words)
        args = ["strace", "-p", str(pid), "-o", str(log), "-e", f"trace={','.join(calls)}", *more]
        with subprocess.Popen(args, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr
            output = strace.stderr.readline()
            assert "attached" in output, output
            os.kill(pid, signal.SIGCONT)
            yield strace

    def _begin(self, words: list[str]) -> int:
        assert self._server.stdin
        self._server.stdin.write(json.dumps(words) + "\n")
        self._server.stdin.flush()
        return self._end()

    def _end(self) -> int:
        assert self._server.stdout
        return int(self._server.stdout.readline())


@contextmanager
def publishers(work: Path) -> Iterator[Publishers]:
    """A process that forks publishers, as long as it is needed."""
    (work / "tmp").mkdir(parents=True)
    args = [sys.executable, str(TESTS / "release" / "publisher_process.py")]
    with subprocess.Popen(
        args, env={**put_environment(), "TMPDIR": str(work / "tmp")}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as server:  # fmt: skip
        yield Publishers(server, work)
        assert server.stdin
        server.stdin.close()
