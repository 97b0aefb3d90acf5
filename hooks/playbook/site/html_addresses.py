"""The addresses in a page: those that a reader may follow, and those that a browser requests."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

NO_HOST = ("data:", "mailto:", "tel:")
"""Schemes of addresses that request nothing from a host."""

_CSS_URL = re.compile(r"""(?:url\(\s*['"]?|@import\s+['"])((?:[a-z]+:)?//[^)'"]*)""", re.IGNORECASE)
_REFRESH = re.compile(r"""^[\s\d.]*+[;,]?\s*+url\s*+=\s*+['"]?([^'"]*)""", re.IGNORECASE)
_ONE = ("href", "src", "poster", "data", "action", "formaction", "background", "manifest")
"""Attributes that hold one address."""
_SETS = ("srcset", "imagesrcset")
"""Attributes that hold addresses with a descriptor each, separated by commas."""
_SELECTOR = ", ".join(
    f"[{name}]" for name in (*_ONE, *_SETS, "ping", "style", "srcdoc", "http-equiv")
)
_FOLLOWED = {("a", "href"), ("area", "href")}
"""Addresses that wait for a reader; a browser requests any other by itself."""
_NOT_REQUESTED = frozenset(("canonical", "alternate", "license", "author", "me", "help"))
"""Relations of a ``link`` that a browser does not request."""


def parse(page: str) -> LexborHTMLParser:
    """The tree of a page, as a browser builds it."""
    return LexborHTMLParser(page)


def addresses(tree: LexborHTMLParser) -> set[tuple[str, bool]]:
    """The addresses in a page, each with whether a browser requests it by itself."""
    found: set[tuple[str, bool]] = set()
    for node in tree.css(_SELECTOR):
        found.update(_in_element(node.tag or "", node.attributes))
    for node in tree.css("svg, svg *"):
        found.update(_in_svg(node.tag or "", node.attributes))
    for node in tree.css("style"):
        found.update((url, True) for url in css_addresses(node.text()))
    for node in tree.css("template"):
        inner = (node.html or "").partition(">")[2]
        found |= addresses(parse(inner.removesuffix("</template>")))
    return found


def css_addresses(css: str) -> list[str]:
    """The addresses of other hosts in a style sheet."""
    return _CSS_URL.findall(css)


def _in_element(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, bool]]:
    for name, value in attributes.items():
        if not value:
            continue
        if name in _ONE:
            yield value, (tag, name) not in _FOLLOWED and not _is_relation(tag, attributes)
        elif name in _SETS:
            yield from ((part.split()[0], True) for part in _candidates(value))
        elif name == "ping":
            yield from ((url, True) for url in value.split())
        elif name == "style":
            yield from ((url, True) for url in css_addresses(value))
        elif name == "srcdoc":
            yield from addresses(parse(value))
        elif name == "content" and (attributes.get("http-equiv") or "").lower() == "refresh":
            yield from ((url.strip(), True) for url in _REFRESH.findall(value))


def _is_relation(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether a ``link`` only says how pages relate."""
    relations = set((attributes.get("rel") or "").lower().split())
    return tag == "link" and bool(relations) and relations <= _NOT_REQUESTED


def _candidates(srcset: str) -> Iterator[str]:
    """The parts of a ``srcset``; a comma within an address is followed by no space."""
    yield from filter(None, (part.strip(" \t\r\n,") for part in re.split(r",\s", srcset)))


_PAINT = frozenset((
    "fill", "stroke", "filter", "mask", "clip-path", "cursor",
    "marker", "marker-start", "marker-mid", "marker-end",
))  # fmt: skip
"""Attributes of a drawing that are read as CSS."""


def _in_svg(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, bool]]:
    """Addresses in a drawing: ``xlink:href``, and ``url()`` in attributes that are read as CSS."""
    for name, value in attributes.items():
        if name == "xlink:href" and value:
            yield value, tag != "a"
        elif name in _PAINT and value:
            yield from ((url, True) for url in css_addresses(value))
