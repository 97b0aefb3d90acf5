"""A minimal LSP client for the YAML language server that editors such as VS Code use."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from pathlib import Path
from types import TracebackType
from typing import Any

from npm import EDITOR_MODULES, NODE
from support import TIMEOUT_SECONDS

SERVER = EDITOR_MODULES / "yaml-language-server" / "bin" / "yaml-language-server"
SETTINGS = {
    "yaml": {
        "validate": True,
        "completion": True,
        "hover": True,
        "format": {"enable": False},
        "schemaStore": {"enable": False},
    }
}


class LanguageServer:
    """A language server for a folder, which communicates over standard input and output."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.number = 0  # of the last request
        self.diagnostics: dict[str, list[dict[str, Any]]] = {}

    def __enter__(self) -> LanguageServer:
        self.process = subprocess.Popen(
            [str(NODE), str(SERVER), "--stdio"],
            stdin=subprocess.PIPE, stdout=subprocess.PIPE, cwd=self.folder,
        )  # fmt: skip
        root = self.folder.as_uri()
        folders = [{"uri": root, "name": "handbook"}]
        self.ask(
            "initialize",
            {"processId": None, "rootUri": root, "workspaceFolders": folders, "capabilities": {
                "workspace": {"configuration": False},
                "textDocument": {"completion": {"completionItem": {"snippetSupport": True}}},
            }},
        )  # fmt: skip
        self.notify("initialized", {})
        self.notify("workspace/didChangeConfiguration", {"settings": SETTINGS})
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:  # fmt: skip
        self.ask("shutdown", None)
        self.notify("exit", None)
        self.process.wait(timeout=TIMEOUT_SECONDS)
        for stream in (self.process.stdin, self.process.stdout):
            assert stream
            stream.close()

    def open(self, path: Path, text: str | None = None) -> list[dict[str, Any]]:
        """Open a file as an editor does, and return the server's diagnostics for it."""
        uri = path.as_uri()
        content = path.read_text(encoding="utf-8") if text is None else text
        document = {"uri": uri, "languageId": "yaml", "version": 1, "text": content}
        self.diagnostics.pop(uri, None)
        self.notify("textDocument/didOpen", {"textDocument": document})
        while uri not in self.diagnostics:
            self.handle(self.receive())
        return self.diagnostics[uri]

    def complete(self, path: Path, line: int, column: int) -> list[str]:
        """The labels of the completions at a position; line and column count from 1."""
        completions = self.ask("textDocument/completion", _position(path, line, column))
        return [item["label"] for item in completions["items"]]

    def hover(self, path: Path, line: int, column: int) -> str:
        """The hover text at a position."""
        result = self.ask("textDocument/hover", _position(path, line, column))
        return str(result["contents"]["value"]) if result else ""

    def ask(self, method: str, params: Any) -> Any:
        """Send a request, and return its result."""
        self.number += 1
        self.send({"id": self.number, "method": method, "params": params})
        while True:
            message = self.receive()
            if message.get("id") == self.number and "method" not in message:
                assert "error" not in message, message
                return message["result"]
            self.handle(message)

    def notify(self, method: str, params: Any) -> None:
        self.send({"method": method, "params": params})

    def handle(self, message: Mapping[str, Any]) -> None:
        """Store diagnostics, and answer requests from the server."""
        if message.get("method") == "textDocument/publishDiagnostics":
            self.diagnostics[message["params"]["uri"]] = message["params"]["diagnostics"]
        elif "method" in message and "id" in message:
            self.send({"id": message["id"], "result": None})

    def send(self, message: Mapping[str, Any]) -> None:
        body = json.dumps({"jsonrpc": "2.0", **message}).encode()
        assert self.process.stdin
        self.process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))
        self.process.stdin.flush()

    def receive(self) -> dict[str, Any]:
        assert self.process.stdout
        length = 0
        while line := self.process.stdout.readline().strip():
            name, _, value = line.partition(b":")
            if name.lower() == b"content-length":
                length = int(value)
        assert length, "the language server ended"
        message: dict[str, Any] = json.loads(self.process.stdout.read(length))
        return message


def _position(path: Path, line: int, column: int) -> dict[str, Any]:
    return {
        "textDocument": {"uri": path.as_uri()},
        "position": {"line": line - 1, "character": column - 1},
    }
