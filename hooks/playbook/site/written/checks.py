"""Checks hand-written pages: headings without text, and HTML that browsers do not run or show."""

from __future__ import annotations

import re
from collections.abc import Iterator

from selectolax.lexbor import LexborHTMLParser, LexborNode

from ...problems import Code, Location, Phrase, Problem
from .lines import location_of, location_of_fence

EMPTY_HEADING = Code("PB925", "warning", "page")
BLOCKED_HTML = Code("PB922", "error", "page", "html")
BLOCKED_STYLE = Code("PB923", "warning", "page", "html")
NEEDS_SCRIPT = Code("PB924", "warning", "page", "what")

_HEADINGS = "h1, h2, h3, h4, h5, h6"
_EMPTY_HEADING = re.compile(r"^\s*#{1,6}\s*(?:\{[^}]*\}\s*)?$|<h[1-6]\b", re.IGNORECASE)
_BLOCKED = ("script", "iframe", "frame", "object", "embed", "applet", "base", "meta")
_DIAGRAMS = ".mermaid, .language-mermaid"
_FORMULAS = ".arithmatex, script[type^='math/']"
_END = {">": r"\b", "=": r"\s*="}
"""What follows the name of an element and of an attribute in the source."""
_IGNORED = re.compile(r"[\0-\x20\s]")
"""What browsers ignore in front of an address; some of it also inside."""
_OUTER = re.compile(r"<(html|head|body)\b[^<>]*[\s\"'/]on[a-z]+\s*=", re.IGNORECASE)
"""Elements around a page, with an event: the parser drops them, but browsers add their attributes.

Plugins that parse a page may leave such elements without attributes around it.
"""
_FORMULA = re.compile(r"\$\$|\$\S[^$]*\$|\\\(|\\\[|\\begin\{")


def written_problems(url: str, html: str, path: str, text: str) -> Iterator[Problem]:
    """The problems of a page with its HTML, and the path and text of its source."""
    tree = LexborHTMLParser(html, is_fragment=True)
    page = url or "/"
    if any(_is_empty(heading) for heading in tree.css(_HEADINGS)):
        location = location_of(_EMPTY_HEADING, path, text) or Location(path)
        yield EMPTY_HEADING.at(location, page=page)
    diagram = location_of_fence("mermaid", path, text)
    if diagram or tree.css_first(_DIAGRAMS):
        location = diagram or Location(path)
        yield NEEDS_SCRIPT.at(location, page=page, what=Phrase("written.diagram"))
    if formula := tree.css(_FORMULAS):
        location = location_of(_FORMULA, path, text) or Location(path)
        cure = Phrase("cure.formula")
        yield NEEDS_SCRIPT.at(location, cure=cure, page=page, what=Phrase("written.formula"))
    for tag in dict.fromkeys(match.lower() for match in _OUTER.findall(html)):
        yield BLOCKED_HTML.at(_location(f"<{tag}>", path, text), page=page, html=f"<{tag}>")
    formulas = {node.mem_id for node in formula}
    nodes = (node for node in tree.css("*") if node.mem_id not in formulas)
    for html_start, code in dict.fromkeys(found for node in nodes for found in _blocked(node)):
        yield code.at(_location(html_start, path, text), page=page, html=html_start)


def _is_empty(heading: LexborNode) -> bool:
    """Whether a heading has neither text nor the text of an image. Its own link is not text."""
    links = heading.css(".headerlink")
    own = "".join(link.text() for link in links)
    images = any(image.attributes.get("alt") for image in heading.css("img"))
    return not images and not heading.text().removesuffix(own).strip()


def _blocked(node: LexborNode) -> Iterator[tuple[str, Code]]:
    """What the Content-Security-Policy blocks in an element, as the beginning of its source."""
    tag = node.tag or ""
    if tag in _BLOCKED and not (tag == "script" and node.attributes.get("src")):
        yield f"<{tag}>", BLOCKED_HTML
    if tag == "style":
        yield "<style>", BLOCKED_STYLE
    for name, value in node.attributes.items():
        if name.startswith("on") or name == "srcdoc":
            yield f"{name}=", BLOCKED_HTML
        elif _IGNORED.sub("", value or "").lower().startswith("javascript:"):
            yield "javascript:", BLOCKED_HTML
        elif _opens_data(tag, name, value or "") and "download" not in node.attributes:
            yield "data:", BLOCKED_HTML
        elif name == "style":
            yield "style=", BLOCKED_STYLE


def _opens_data(tag: str, name: str, value: str) -> bool:
    """Whether an attribute is a link to data, which browsers do not open as a page."""
    return (tag, name) in (("a", "href"), ("area", "href")) and value.strip().lower()[:5] == "data:"


def _location(what: str, path: str, text: str) -> Location:
    """Where the source has something that was found in the HTML."""
    start = re.escape(what.rstrip(">="))
    pattern = re.compile(rf"(?<![\w-]){start}{_END.get(what[-1], '')}", re.IGNORECASE)
    return location_of(pattern, path, text) or Location(path)
