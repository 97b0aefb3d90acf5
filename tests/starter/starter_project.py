"""A project with the starter data and its guide in a separate folder, to adopt and to build."""

from __future__ import annotations

import functools
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import urldefrag, urljoin, urlsplit

from selectolax.lexbor import LexborHTMLParser

from playbook.project import DATA_FOLDER
from starter.content import ROOT


def new_project(folder: Path, sector: str = "company") -> Path:
    """A new project for an organisation in a sector: the starter with one word changed."""
    shutil.copytree(ROOT / DATA_FOLDER, folder / DATA_FOLDER)
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    (folder / "hooks").mkdir()
    shutil.copy(ROOT / "hooks" / "mkdocs_hooks.py", folder / "hooks")
    path = folder / DATA_FOLDER / "playbook.yml"
    text = path.read_text(encoding="utf-8")
    assert text.count("sector: company ") == 1
    path.write_text(text.replace("sector: company ", f"sector: {sector} "), encoding="utf-8")
    return folder


def run(project: Path, *command: str) -> subprocess.CompletedProcess[str]:
    """Run a command of the generator in the folder of the project."""
    paths = os.pathsep.join(["hooks", os.environ.get("PYTHONPATH", "")])
    env = {**os.environ, "PYTHONPATH": f"{ROOT / paths}", "NO_MKDOCS_2_WARNING": "1"}
    return subprocess.run(
        [sys.executable, "-m", *command], cwd=project, env=env, capture_output=True, text=True
    )


def build(project: Path) -> Path:
    """Build strictly; returns the folder of the site."""
    done = run(project, "mkdocs", "build", "--strict")
    assert done.returncode == 0, done.stdout + done.stderr
    return project / "site"


class Page:
    """The links of a page's content and menu, in order, and its anchors."""

    def __init__(self, text: str) -> None:
        tree = LexborHTMLParser(text)
        links = (link.attributes["href"] for link in tree.css("a[href]"))
        self.links = [link for link in links if link]
        self.ids = {node.attributes["id"] or "" for node in tree.css("[id]")}


@functools.cache
def page_of(site: Path, path: str) -> Page:
    """A page of a site, read once."""
    return Page((site / path / "index.html").read_text(encoding="utf-8"))


@functools.cache
def pages_within_clicks(site: Path, home: str, max_clicks: int) -> Mapping[str, Page]:
    """The pages that can be reached from a home page with at most this many clicks, by path."""
    reached: dict[str, Page] = {}
    queue = [home]
    for _ in range(max_clicks + 1):
        following: list[str] = []
        for path in queue:
            if path not in reached:
                page = reached[path] = page_of(site, path)
                following += list(_pages_linked(path, page))
        queue = following
    return reached


def _pages_linked(path: str, page: Page) -> Iterator[str]:
    """The paths of the pages of the same site to which a page links."""
    for link in page.links:
        url = urlsplit(urldefrag(urljoin(f"http://site.test/{path}", link)).url)
        if url.netloc == "site.test" and (url.path.endswith("/") or not url.path):
            yield url.path.removeprefix("/")


def text_of(site: Path) -> str:
    """The text of all pages and of the search index, with ordinary spaces.

    The page on problem codes is excluded, because its examples contain the name of the starter.
    """
    files = [
        path
        for path in site.rglob("*")
        if path.suffix in (".html", ".json", ".xml") and path.parent.name != "problems"
    ]
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(files))
    return re.sub("[\u00a0\u202f]|&nbsp;|&#160;", " ", text)
