"""A server of the Model Context Protocol over standard input and output.

It is the only module that imports the package ``mcp``, which is optional.
"""

from __future__ import annotations

import functools
import inspect
import os
import signal
from collections.abc import Callable
from types import FrameType
from typing import Any

import anyio
from mcp.server.mcpserver import MCPServer
from mcp.server.mcpserver.exceptions import ToolError
from mcp_types import ToolAnnotations

from .. import __version__
from ..messages import messages
from ..release.codes import RefusedError
from .source import SourceError
from .tools import INSTRUCTIONS, Tools
from .watched import WatchedSource

READ_ONLY = ToolAnnotations(
    read_only_hint=True, destructive_hint=False, idempotent_hint=True, open_world_hint=False
)
"""The hints that tell a client that a tool changes nothing and reaches nothing else."""
NAMES = ("search", "get_rule", "check_draft", "changes_since", "version_on_day")


def server_of(watched: WatchedSource) -> MCPServer[Any]:
    """The server of a source, with its tools."""
    server: MCPServer[Any] = MCPServer(
        "playbook", title="Social media playbook", instructions=INSTRUCTIONS,
        version=__version__, log_level="ERROR", subscriptions=False,
    )  # fmt: skip
    tools = Tools(watched)
    for name in NAMES:
        tool = getattr(tools, name)
        description = inspect.cleandoc(tool.__doc__)
        server.add_tool(
            _with_errors_as_text(tool), name=name, description=description, annotations=READ_ONLY
        )
    return server


def _with_errors_as_text(tool: Callable[..., Any]) -> Callable[..., Any]:
    """The tool, whose refusals are sentences for the client, never a traceback."""

    @functools.wraps(tool)
    def checked(*args: Any, **arguments: Any) -> Any:
        try:
            return tool(*args, **arguments)
        except SourceError as error:
            raise ToolError(str(error)) from error
        except RefusedError as error:
            raise ToolError(messages().message(error.problems[0])) from error

    return checked


def serve(watched: WatchedSource) -> None:
    """Serve until the client closes the input, or a signal arrives."""
    for name in ("SIGINT", "SIGTERM", "SIGHUP"):
        if hasattr(signal, name):
            signal.signal(getattr(signal, name), _end)
    anyio.run(server_of(watched).run_stdio_async)


def _end(number: int, frame: FrameType | None) -> None:
    """End at once, with the exit status that shells expect.

    A thread waits for input and cannot be interrupted. Nothing is lost: the server only reads.
    """
    os._exit(128 + number)
