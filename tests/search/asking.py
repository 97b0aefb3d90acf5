"""Enters queries in the search box of the handbook or of plain Material, in a real browser."""

from __future__ import annotations

import threading
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from playwright.sync_api import Page

from support import TIMEOUT_SECONDS

BASE = "/handbok/1.0.0/"
"""The sub-path under which sites are served, so that a link to the server's root fails."""
ASK = """([query, limit]) => new Promise((done, failed) => {
  const box = document.querySelector("[data-search] input[type=search]");
  const panel = document.querySelector(".pb-search-panel");
  const observer = new MutationObserver(() => {
    if (panel.dataset.query !== query) return;
    observer.disconnect();
    const links = [...panel.querySelectorAll(".pb-result")].map((link) => link.href);
    done(panel.dataset.certainty === "none" ? [] : links);
  });
  observer.observe(panel, { attributes: true, attributeFilter: ["data-query"] });
  setTimeout(() => failed(new Error(`no results for ${query}`)), limit);
  box.focus();
  for (const text of ["", query]) {
    box.value = text;
    box.dispatchEvent(new InputEvent("input", { bubbles: true }));
  }
})"""
"""Enters a query in the handbook's search box, and resolves to the links of its results.

A script in the page, because a test asks hundreds of questions, and a command to the browser takes
longer than a search.
"""


@dataclass
class Served:
    """A served site: its URL, and the number of bytes sent of each requested file."""

    url: str
    bytes_sent: Counter[str] = field(default_factory=Counter)


@contextmanager
def served(folder: Path) -> Iterator[Served]:
    """Serve a folder under the sub-path, without compression."""
    site = Served("")

    class Handler(SimpleHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def translate_path(self, path: str) -> str:
            name = urlsplit(path).path
            translated = super().translate_path(name.removeprefix(BASE.rstrip("/")))
            return translated if name.startswith(BASE) else str(folder / "outside")

        def copyfile(self, source: Any, outputfile: Any) -> None:
            data = source.read()
            site.bytes_sent[urlsplit(self.path).path.removeprefix(BASE)] += len(data)
            outputfile.write(data)

        def log_message(self, format: str, *args: object) -> None:
            """Log nothing."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(Handler, directory=str(folder)))
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    site.url = f"http://127.0.0.1:{server.server_port}{BASE}"
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


@dataclass
class SearchBox:
    """The handbook's search box on an open page."""

    page: Page

    def __post_init__(self) -> None:
        """Wait until the script has shown the box."""
        self.page.locator("[data-search] input[type=search]").wait_for()

    def ask(self, query: str) -> list[str]:
        """The entry ids of the results, in order; empty if the box reports no match.

        A result that is a page instead of an entry has its path, such as ``/handbok/1.0.0/quiz/``.
        """
        links = self.page.evaluate(ASK, [query, 1000 * TIMEOUT_SECONDS])
        return [urlsplit(link).fragment or urlsplit(link).path for link in links]


@dataclass
class MaterialBox:
    """Material's search box on an open page.

    A result that links to a page without an anchor counts for the entry of that page. Results that
    link to something other than one of the ``entries``, such as a chapter or a heading in a rule,
    are ignored, which favours Material.
    """

    page: Page
    entries: Collection[str]

    def ask(self, query: str) -> list[str]:
        """The entry ids of the results, in order, without duplicates."""
        box = self.page.locator("input.md-search__input")
        box.focus()
        for text in ("", query):
            box.fill(text)
            box.dispatch_event("keyup")  # the event that Material listens for
            self.page.wait_for_timeout(80)
        links: Sequence[str] = ()
        for _ in range(40):  # until the list no longer changes
            previous = links
            self.page.wait_for_timeout(60)
            links = self.page.locator("a.md-search-result__link").evaluate_all(
                "all => all.map((a) => a.href)"
            )
            if links and links == previous:
                break
        return [id for id in dict.fromkeys(map(_entry_id, links)) if id in self.entries]


def _entry_id(link: str) -> str:
    url = urlsplit(link)
    return url.fragment or url.path.rstrip("/").rpartition("/")[2]


@dataclass(frozen=True)
class Hits:
    """The number of questions, and how often an expected entry is first or in the top three."""

    questions: int = 0
    first: int = 0
    top_three: int = 0

    def __str__(self) -> str:
        first, top_three = (
            100 * count / max(1, self.questions) for count in (self.first, self.top_three)
        )
        return f"first {first:5.1f} %  top three {top_three:5.1f} %  of {self.questions}"


def count_hits(
    box: SearchBox | MaterialBox, questions: Sequence[tuple[str, Mapping[str, Any]]]
) -> Hits:
    """Enter each query, and count those whose results include an expected entry."""
    first = top_three = 0
    for query, question in questions:
        top = box.ask(query)[:3]
        first += bool(top and top[0] in question["first"])
        top_three += bool(set(top) & set(question["first"]))
    return Hits(len(questions), first, top_three)
