"""Forks a process for each command, which saves the start of Python and the imports.

A forked process has its own working directory, environment, arguments and streams. What Python
reads only when it starts is that of the server, apart from ``PYTHONIOENCODING``.
"""

from __future__ import annotations

import atexit
import functools
import gc
import importlib
import json
import os
import pkgutil
import runpy
import socket
import subprocess
import sys
import traceback
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NoReturn

import playbook
from playbook.project import read_project
from support import SMALL, TESTS, TIMEOUT_SECONDS

MAX_REQUEST = 1_000_000
STREAMS = 3
Streams = tuple[int, int, int]
"""The file descriptors of a command's input, output and errors."""


class ForkServer:
    """A running server. One process uses it, for one command at a time."""

    def __init__(self, environment: Mapping[str, str]) -> None:
        self._socket, other = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
        self._socket.settimeout(TIMEOUT_SECONDS)
        with other:
            self._process = subprocess.Popen(
                [sys.executable, __file__, str(other.fileno())], env=environment,
                stdin=subprocess.DEVNULL, pass_fds=[other.fileno()],
            )  # fmt: skip

    def run(
        self, module: str, arguments: tuple[str, ...], folder: Path,
        environment: Mapping[str, str], streams: Streams,
    ) -> int:  # fmt: skip
        """Run a module as ``python -m`` does, in a folder; returns its exit status.

        The status is negative if a signal ended the process.
        """
        sys.audit("subprocess.Popen", module, arguments, str(folder), None)  # for separation.py
        request = {"module": module, "arguments": arguments, "folder": str(folder)}
        message = json.dumps({**request, "environment": dict(environment)}).encode()
        socket.send_fds(self._socket, [message], streams)
        answer = self._socket.recv(MAX_REQUEST)
        assert answer, "the fork server has ended"
        return int(answer)

    def stop(self) -> None:
        """End the server."""
        self._socket.close()
        self._process.wait()


@functools.cache
def fork_server() -> ForkServer:
    """The server of this process; it starts when it is first needed, and ends with the process."""
    path = os.pathsep.join(map(str, (TESTS.parent / "hooks", TESTS)))
    variables = {"PYTHONPATH": path, "PYTHONDONTWRITEBYTECODE": "1"}
    server = ForkServer({**os.environ, **variables})
    atexit.register(server.stop)
    return server


def serve(connection: socket.socket) -> None:
    """Fork a process for each request, and send its exit status."""
    for module in pkgutil.walk_packages(playbook.__path__, "playbook."):
        if module.name != "playbook.__main__":
            importlib.import_module(module.name)
    read_project(SMALL)  # caches the languages
    gc.freeze()  # a forked process then shares these objects' memory
    while True:
        message, descriptors, _, _ = socket.recv_fds(connection, MAX_REQUEST, STREAMS)
        if not message:
            return
        process = os.fork()
        if process == 0:
            connection.close()
            _run(json.loads(message), descriptors)
        for descriptor in descriptors:
            os.close(descriptor)
        connection.send(str(os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])).encode())


def _run(request: Mapping[str, Any], descriptors: list[int]) -> NoReturn:
    """Run the requested module in this forked process."""
    for number, descriptor in enumerate(descriptors):
        os.dup2(descriptor, number)
        os.close(descriptor)
    os.chdir(request["folder"])
    os.environ.clear()
    os.environ.update(request["environment"])
    if encoding := os.environ.get("PYTHONIOENCODING"):
        for stream in (sys.stdin, sys.stdout, sys.stderr):
            stream.reconfigure(encoding=encoding)  # type: ignore[union-attr]
    sys.argv = [request["module"], *request["arguments"]]
    sys.path[0] = request["folder"]
    status: object = 0
    try:
        runpy.run_module(request["module"], run_name="__main__", alter_sys=True)
    except SystemExit as end:
        status = end.code or 0
    except BaseException:
        traceback.print_exc()
        status = 1
    sys.stdout.flush()
    sys.stderr.flush()
    os._exit(int(str(status)))  # without freeing all objects, which would take longer


if __name__ == "__main__":
    serve(socket.socket(fileno=int(sys.argv[1])))
