"""Checking posts: an export of 1,000 in the command, and a key pressed in the page.

The export is made of the open labelled posts. The page is measured with the processor slowed four
times: the longest time for which a key keeps the page from doing anything else.
"""

from __future__ import annotations

import csv
import functools
import http.server
import os
import resource
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
from playwright.sync_api import Page

from browsing import chromium

ROOT = Path(__file__).parent.parent
LABELLED = ROOT / "tests" / "starter" / "post" / "labelled" / "open.yml"
POSTS = 1_000
CPU_SLOWDOWN = 4
KEYS = 10
LENGTHS = (500, 5_000)
"""How long the draft is in which one types: a long post on most channels, and longer than any."""

_PLAIN = """() => {
  const paper = document.querySelector(".draft-paper").cloneNode(true);
  paper.querySelector("[data-marks]").remove();
  paper.querySelector("textarea").id = "plain-text";
  document.querySelector(".draft-page").append(paper);
}"""
"""A field of the same shape in which nothing is checked, to compare with."""

_BLOCKED = """([id, key]) => new Promise(done => {
  const field = document.getElementById(id);
  const list = document.querySelector("[data-findings]");
  const { port1, port2 } = new MessageChannel();
  let last, worst = 0, frames = 0;
  const frame = () => { frames += 1; requestAnimationFrame(frame); };
  port1.onmessage = () => {
    const now = performance.now();
    worst = Math.max(worst, now - last);
    last = now;
    if (frames > 2 && list.getAttribute("aria-busy") === "false") done(worst);
    else port2.postMessage(null);
  };
  field.focus();
  field.setSelectionRange(field.value.length, field.value.length);
  requestAnimationFrame(() => requestAnimationFrame(() => {
    last = performance.now();
    document.execCommand("insertText", false, key);
    frame();
    port2.postMessage(null);
  }));
})"""
"""The longest time in which nothing else gets a turn, from a key until all findings are shown."""


def main() -> None:
    """Print how long an export takes, and how long a key does."""
    posts = [post["text"] for post in yaml.safe_load(LABELLED.read_text("utf-8"))]
    with tempfile.TemporaryDirectory() as name:
        _export(Path(name), posts)
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
        page.evaluate(_PLAIN)
        for length in LENGTHS:
            _type(page, " ".join(posts)[:length])


def _type(page: Page, text: str) -> None:
    """Print how long a key blocks in a draft, and in a plain field with the same text, in turns."""
    times: dict[str, list[float]] = {"draft-text": [], "plain-text": []}
    for id in times:
        page.fill(f"#{id}", text)
    for key in "skriva " * KEYS:
        for id, its in times.items():
            its.append(float(page.evaluate(_BLOCKED, [id, key])))
    (middle, late), (plain_middle, plain_late) = (
        (statistics.median(its), statistics.quantiles(its, n=20)[-1]) for its in times.values()
    )
    print(
        f"a key in a draft of {len(text)} characters, processor slowed {CPU_SLOWDOWN} times: "
        f"blocks "
        f"{middle:.0f} ms in the middle and {late:.0f} ms for 95 in 100; "
        f"{middle / plain_middle:.1f} and {late / plain_late:.1f} times a plain field"
    )


@contextmanager
def _page(site: Path) -> Iterator[Page]:
    """The page of the built handbook in a slowed browser."""
    handler: Any = functools.partial(_Silent, directory=str(site))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        chromium() as browser,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/check-a-post/")
        page.wait_for_selector("[data-draft]:not([hidden])")
        slow = {"rate": CPU_SLOWDOWN}
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", slow)
        yield page
        server.shutdown()


class _Silent(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Say nothing of each request."""


if __name__ == "__main__":
    main()
