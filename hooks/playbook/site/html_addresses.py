"""Finds the URLs in a page, and whether a browser requests them without a click."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator, Mapping

from selectolax.lexbor import LexborHTMLParser

NO_HOST = ("data:", "mailto:", "tel:")
"""Schemes of URLs that cause no request to a host."""

_CSS_URL = re.compile(
    r"""(?:(?:url|src)\(\s*['"]?|@import\s*['"]|['"])((?:https?:)?//[^)'"\s]+)""", re.IGNORECASE
)
"""An address in a function, or any quoted one: ``image-set()`` and others take those too."""
_CSS_ESCAPE = re.compile(r"\\([0-9a-f]{1,6})\s?|\\(.)", re.IGNORECASE)
_TEXT = re.compile(r"(?:@namespace\b|\bcontent\s*:)[^;}]*", re.IGNORECASE)
"""Names and texts that look like an address, and are not requested."""
_REFRESH = re.compile(r"""^[\s\d.]*+[;,]?\s*+url\s*+=\s*+['"]?([^'"]*)""", re.IGNORECASE)
_URL_ATTRIBUTES = ("href", "src", "poster", "data", "action", "formaction", "background",
                   "manifest")  # fmt: skip
"""Attributes whose value is one URL."""
_SRCSET_ATTRIBUTES = ("srcset", "imagesrcset")
"""Attributes whose value is a comma-separated list of URLs, each with a descriptor."""
_SELECTOR = ", ".join(
    f"[{name}]"
    for name in (*_URL_ATTRIBUTES, *_SRCSET_ATTRIBUTES, "ping", "style", "srcdoc", "http-equiv")
)
_FOLLOWED = {("a", "href"), ("area", "href")}
"""URLs that a browser requests only after a click."""
_NOT_REQUESTED = frozenset(("canonical", "alternate", "license", "author", "me", "help"))
"""Values of ``rel`` for which a browser does not request the URL of a ``link``."""


def parse(page: str) -> LexborHTMLParser:
    """The DOM tree of a page, as a browser builds it."""
    return LexborHTMLParser(page)


def addresses(tree: LexborHTMLParser) -> set[tuple[str, bool]]:
    """The URLs in a page, each with whether a browser requests it without a click."""
    urls: set[tuple[str, bool]] = set()
    for node in tree.css(_SELECTOR):
        urls.update(_in_element(node.tag or "", node.attributes))
    for node in tree.css("svg, svg *"):
        urls.update(_in_svg(node.tag or "", node.attributes))
    for node in tree.css("style"):
        urls.update((url, True) for url in css_addresses(node.text()))
    for node in tree.css("template"):
        inner = (node.html or "").partition(">")[2]
        urls |= addresses(parse(inner.removesuffix("</template>")))
    return urls


def css_addresses(css: str) -> list[str]:
    """The URLs on other hosts in a style sheet."""
    return _CSS_URL.findall(_TEXT.sub(_without_strings, _CSS_ESCAPE.sub(_unescaped, css)))


def _without_strings(match: re.Match[str]) -> str:
    """A text, of which only the functions are left: ``url()`` is requested there too."""
    return " ".join(re.findall(r"url\([^()]*\)", match[0], re.IGNORECASE))


def _unescaped(match: re.Match[str]) -> str:
    if match[1] is None:
        return match[2]
    number = int(match[1], 16)
    return chr(number) if number <= sys.maxunicode else "\ufffd"


def _in_element(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, bool]]:
    for name, value in attributes.items():
        if not value:
            continue
        if name in _URL_ATTRIBUTES:
            yield value, (tag, name) not in _FOLLOWED and not _is_unrequested_link(tag, attributes)
        elif name in _SRCSET_ATTRIBUTES:
            yield from ((part.split()[0], True) for part in _candidates(value))
        elif name == "ping":
            yield from ((url, True) for url in value.split())
        elif name == "style":
            yield from ((url, True) for url in css_addresses(value))
        elif name == "srcdoc":
            yield from addresses(parse(value))
        elif name == "content" and (attributes.get("http-equiv") or "").lower() == "refresh":
            yield from ((url.strip(), True) for url in _REFRESH.findall(value))


def _is_unrequested_link(tag: str, attributes: Mapping[str, str | None]) -> bool:
    """Whether an element is a ``link`` whose URL a browser does not request."""
    relations = set((attributes.get("rel") or "").lower().split())
    return tag == "link" and bool(relations) and relations <= _NOT_REQUESTED


def _candidates(srcset: str) -> Iterator[str]:
    """The candidates of a ``srcset``. Only a comma followed by a space separates them."""
    yield from filter(None, (part.strip(" \t\r\n,") for part in re.split(r",\s", srcset)))


_CSS_ATTRIBUTES = frozenset((
    "fill", "stroke", "filter", "mask", "clip-path", "cursor",
    "marker", "marker-start", "marker-mid", "marker-end",
))  # fmt: skip
"""SVG attributes that are parsed as CSS."""


def _in_svg(tag: str, attributes: Mapping[str, str | None]) -> Iterator[tuple[str, bool]]:
    """URLs in an SVG element: ``xlink:href``, and ``url()`` in attributes parsed as CSS."""
    for name, value in attributes.items():
        if name == "xlink:href" and value:
            yield value, tag != "a"
        elif name in _CSS_ATTRIBUTES and value:
            yield from ((url, True) for url in css_addresses(value))
