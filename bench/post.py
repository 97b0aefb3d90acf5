"""Checking posts: an export of 1,000 in the command, and a key pressed in the page.

The export is made of the open labelled posts. The page is measured with the processor slowed four
times, from the key to the picture that shows what was found.
"""

from __future__ import annotations

import csv
import functools
import http.server
import os
import resource
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import yaml
from playwright.sync_api import Page, sync_playwright

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests" / "post" / "labelled" / "open.yml"
POSTS = 1_000
SLOWED = 4
KEYS = 20
LENGTHS = (300, 3_000)
"""How long the draft is in which one types: a usual post, and as long as LinkedIn takes."""

_LATENCY = """key => new Promise(done => {
  const field = document.getElementById("draft-text");
  const start = performance.now();
  field.setRangeText(key, field.value.length, field.value.length, "end");
  field.dispatchEvent(new Event("input", { bubbles: true }));
  requestAnimationFrame(() => {
    const channel = new MessageChannel();
    channel.port1.onmessage = () => done(performance.now() - start);
    channel.port2.postMessage(null);
  });
})"""
"""From the key to the end of the frame that draws what was found."""


def main() -> None:
    """Print how long an export takes, and how long a key does."""
    posts = [post["text"] for post in yaml.safe_load(LABELLED.read_text("utf-8"))]
    with tempfile.TemporaryDirectory() as name:
        _export(Path(name), posts)
        if shutil.which("chromium"):
            _typing(Path(name), posts)


def _export(folder: Path, posts: list[str]) -> None:
    export, one = folder / "export.csv", folder / "one.csv"
    for path, count in ((export, POSTS), (one, 1)):
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["text"])
            writer.writerows([posts[number % len(posts)]] for number in range(count))
    all_of_them, alone = (min(_timed(path) for _ in range(3)) for path in (export, one))
    print(
        f"playbook post, an export of {POSTS} posts: {all_of_them:.2f} s, {alone:.2f} s of it "
        f"before the first; {(all_of_them - alone) / POSTS * 1000:.2f} ms a post"
    )


def _timed(path: Path) -> float:
    """The processor's seconds for one run: what else the machine does does not count."""
    command = [sys.executable, "-m", "playbook", "post", str(path), "-C", str(ROOT)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert done.returncode in (0, 1), done.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _typing(folder: Path, posts: list[str]) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(ROOT / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    site = folder / "site"
    subprocess.run([*command, "-d", str(site)], check=True, env=environment, capture_output=True)
    with _page(site) as page:
        for length in LENGTHS:
            text = " ".join(posts)[:length]
            page.fill("#draft-text", text)
            times = sorted(float(page.evaluate(_LATENCY, key)) for key in "skriva " * KEYS)[:-1]
            middle, late = statistics.median(times), times[int(len(times) * 0.95)]
            print(
                f"a key in a draft of {length} characters, processor slowed {SLOWED} times: "
                f"{middle:.0f} ms in the middle, {late:.0f} ms for 95 in 100"
            )


@contextmanager
def _page(site: Path) -> Iterator[Page]:
    """The page of the built handbook in a slowed browser."""
    handler: Any = functools.partial(_Silent, directory=str(site))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        sync_playwright() as playwright,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        chromium = shutil.which("chromium")
        browser = playwright.chromium.launch(executable_path=chromium, args=["--no-sandbox"])
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/check-a-post/")
        page.wait_for_selector("[data-draft]:not([hidden])")
        slow = {"rate": SLOWED}
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", slow)
        yield page
        browser.close()
        server.shutdown()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


if __name__ == "__main__":
    main()
