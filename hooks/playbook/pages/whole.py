"""The whole handbook on one page: the other pages' HTML put together, its links leading within."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Iterable, Sequence
from itertools import groupby

from markupsafe import Markup, escape

from ..words.catalogue import Words
from .plan import PLACES
from .rendered import Rendered

PREFIX = "w."
"""What the ids begin with here; no entry's id has a dot."""
_SORTS = ("chapter", "entry", "kind")
_LEFT_OUT = re.compile(
    r'<div class="entry-actions">.*?</div>'
    r'|<details class="(?:used-in|flow-picture|pb-toc)">.*?</details>'
    r'|<section class="applies">.*?</section>|<p class="buttons">.*?</p>',
    re.DOTALL,
)
_HEADING = re.compile(r"<(/?)h([1-6])\b")
_ID = re.compile(r'(?<=\s)id="([^"]*)"')
_HREF = re.compile(r'(?<=\s)href="([^"]*)"')
_TITLE = re.compile(r"<h1")


def whole_html(pages: Iterable[Rendered], words: Words) -> str:
    """One page of all rules, roles, flows and the rest, in the order of the navigation."""
    parts = [page for page in pages if page.planned.sort in _SORTS]
    inside = {page.planned.path for page in parts}
    html = [f"<h1>{escape(words('places.whole'))}</h1>", _contents(parts, words)]
    for kind, its in groupby(parts, key=lambda page: page.planned.kind):
        members = list(its)
        title = escape(words(f"kinds.{kind}.title"))
        html.append(f'<section class="whole-kind"><h2 id="{PREFIX}{kind}">{title}</h2>')
        html += [_part(page, inside, alone=page.planned.sort == "kind") for page in members]
        html.append("</section>")
    return "\n".join(html)


def _contents(parts: Sequence[Rendered], words: Words) -> str:
    kinds = dict.fromkeys(page.planned.kind for page in parts)
    item = Markup('<li><a href="#{}{}">{}</a></li>')
    items = (item.format(PREFIX, kind, words(f"kinds.{kind}.title")) for kind in kinds)
    return f'<nav aria-label="{escape(words("page.contents"))}"><ul>{"".join(items)}</ul></nav>'


def _part(page: Rendered, inside: set[str], *, alone: bool) -> str:
    """A page as a part: its headings lower, and without the heading of a page that is a kind's."""
    html = _LEFT_OUT.sub("", page.html)
    if alone:
        html = html[html.index("</h1>") + 5 :]
        lower = 1
    else:
        html = _TITLE.sub(f'<h1 id="{PREFIX}{escape(page.planned.path)}"', html, count=1)
        lower = 2
    html = _HEADING.sub(lambda found: f"<{found[1]}h{min(6, int(found[2]) + lower)}", html)
    html = _ID.sub(lambda found: f'id="{_own(found[1])}"', html)
    return _HREF.sub(_leading(page.planned.path, inside), html)


def _own(id: str) -> str:
    return id if id.startswith(PREFIX) else f"{PREFIX}{id}"


def _leading(path: str, inside: set[str]) -> Callable[[re.Match[str]], str]:
    """Turns a link of one page into a link of this one: to its part here where there is one."""

    def lead(found: re.Match[str]) -> str:
        url = found[1]
        page, _, anchor = url.partition("#")
        if ":" in page or page.startswith("/"):
            return found[0]
        target = posixpath.normpath(posixpath.join(path, page)) + "/" if page else path
        target = "" if target == "./" else target
        if anchor and target in inside:
            return f'href="#{PREFIX}{anchor}"'
        if target in inside:
            kind = target.split("/")[0]
            return f'href="#{PREFIX}{kind if target == kind + "/" else target}"'
        url = posixpath.relpath(target or ".", PLACES["whole"])
        return f'href="{url}/{"#" + anchor if anchor else ""}"'

    return lead
