"""Page speed: Lighthouse performance score, and load time on a slow phone.

The site is served by nginx, which compresses, below a sub-path. Beside it stands an empty page of
Material, which shows what this machine and the tools take by themselves. A slow phone has a
processor of a fourth of this one's and 1.6 Mbit/s with 150 ms to the server and back, and has
been here never before. Its page is usable once it is drawn, its scripts have run, and the main
thread is free.
"""

from __future__ import annotations

import statistics
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser
from tests.browser.tools import lighthouse
from tests.release.nginx_server import served

from browsing import chromium

ROOT = Path(__file__).parent.parent
PAGES = {
    "home": "",
    "chapter": "policy/identity/",
    "flow": "flows/can-i-post/",
    "crisis": "crisis/",
}
EMPTY = "empty Material"
PROCESSOR = 4
NETWORK = {
    "offline": False, "latency": 150,
    "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
}  # fmt: skip
USABLE = """() => new Promise((done) => {
  const look = () => requestIdleCallback(() => done([
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? performance.now(),
    performance.now(),
  ]));
  if (document.readyState === "complete") look();
  else addEventListener("load", look);
})"""


@dataclass(frozen=True)
class Visit:
    """A first visit: milliseconds to the first paint and until usable, what came, in bytes."""

    painted: float
    usable: float
    over_the_wire: int
    whole: int
    requests: int


@contextmanager
def sites(folder: Path) -> Iterator[dict[str, str]]:
    """The handbook's pages and an empty page of Material, served, by name."""
    plain = folder / "plain"
    (plain / "docs").mkdir(parents=True)
    (plain / "docs" / "index.md").write_text("# Empty\n", encoding="utf-8")
    (plain / "mkdocs.yml").write_text(
        "site_name: Empty\ntheme: {name: material, font: false}\n", encoding="utf-8"
    )
    for project, name in ((ROOT, "ours"), (plain, "plain")):
        to = folder / name / "handbok"
        command = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", str(to)]
        subprocess.run(command, cwd=project, check=True, capture_output=True)
    with (
        served(folder / "ours", folder / "nginx-ours") as ours,
        served(folder / "plain", folder / "nginx-plain") as empty,
    ):
        yield {**{name: ours + path for name, path in PAGES.items()}, EMPTY: empty}


def speed(url: str, repeats: int) -> float:
    """The median of Lighthouse's marks for performance on a phone, of 100."""
    reports = [lighthouse(url, "performance") for _ in range(repeats)]
    return 100 * statistics.median(one["categories"]["performance"]["score"] for one in reports)


def visit(browser: Browser, url: str) -> Visit:
    """A first visit on a slow phone."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    session = context.new_cdp_session(page)
    came: list[dict[str, Any]] = []
    whole: list[dict[str, Any]] = []
    session.on("Network.loadingFinished", lambda one: came.append(one))
    session.on("Network.dataReceived", lambda one: whole.append(one))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": PROCESSOR})
    page.goto(url, wait_until="commit")
    painted, usable = page.evaluate(USABLE)
    seen = Visit(
        painted,
        usable,
        int(sum(one["encodedDataLength"] for one in came)),
        int(sum(one["dataLength"] for one in whole)),
        len(came),
    )
    context.close()
    return seen


def main(repeats: int = 5) -> None:
    """Print the medians of each page."""
    with tempfile.TemporaryDirectory() as name, sites(Path(name)) as urls, chromium() as browser:
        for page, url in urls.items():
            visits = [visit(browser, url) for _ in range(repeats)]
            middle = sorted(visits, key=lambda one: one.usable)[repeats // 2]
            print(
                f"reading {page:<14}: Lighthouse {speed(url, repeats):.0f} of 100; on a slow phone "
                f"first paint {middle.painted / 1000:.1f} s, usable {middle.usable / 1000:.1f} s, "
                f"{middle.over_the_wire / 1000:.0f} kB over the wire in {middle.requests} requests "
                f"({middle.whole / 1000:.0f} kB unpacked)"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
