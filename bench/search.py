"""Measures our search and Material's default on the same pages: bytes, response and build time.

The Material site has one language, because our readers download the index of one language only.
This is to Material's advantage: its index would contain both languages. Bytes are the sizes of the
files that only the search loads, plain and gzipped. Material's main script is not counted, although
its search needs that script.
"""

from __future__ import annotations

import gzip
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from playwright.sync_api import Browser, Page
from tests.search.asking import served

from browsing import chromium
from playbook.pages.handbook import Handbook
from playbook.project import read_project
from playbook.search.files import search_files

from .build import HOOKS_FOLDER, MKDOCS_YML, timed
from .search_data import make_project, write_material_site

SIZES = (150, 1000, 4000)
QUERIES = ("får jag lägga ut en bild på en kollega", "kontot är hackat", "tavling vilkor", "reklam")
CPU_SLOWDOWN = 4

TYPE_QUERIES = """
async ([input, list, queries]) => {
  const box = document.querySelector(input);
  const pause = (ms) => new Promise((done) => setTimeout(done, ms));
  const times = [];
  box.focus();
  for (const query of queries) {
    for (let end = 2; end <= query.length; end++) {
      const changed = new Promise((done) => {
        const observer = new MutationObserver(() => { observer.disconnect(); done(true); });
        observer.observe(document.querySelector(list), {childList: true, subtree: true});
        setTimeout(() => { observer.disconnect(); done(false); }, 5000);
      });
      const start = performance.now();
      box.value = query.slice(0, end);
      box.dispatchEvent(new KeyboardEvent("keyup", {bubbles: true, key: query[end - 1]}));
      box.dispatchEvent(new InputEvent("input", {bubbles: true}));
      const hasChanged = await changed;
      await new Promise((done) => requestAnimationFrame(() => setTimeout(done)));
      if (hasChanged) times.push(performance.now() - start);
      await pause(60);
    }
  }
  return times;
}
"""


@dataclass(frozen=True)
class SearchSite:
    """A site: selectors for its search box and results, and parts of its search files' names."""

    name: str
    input: str
    results: str
    first_result: str
    file_name_parts: tuple[str, ...]


OURS = SearchSite(
    "ours", "[data-search] input[type=search]", ".pb-search-list", ".pb-result-text", ("search/",)
)  # fmt: skip
MATERIAL = SearchSite(
    "Material", "input.md-search__input", ".md-search-result__list", ".md-search-result__list a",
    ("search/", "workers/search", "lunr"),
)  # fmt: skip


def measure(
    browser: Browser, search_site: SearchSite, folder: Path
) -> tuple[int, int, float, float]:
    """The bytes loaded until the first result, plain and gzipped, and response times in ms.

    The response times are the median and the 95th percentile.
    """
    with served(folder) as site:
        page = browser.new_page()
        page.goto(site.url)
        page.locator(search_site.input).focus()
        page.locator(search_site.input).fill(QUERIES[0])
        page.locator(search_site.input).dispatch_event("keyup")  # Material listens for this
        page.locator(search_site.first_result).first.wait_for(state="attached", timeout=60_000)
        parts = search_site.file_name_parts
        names = [name for name in site.bytes if any(part in name for part in parts)]
        size = sum(site.bytes[name] for name in names)
        zipped = sum(len(gzip.compress((folder / name).read_bytes(), 6)) for name in names)
        times = _response_times(page, search_site)
        page.close()
    return size, zipped, statistics.median(times), statistics.quantiles(times, n=20)[-1]


def _response_times(page: Page, search_site: SearchSite) -> Sequence[float]:
    """Milliseconds from each key press to its results, with the processor slowed down."""
    client = page.context.new_cdp_session(page)
    client.send("Emulation.setCPUThrottlingRate", {"rate": CPU_SLOWDOWN})
    times = page.evaluate(TYPE_QUERIES, [search_site.input, search_site.results, list(QUERIES)])
    assert isinstance(times, list)
    return times


def sites(folder: Path, size: int) -> tuple[Path, Path, float, float]:
    """Build our site and Material's. Returns both, and the seconds that each search adds."""
    project = make_project(folder / f"ours-{size}", size)
    hook = f'"{(HOOKS_FOLDER / "mkdocs_hooks.py").as_posix()}"'
    text = MKDOCS_YML.read_text(encoding="utf-8").replace("hooks/mkdocs_hooks.py", hook)
    (project / "mkdocs.yml").write_text(text, encoding="utf-8")
    build = [sys.executable, "-m", "mkdocs", "build", "--quiet", "--no-strict"]
    subprocess.run(build, cwd=project, check=True, capture_output=True)
    playbook = read_project(project).playbook
    assert playbook is not None
    handbook = Handbook(playbook)
    start = time.perf_counter()
    for language in playbook.languages:
        list(search_files(handbook, language))
    our_seconds = (time.perf_counter() - start) / len(playbook.languages)
    plain = write_material_site(handbook, folder / f"plain-{size}")
    without_search = write_material_site(handbook, folder / f"silent-{size}", search=False)
    material_seconds = timed(build, plain) - timed(build, without_search)
    return project / "site", plain / "site", our_seconds, material_seconds


def main(sizes: tuple[int, ...] = SIZES) -> None:
    """Print the results of both sites for each size."""
    with tempfile.TemporaryDirectory() as name, chromium() as browser:
        for size in sizes:
            ours, plain, our_seconds, material_seconds = sites(Path(name), size)
            sizes_by_name = {}
            for search_site, folder, build_seconds in (
                (OURS, ours, our_seconds),
                (MATERIAL, plain, material_seconds),
            ):
                size_, zipped, median, percentile_95 = measure(browser, search_site, folder)
                sizes_by_name[search_site.name] = (size_, zipped)
                print(
                    f"search {size:>5} entries, {search_site.name:<8} {size_ / 1e3:7.0f} kB"
                    f" ({zipped / 1e3:5.0f} gzipped) until the first result;"
                    f" key to results {median:5.0f} ms, 95th percentile {percentile_95:5.0f} ms;"
                    f" {build_seconds:5.1f} s of the build",
                    flush=True,
                )
            shares = [
                100 * our_size / material_size
                for our_size, material_size in zip(*sizes_by_name.values(), strict=True)
            ]
            print(f"search {size:>5} entries: {shares[0]:.0f} % of Material's bytes, "
                  f"{shares[1]:.0f} % gzipped", flush=True)  # fmt: skip


if __name__ == "__main__":
    main(tuple(map(int, sys.argv[1:])) or SIZES)
