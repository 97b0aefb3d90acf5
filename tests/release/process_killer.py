"""Runs publishers and kills them at chosen system calls, by means of strace.

Each publisher is forked from a process that has already imported all modules, so Python need not
start again each time. strace is attached to a publisher before it begins.
"""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path

from factories import subprocess_environment

from support import TESTS

CALLS = ("rename", "renameat", "renameat2", "link", "linkat", "symlink", "mkdir", "mkdirat",
         "rmdir", "unlink", "unlinkat", "write", "sendfile", "copy_file_range",
         "ftruncate")  # fmt: skip
"""The system calls by which a publisher changes the disk."""
GIT_CALLS = ("rename", "renameat", "renameat2", "link", "linkat", "write")
"""The system calls by which git stores objects and references."""
VISIBLE_CALLS = ("rename", "renameat", "renameat2", "rmdir")
"""The calls that can change what readers see; the others write to files of a staging folder."""
ALL_MOMENTS = os.environ.get("HYPOTHESIS_PROFILE") == "wide"
"""Whether to kill at every moment, which takes minutes; otherwise at one of a few."""
EVERY = 1 if ALL_MOMENTS else 3
"""One of so many moments is tried where the state of the disk differs only in staging files."""
_MOMENT = re.compile(r"(?:rename|link)\w*\(|write\(\d+</[^>]*[./]git/")
"""A call in the log of strace that changes a git repository."""
KILLED = -signal.SIGKILL


def moments(calls: Mapping[str, int]) -> Iterator[tuple[str, int]]:
    """The moments at which to kill: the name of a system call, and which of these calls.

    ``calls`` counts the calls of a whole run. Visible calls are all tried.
    """
    for call, count in sorted(calls.items()):
        for which in range(1, count + 1, 1 if call in VISIBLE_CALLS else EVERY):
            yield call, which


class ProcessKiller:
    """Starts publishers, one at a time, and kills them at chosen system calls.

    ``work`` is a folder for the publishers' temporary files and the log of strace.
    """

    def __init__(self, server: subprocess.Popen[str], work: Path) -> None:
        self._server, self._work = server, work

    def count_calls(self, built: Path, how: str, target: Path) -> Counter[str]:
        """Publish without being killed, and count each of the system calls in ``CALLS``."""
        status, log = self._traced([str(built), how, str(target)], CALLS)
        assert status == 0, log
        return Counter(re.findall(r"^(\w+)\(", log, re.MULTILINE))

    def kill_before(self, call: str, which: int, built: Path, how: str, target: Path) -> None:
        """Publish, and kill the process as it enters a call for the ``which``-th time."""
        args = [str(built), how, str(target)]
        inject = f"inject={call}:signal=SIGKILL:when={which}"
        status, log = self._traced(args, (call,), "-e", inject)
        assert status == KILLED, (call, which, status, log)

    def count_moments(self, built: Path, repo: Path, how: str = "branch") -> int:
        """The number of moments at which ``kill_at_moment`` can kill the same command."""
        return self.kill_at_moment(built, repo, None, how)

    def kill_at_moment(
        self, built: Path, repo: Path, moment: int | None, how: str = "branch"
    ) -> int:
        """Publish to a branch or tag a release, and kill all local processes at one moment.

        A moment is a rename, a link or a write to a file of a git repository by any git process.
        Moments are counted from 1; if ``moment`` is None, nothing is killed. ``how`` is "branch" or
        "release". Each process stops after each moment and is continued from here, so that no
        moment is missed. The remote side of a push runs in another session and is never killed.
        Returns the number of moments.
        """
        log, moments = self._work / "fifo", 0
        log.unlink(missing_ok=True)
        os.mkfifo(log)
        reader = os.open(log, os.O_RDONLY | os.O_NONBLOCK)  # strace waits until a reader exists
        options = ("-f", "-y", "-s", "0", "-e", f"inject={','.join(GIT_CALLS)}:signal=SIGSTOP")
        with self._attached([str(built), how, str(repo)], log, GIT_CALLS, *options) as strace:
            pids_at_moment: set[str] = set()
            os.set_blocking(reader, True)
            with os.fdopen(reader) as lines:
                for line in lines:
                    pid, event = line.rstrip().split(maxsplit=1)
                    if _MOMENT.match(event):
                        pids_at_moment.add(pid)
                    elif event == "--- stopped by SIGSTOP ---":
                        moments += pid in pids_at_moment
                        if moments == moment and pid in pids_at_moment:
                            os.killpg(self._pid, signal.SIGKILL)
                        pids_at_moment.discard(pid)
                        with suppress(ProcessLookupError):
                            os.kill(int(pid), signal.SIGCONT)
            strace.wait()
        status = self._read_number()
        assert status == (0 if moment is None else KILLED), status
        return moments

    def _traced(self, args: list[str], calls: tuple[str, ...], *options: str) -> tuple[int, str]:
        """Run a publisher under strace; returns its exit status and the log of its calls."""
        log = self._work / "log"
        with self._attached(args, log, calls, *options) as strace:
            status = self._read_number()
            strace.wait()
        return status, log.read_text()

    @contextmanager
    def _attached(
        self, args: list[str], log: Path, calls: tuple[str, ...], *options: str
    ) -> Iterator[subprocess.Popen[str]]:
        """Start a publisher; yields the strace process that is attached to it."""
        self._pid = pid = self._begin(args)
        trace = f"trace={','.join(calls)}"
        command = ["strace", "-p", str(pid), "-o", str(log), "-e", trace, *options]
        with subprocess.Popen(command, stderr=subprocess.PIPE, text=True) as strace:
            assert strace.stderr
            output = strace.stderr.readline()
            assert "attached" in output, output
            os.kill(pid, signal.SIGCONT)
            yield strace

    def _begin(self, args: list[str]) -> int:
        """Fork a publisher; returns its process id."""
        assert self._server.stdin
        self._server.stdin.write(json.dumps(args) + "\n")
        self._server.stdin.flush()
        return self._read_number()

    def _read_number(self) -> int:
        """The next number from the server: the id of a new publisher, or its exit status."""
        assert self._server.stdout
        return int(self._server.stdout.readline())


@contextmanager
def start_killer(work: Path) -> Iterator[ProcessKiller]:
    """Start the process that forks publishers; it ends with the context."""
    (work / "tmp").mkdir(parents=True)
    args = [sys.executable, str(TESTS / "release" / "publisher_process.py")]
    with subprocess.Popen(
        args, env={**subprocess_environment(), "TMPDIR": str(work / "tmp")}, text=True,
        stdin=subprocess.PIPE, stdout=subprocess.PIPE,
    ) as server:  # fmt: skip
        yield ProcessKiller(server, work)
        assert server.stdin
        server.stdin.close()
