"""Measures post checks: the command on an export of 1,000 posts, and key presses on the page.

The export repeats the posts of ``labelled/open.yml``. A key press is measured as the longest time
for which it blocks the page, with the processor slowed down four times.
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
LABELLED_POSTS_FILE = ROOT / "tests" / "starter" / "post" / "labelled" / "open.yml"
POST_COUNT = 1_000
CPU_SLOWDOWN = 4
TYPED_WORD_COUNT = 10
DRAFT_LENGTHS = (500, 5_000)
"""Draft lengths in characters: a long post on most channels, and one too long for all channels."""

_ADD_PLAIN_FIELD = """() => {
  const paper = document.querySelector(".pb-draft-paper").cloneNode(true);
  paper.querySelector("[data-marks]").remove();
  paper.querySelector("textarea").id = "plain-text";
  document.querySelector(".pb-draft-page").append(paper);
}"""
"""Adds a text field of the same size without checks, for comparison."""

_PRESS_KEY = """([id, key]) => new Promise(done => {
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
"""Presses a key, and returns the longest blocked time in ms until all findings are shown."""


def main() -> None:
    """Print the time for an export, and the time for a key press."""
    posts = [post["text"] for post in yaml.safe_load(LABELLED_POSTS_FILE.read_text("utf-8"))]
    with tempfile.TemporaryDirectory() as name:
        _measure_export(Path(name), posts)
        _measure_typing(Path(name), posts)


def _measure_export(folder: Path, posts: list[str]) -> None:
    export, single = folder / "export.csv", folder / "one.csv"
    for path, count in ((export, POST_COUNT), (single, 1)):
        with path.open("w", encoding="utf-8", newline="") as stream:
            writer = csv.writer(stream)
            writer.writerow(["text"])
            writer.writerows([posts[number % len(posts)]] for number in range(count))
    all_posts, single_post = (
        min(_cpu_seconds(path) for _ in range(3)) for path in (export, single)
    )
    print(
        f"playbook post, an export of {POST_COUNT} posts: {all_posts:.2f} s, "
        f"{single_post:.2f} s of it for a run with one post; "
        f"{(all_posts - single_post) / POST_COUNT * 1000:.2f} ms per post"
    )


def _cpu_seconds(path: Path) -> float:
    """Processor seconds of one run, which do not depend on other load on the machine."""
    command = [sys.executable, "-m", "playbook", "post", str(path), "-C", str(ROOT)]
    environment = {**os.environ, "PYTHONPATH": str(ROOT / "hooks")}
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    completed = subprocess.run(command, env=environment, capture_output=True, check=False)
    assert completed.returncode in (0, 1), completed.stderr.decode()
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def _measure_typing(folder: Path, posts: list[str]) -> None:
    command = [sys.executable, "-m", "mkdocs", "build", "-q", "-f", str(ROOT / "mkdocs.yml")]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    site = folder / "site"
    subprocess.run([*command, "-d", str(site)], check=True, env=environment, capture_output=True)
    with _page(site) as page:
        page.evaluate(_ADD_PLAIN_FIELD)
        for length in DRAFT_LENGTHS:
            _measure_keys(page, " ".join(posts)[:length])


def _measure_keys(page: Page, text: str) -> None:
    """Print how long a key press blocks a draft, and a plain field with the same text."""
    times: dict[str, list[float]] = {"draft-text": [], "plain-text": []}
    for id in times:
        page.fill(f"#{id}", text)
    for key in "skriva " * TYPED_WORD_COUNT:
        for id, durations in times.items():
            durations.append(float(page.evaluate(_PRESS_KEY, [id, key])))
    (median, percentile_95), (plain_median, plain_percentile_95) = (
        (statistics.median(durations), statistics.quantiles(durations, n=20)[-1])
        for durations in times.values()
    )
    print(
        f"a key in a draft of {len(text)} characters, processor slowed {CPU_SLOWDOWN} times: "
        f"blocks "
        f"{median:.0f} ms (median) and {percentile_95:.0f} ms (95th percentile); "
        f"{median / plain_median:.1f} and {percentile_95 / plain_percentile_95:.1f} times "
        f"a plain field"
    )


@contextmanager
def _page(site: Path) -> Iterator[Page]:
    """The page of the built handbook in a browser with a slowed-down processor."""
    handler: Any = functools.partial(_QuietHandler, directory=str(site))
    with (
        http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server,
        chromium() as browser,
    ):
        threading.Thread(target=server.serve_forever, daemon=True).start()
        page = browser.new_page()
        page.goto(f"http://127.0.0.1:{server.server_port}/check-a-post/")
        page.wait_for_selector("[data-draft]:not([hidden])")
        throttling = {"rate": CPU_SLOWDOWN}
        page.context.new_cdp_session(page).send("Emulation.setCPUThrottlingRate", throttling)
        yield page
        server.shutdown()


class _QuietHandler(http.server.SimpleHTTPRequestHandler):
    def log_message(self, format: str, *args: object) -> None:
        """Print nothing."""


if __name__ == "__main__":
    main()
