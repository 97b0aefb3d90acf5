"""Runs the live preview in a separate process."""

from __future__ import annotations

import os
import signal
import socket
import subprocess
import sys
import time
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from threading import Thread
from urllib.request import urlopen

from site_helpers import environment
from support import TIMEOUT_SECONDS


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


@dataclass
class Preview:
    """A running ``mkdocs serve``, its URL and its output so far."""

    process: subprocess.Popen[str]
    url: str
    output_lines: list[str]
    reader: Thread

    @property
    def output(self) -> str:
        return "".join(self.output_lines)

    def page(self, path: str = "") -> str:
        """The HTML of a page. Raises an OSError if the server does not respond in time."""
        with urlopen(self.url + path, timeout=TIMEOUT_SECONDS) as response:
            return str(response.read().decode())

    def wait(self, condition: Callable[[], bool], what: str) -> None:
        """Wait until a condition is true; on failure, the error contains the output."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while time.monotonic() < deadline:
            if self.process.poll() is not None:
                self.reader.join()
                raise AssertionError(f"the preview stopped:\n{self.output}")
            if condition():
                return
            time.sleep(0.05)
        raise AssertionError(f"{what} did not appear within {TIMEOUT_SECONDS} s:\n{self.output}")

    def wait_for_page(self, path: str, words: str) -> None:
        self.wait(lambda: words in self.page(path), f"{words!r} on {path!r}")

    def wait_for_output(self, words: str) -> None:
        self.wait(lambda: words in self.output, f"{words!r} in the terminal")

    def stop(self) -> int:
        """Stop the preview as an editor does, with Ctrl+C."""
        if self.process.poll() is None:
            self.process.send_signal(signal.SIGINT)
        code = self.process.wait(timeout=TIMEOUT_SECONDS)
        self.reader.join()
        if self.process.stdout:
            self.process.stdout.close()
        return code


def start(project: Path, *options: str) -> Preview:
    """Start a preview of a project, and wait until it serves.

    Tries another port if a different process took the free port.
    """
    while True:
        preview = _launch(project, free_port(), *options)
        try:
            preview.wait_for_output("Serving on")
        except AssertionError:
            preview.stop()
            if "Address already in use" not in preview.output:
                raise
        else:
            return preview


def _launch(project: Path, port: int, *options: str) -> Preview:
    command = [sys.executable, "-m", "mkdocs", "serve", "-a", f"127.0.0.1:{port}", *options]
    process = subprocess.Popen(
        command, cwd=project, env={**environment(), "TMPDIR": os.fspath(project.parent)},
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True,
    )  # fmt: skip
    assert process.stdout
    output_lines: list[str] = []
    reader = Thread(target=output_lines.extend, args=(process.stdout,), daemon=True)
    reader.start()
    return Preview(process, f"http://127.0.0.1:{port}/", output_lines, reader)
