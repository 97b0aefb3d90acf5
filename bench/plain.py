"""Converts the pages of a handbook to Markdown, to build them with plain MkDocs and Material."""

from __future__ import annotations

import re
from pathlib import Path

import yaml

from playbook.pages.handbook import Handbook
from playbook.pages.plan import plan
from playbook.pages.render import render_all

_BLOCK = re.compile(r"<(h[1-6]|p|li|dt|dd|summary)\b[^>]*>(.*?)</\1>", re.DOTALL)
_TAG = re.compile(r"<[^>]+>")
_LINK = re.compile(r'<a\b[^>]*href="([^"]*)"[^>]*>(.*?)</a>', re.DOTALL)
_MARKDOWN_PREFIXES = {"li": "- ", "h1": "# ", "h2": "## ", "h3": "### ", "h4": "#### "}
_ANCHOR = re.compile(r'<article[^>]*\bid="([^"]*)"[^>]*>')


def make_plain(handbook: Handbook, folder: Path) -> Path:
    """Write mkdocs.yml and every page of a handbook as Markdown, and return the folder."""
    docs = folder / "docs"
    nav: list[str] = []
    unlisted: list[str] = []
    default = handbook.playbook.languages[0]
    for page in render_all(handbook, plan(handbook)):
        root = "" if page.language == default else f"{page.language}/"
        name = f"{root}{page.planned_page.path}index.md"
        path = docs / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(_markdown(page.html), encoding="utf-8")
        (unlisted if page.planned_page.parent else nav).append(name)
    config = {
        "site_name": "Plain",
        "site_url": "https://playbook.example.com/",
        "theme": {"name": "material", "font": False, "language": default},
        "plugins": [{"search": {"lang": ["sv", "en"]}}],
        "nav": nav,
        "not_in_nav": "\n".join(f"/{name}" for name in unlisted),
        "markdown_extensions": ["attr_list", {"toc": {"permalink": True}}],
    }
    (folder / "mkdocs.yml").write_text(yaml.safe_dump(config), encoding="utf-8")
    return folder


def _markdown(html: str) -> str:
    """The text and links of a page as Markdown, in their order on the page."""
    lines = []
    for tag, content in _BLOCK.findall(_ANCHOR.sub(r"<p>[]{#\1}</p>", html)):
        words = _TAG.sub(" ", _LINK.sub(_link, content))
        lines.append(_MARKDOWN_PREFIXES.get(tag, "") + " ".join(words.split()))
    return "\n\n".join(lines) + "\n"


def _link(match: re.Match[str]) -> str:
    href, words = match[1], _TAG.sub("", match[2])
    if href.startswith(("#", "http", "mailto:", "tel:")):
        return f"[{words}]({href})"
    path, _, anchor = href.partition("#")
    return f"[{words}]({path}index.md{'#' + anchor if anchor else ''})"
