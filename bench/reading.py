"""Measures page speed: Lighthouse's performance score, and load time on a slow phone.

nginx serves the site with compression below a path prefix. For comparison, it also serves an empty
Material page, which shows the overhead of this machine and the tools. The simulated phone has a
quarter of this machine's processor speed, 1.6 Mbit/s, a round-trip time of 150 ms, and an empty
cache. A page is usable once it is drawn, its scripts have run, and the main thread is free.
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
EMPTY_PAGE = "empty Material"
CPU_SLOWDOWN = 4
NETWORK = {
    "offline": False, "latency": 150,
    "downloadThroughput": 1_600_000 / 8, "uploadThroughput": 750_000 / 8,
}  # fmt: skip
WAIT_UNTIL_USABLE = """() => new Promise((done) => {
  const look = () => requestIdleCallback(() => done([
    performance.getEntriesByName("first-contentful-paint")[0]?.startTime ?? performance.now(),
    performance.now(),
  ]));
  if (document.readyState === "complete") look();
  else addEventListener("load", look);
})"""


@dataclass(frozen=True)
class Visit:
    """A first visit: milliseconds to the first paint and until usable; bytes; requests."""

    painted: float
    usable: float
    transferred_bytes: int
    uncompressed_bytes: int
    requests: int


@contextmanager
def sites(folder: Path) -> Iterator[dict[str, str]]:
    """Serve the handbook and an empty Material page. Yields the URL of each page, by name."""
    plain = folder / "plain"
    (plain / "docs").mkdir(parents=True)
    (plain / "docs" / "index.md").write_text("# Empty\n", encoding="utf-8")
    (plain / "mkdocs.yml").write_text(
        "site_name: Empty\ntheme: {name: material, font: false}\n", encoding="utf-8"
    )
    for project, name in ((ROOT, "ours"), (plain, "plain")):
        site_folder = folder / name / "handbok"
        command = [
            sys.executable,
            "-m",
            "mkdocs",
            "build",
            "--quiet",
            "--site-dir",
            str(site_folder),
        ]
        subprocess.run(command, cwd=project, check=True, capture_output=True)
    with (
        served(folder / "ours", folder / "nginx-ours") as ours,
        served(folder / "plain", folder / "nginx-plain") as empty,
    ):
        yield {**{name: ours + path for name, path in PAGES.items()}, EMPTY_PAGE: empty}


def lighthouse_score(url: str, repeats: int) -> float:
    """The median of Lighthouse's performance scores on a phone, from 0 to 100."""
    reports = [lighthouse(url, "performance") for _ in range(repeats)]
    return 100 * statistics.median(
        report["categories"]["performance"]["score"] for report in reports
    )


def visit(browser: Browser, url: str) -> Visit:
    """Visit a page for the first time on a slow phone."""
    context = browser.new_context(viewport={"width": 360, "height": 780})
    page = context.new_page()
    session = context.new_cdp_session(page)
    finished: list[dict[str, Any]] = []
    received: list[dict[str, Any]] = []
    session.on("Network.loadingFinished", lambda event: finished.append(event))
    session.on("Network.dataReceived", lambda event: received.append(event))
    session.send("Network.enable")
    session.send("Network.emulateNetworkConditions", NETWORK)
    session.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    page.goto(url, wait_until="commit")
    painted, usable = page.evaluate(WAIT_UNTIL_USABLE)
    result = Visit(
        painted,
        usable,
        int(sum(event["encodedDataLength"] for event in finished)),
        int(sum(event["dataLength"] for event in received)),
        len(finished),
    )
    context.close()
    return result


def main(repeats: int = 5) -> None:
    """Print the medians for each page."""
    with tempfile.TemporaryDirectory() as name, sites(Path(name)) as urls, chromium() as browser:
        for page, url in urls.items():
            visits = [visit(browser, url) for _ in range(repeats)]
            median = sorted(visits, key=lambda page_visit: page_visit.usable)[repeats // 2]
            print(
                f"reading {page:<14}: Lighthouse {lighthouse_score(url, repeats):.0f} of 100; "
                "on a slow phone "
                f"first paint {median.painted / 1000:.1f} s, usable {median.usable / 1000:.1f} s, "
                f"{median.transferred_bytes / 1000:.0f} kB in {median.requests} requests "
                f"({median.uncompressed_bytes / 1000:.0f} kB uncompressed)"
            )


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
