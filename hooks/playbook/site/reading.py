"""What the audit takes from the pages of a built site."""

from __future__ import annotations

import hashlib
import html
import re
from collections import Counter
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from .html_addresses import addresses

_ID = re.compile(r'\sid="([^"]*)"')
_MARK = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}")
_HIDDEN = re.compile(r"<(script|style|template)\b.*?(?:</\1>|\Z)", re.DOTALL)


@dataclass(frozen=True)
class ReadPage:
    """What the audit takes from a page; ``digest`` is of its bytes.

    ``addresses`` are as written, each with whether a browser asks for it by itself; ``mark`` is a
    mark of a template that the page shows.
    """

    url: str
    digest: bytes
    ids: Counter[str]
    addresses: tuple[tuple[str, bool], ...]
    mark: str


def read_pages(folder: Path, known: MutableMapping[str, ReadPage]) -> Iterator[ReadPage]:
    """Every page of a site; one whose bytes are as ``known`` is not read again."""
    for path in sorted(folder.rglob("*.html")):
        url = path.relative_to(folder).as_posix().removesuffix("index.html")
        content = path.read_bytes()
        digest = hashlib.sha256(content).digest()
        if url not in known or known[url].digest != digest:
            known[url] = _page(url, digest, content.decode("utf-8"))
        yield known[url]


def _page(url: str, digest: bytes, text: str) -> ReadPage:
    mark = _MARK.search(_HIDDEN.sub("", text))
    return ReadPage(
        url,
        digest,
        Counter(map(html.unescape, _ID.findall(text))),
        tuple(sorted(addresses(text))),
        mark[0] if mark else "",
    )
