"""Joins all pages into one page with the whole handbook, and makes their links internal."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from ..words.catalogue import Words
from .plan import PAGE_PATHS
from .rendered_pages import RenderedPage

ID_PREFIX = "w."
"""The prefix of ids on this page. Entry ids contain no dot, so they never begin with it."""
_PAGE_TYPES = ("chapter", "entry", "kind")
_OMITTED_HTML = re.compile(
    r'<div class="pb-entry-actions">.*?</div>|<p class="pb-(?:helpful|filter)".*?</p>'
    r'|<details class="pb-(?:used-in|flow-picture|toc)">.*?</details>'
    r'|<section class="pb-applies">.*?</section>|<p class="pb-buttons">.*?</p>',
    re.DOTALL,
)
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_ID = re.compile(r'(?<=\s)id="([^"]*)"')
_HREF = re.compile(r'(?<=\s)href="([^"]*)"')
_H1_START = re.compile(r"<h1")


def whole_html(pages: Iterable[RenderedPage], words: Words) -> str:
    """The HTML of a page with all entries, in the order of the navigation."""
    parts = [page for page in pages if page.planned_page.page_type in _PAGE_TYPES]
    included_paths = {page.planned_page.path for page in parts}
    html = [f"<h1>{escape(words('places.whole'))}</h1>", _contents(parts, words)]
    for kind, members in groupby(parts, key=lambda page: page.planned_page.kind):
        title = escape(words(f"kinds.{kind}.title"))
        html.append(f'<section class="pb-whole-kind"><h2 id="{ID_PREFIX}{kind}">{title}</h2>')
        html += [
            _part(page, included_paths, is_whole_kind=page.planned_page.page_type == "kind")
            for page in members
        ]
        html.append("</section>")
    return "\n".join(html)


def _contents(parts: Sequence[RenderedPage], words: Words) -> str:
    kinds = dict.fromkeys(page.planned_page.kind for page in parts)
    item = Markup('<li><a href="#{}{}">{}</a></li>')
    items = (item.format(ID_PREFIX, kind, words(f"kinds.{kind}.title")) for kind in kinds)
    return f'<nav aria-label="{escape(words("page.contents"))}"><ul>{"".join(items)}</ul></nav>'


def _part(page: RenderedPage, included_paths: set[str], *, is_whole_kind: bool) -> str:
    """A page as a section, with its headings demoted.

    The page's own heading is removed if the page has all entries of a kind (``is_whole_kind``).
    """
    html = _OMITTED_HTML.sub("", page.html)
    if is_whole_kind:
        _, _, html = html.partition("</h1>")
        demotion = 1
    else:
        html = _H1_START.sub(f'<h1 id="{ID_PREFIX}{escape(page.planned_page.path)}"', html, count=1)
        demotion = 2
    html = _HEADING.sub(lambda match: f"<{match[1]}h{min(6, int(match[2]) + demotion)}", html)
    html = _ID.sub(lambda match: f'id="{_prefixed(match[1])}"', html)
    return _HREF.sub(_link_rewriter(page.planned_page.path, included_paths), html)


def _prefixed(id: str) -> str:
    return id if id.startswith(ID_PREFIX) else f"{ID_PREFIX}{id}"


def _link_rewriter(path: str, included_paths: set[str]) -> Callable[[re.Match[str]], str]:
    """A function that rewrites the links of one page.

    A link to an included page becomes an anchor; other links become relative to the joined page.
    """

    def rewrite(match: re.Match[str]) -> str:
        url = match[1]
        page, _, anchor = url.partition("#")
        if ":" in page or page.startswith("/"):
            return match[0]
        target = posixpath.normpath(posixpath.join(path, page)) + "/" if page else path
        target = "" if target == "./" else target
        if anchor and target in included_paths:
            return f'href="#{ID_PREFIX}{anchor}"'
        if target in included_paths:
            kind = target.split("/")[0]
            return f'href="#{ID_PREFIX}{kind if target == kind + "/" else target}"'
        url = posixpath.relpath(target or ".", PAGE_PATHS["whole"])
        return f'href="{url}/{"#" + anchor if anchor else ""}"'

    return rewrite
