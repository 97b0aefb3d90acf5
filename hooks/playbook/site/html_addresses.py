"""The addresses in a page: those that wait to be followed, and those that a browser asks for."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

NO_HOST = ("data:", "mailto:", "tel:")
"""What an address begins with that asks no host for anything."""

# Hand-written pages may hold HTML as people write it: capitals, single quotes, no quotes.
# A tag ends where a browser ends it: a quote counts after an equals sign, and a tag or a quote that
# is never closed goes to the end. So each is read once, whatever it holds.
_TAG = re.compile(
    r"""<([a-z][a-z0-9]*+)[\s/]((?:[\s/]++|[^\s/>][^\s/>=]*+"""
    r"""(?:\s*+=\s*+(?:"[^"]*+(?:"|\Z)|'[^']*+(?:'|\Z)|[^\s>"'][^\s>]*+)?+)?+)*+)(?:>|\Z)""",
    re.IGNORECASE,
)
_ATTRIBUTE = re.compile(
    r"""(?<![^\s"'<>/=])([^\s"'<>/=]++)\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++))"""
)
_STYLE = re.compile(r"<style\b.*?(?:</style|\Z)", re.IGNORECASE | re.DOTALL)
_CSS_URL = re.compile(r"""(?:url\(\s*['"]?|@import\s+['"])((?:[a-z]+:)?//[^)'"]*)""", re.IGNORECASE)
_NAMES = ("href", "src", "srcset", "poster", "data", "action", "formaction", "ping", "background")
_WORTH_READING = re.compile("|".join((*_NAMES, "style")), re.IGNORECASE)
"""What stands in a tag that has an address; most tags have only a class."""
_LEADS = {("a", "href"), ("area", "href")}
"""Where an address waits to be followed; any other is asked for by itself."""
_NO_REQUEST = re.compile(r'\brel="(?:canonical|alternate|license|author)"')


def addresses(page: str) -> set[tuple[str, bool]]:
    """The addresses in a page as written, each with whether a browser asks for it by itself."""
    found: set[tuple[str, bool]] = set()
    for tag, attributes in _TAG.findall(page):
        if _WORTH_READING.search(attributes):
            found |= set(_in_tag(tag.lower(), attributes))
    for style in _STYLE.findall(page):
        found |= {(url, True) for url in css_addresses(style)}
    return found


def css_addresses(css: str) -> list[str]:
    """The addresses of other hosts in a style sheet."""
    return _CSS_URL.findall(css)


def _in_tag(tag: str, attributes: str) -> Iterator[tuple[str, bool]]:
    silent = bool(_NO_REQUEST.search(attributes))
    for written, *values in _ATTRIBUTE.findall(attributes):
        name, value = written.lower(), "".join(values)
        if name == "style":
            yield from ((url, True) for url in css_addresses(html.unescape(value)))
        elif name in _NAMES:
            yield value, not silent and (tag, name) not in _LEADS
