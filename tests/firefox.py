"""Drives the system's Firefox over WebDriver BiDi, which Firefox speaks without another program.

Playwright drives its own build of Firefox; with that of a system, it needs commands which that
version does not have. The protocol: https://w3c.github.io/webdriver-bidi/
"""

from __future__ import annotations

import json
import re
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from websockets.sync.client import ClientConnection, connect

from support import TIMEOUT_SECONDS

FIREFOX_NAMES = ("firefox-esr", "firefox")
LISTENING = re.compile(r"WebDriver BiDi listening on (ws://\S+)")
MAX_MESSAGE_BYTES = 100_000_000
PREFERENCES = {
    "app.update.disabledForTesting": True,
    "browser.aboutConfig.showWarning": False,
    "browser.shell.checkDefaultBrowser": False,
    "datareporting.policy.dataSubmissionEnabled": False,
    "network.captive-portal-service.enabled": False,
    "network.connectivity-service.enabled": False,
    "remote.prefs.recommended": True,
}
"""Preferences of a browser that asks nothing and sends nothing by itself."""
TAB_KEY, ENTER_KEY, ESCAPE_KEY = "\ue004", "\ue007", "\ue00c"
POLL_SECONDS = 0.05


def firefox_program() -> str | None:
    """The path of Firefox's program, or None if there is none."""
    return next(filter(None, map(shutil.which, FIREFOX_NAMES)), None)


class FirefoxPage:
    """A tab of Firefox. Sizes are in CSS pixels."""

    def __init__(self, connection: ClientConnection) -> None:
        self._connection = connection
        self._sent = 0
        self._command("session.new", capabilities={})
        # the tab that Firefox starts with never gets the focus
        self._tab = self._command("browsingContext.create", type="tab")["context"]

    def run_at_start_of_pages(self, script: str) -> None:
        """Run a script in each page that is opened from now on, before its own scripts."""
        self._command("script.addPreloadScript", functionDeclaration=f"() => {{ {script} }}")

    def open(self, url: str) -> None:
        """Open a page, and wait until it is loaded."""
        self._command("browsingContext.navigate", context=self._tab, url=url, wait="complete")

    def resize(self, width: int, height: int, *, zoom: int = 1) -> None:
        """Set the size of the window's content. With a zoom of 4, a CSS pixel is four wide."""
        self._command(
            "browsingContext.setViewport", context=self._tab,
            viewport={"width": width, "height": height}, devicePixelRatio=zoom,
        )  # fmt: skip

    def evaluate(self, function: str, *arguments: object) -> Any:
        """Call a JavaScript function, or an async one, and return its result, passed as JSON."""
        call = f"async () => JSON.stringify(await ({function})(...{json.dumps(arguments)}) ?? null)"
        done = self._command(
            "script.callFunction", functionDeclaration=call, awaitPromise=True,
            target={"context": self._tab},
        )  # fmt: skip
        assert done["type"] == "success", done["exceptionDetails"]["text"]
        return json.loads(done["result"]["value"])

    def wait_for(self, condition: str) -> None:
        """Wait until a JavaScript function returns a true value."""
        deadline = time.monotonic() + TIMEOUT_SECONDS
        while not self.evaluate(condition):
            assert time.monotonic() < deadline, f"still false: {condition}"
            time.sleep(POLL_SECONDS)

    def press(self, key: str) -> None:
        """Press and release a key."""
        keys = [{"type": kind, "value": key} for kind in ("keyDown", "keyUp")]
        self._command(
            "input.performActions", context=self._tab,
            actions=[{"type": "key", "id": "keyboard", "actions": keys}],
        )  # fmt: skip

    def _command(self, method: str, **parameters: object) -> dict[str, Any]:
        """Send a command, and return its result. Events that come before it are passed over."""
        self._sent += 1
        message = {"id": self._sent, "method": method, "params": parameters}
        self._connection.send(json.dumps(message))
        while (answer := self._received()).get("id") != self._sent:
            pass
        assert answer["type"] == "success", f"{method}: {answer.get('message')}"
        result: dict[str, Any] = answer["result"]
        return result

    def _received(self) -> dict[str, Any]:
        message: dict[str, Any] = json.loads(self._connection.recv(timeout=TIMEOUT_SECONDS))
        return message


@contextmanager
def firefox(program: str, **preferences: object) -> Iterator[FirefoxPage]:
    """Start Firefox without a window, in a new profile; yields a tab."""
    with tempfile.TemporaryDirectory(ignore_cleanup_errors=True) as profile:
        lines = [
            f"user_pref({json.dumps(name)}, {json.dumps(value)});\n"
            for name, value in {**PREFERENCES, **preferences}.items()
        ]
        (Path(profile) / "user.js").write_text("".join(lines), encoding="utf-8")
        process = subprocess.Popen(
            [program, "--headless", "--no-remote", "--profile", profile,
             "--remote-debugging-port=0"],
            stdout=subprocess.DEVNULL, stderr=subprocess.PIPE, text=True,
        )  # fmt: skip
        try:
            with connect(_address(process) + "/session", max_size=MAX_MESSAGE_BYTES) as connection:
                yield FirefoxPage(connection)
        finally:
            process.send_signal(signal.SIGTERM)
            process.communicate(timeout=TIMEOUT_SECONDS)


def _address(process: subprocess.Popen[str]) -> str:
    """The address at which Firefox listens, which it writes to its standard error."""
    assert process.stderr
    output: list[str] = []
    for line in process.stderr:
        if match := LISTENING.search(line):
            return match[1]
        output.append(line)
    raise AssertionError("Firefox ended before it listened: " + "".join(output[-5:]))
