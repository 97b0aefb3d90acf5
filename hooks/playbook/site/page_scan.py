"""Scans built pages for the audit."""

from __future__ import annotations

import hashlib
import re
from collections import Counter
from collections.abc import Iterator, MutableMapping
from dataclasses import dataclass
from pathlib import Path

from .html_addresses import addresses, parse

_MARK = re.compile(r"\{\{(?:(?!\{\{).)*?\}\}|\{%(?:(?!\{%).)*?%\}")
_OURS = "body.pb-body, .pb-saved"
"""What only our templates have."""
_HIDDEN = ["script", "style", "template"]
"""Elements whose content is not displayed."""


@dataclass(frozen=True)
class ScannedPage:
    """The data of a page that the audit needs.

    ``digest`` is a hash of the page's bytes; ``addresses`` are pairs of a URL as written and
    whether a browser requests it without a click; ``mark`` is template syntax visible on the page;
    ``is_ours`` says whether it was made with one of our templates.
    """

    url: str
    digest: bytes
    ids: Counter[str]
    addresses: tuple[tuple[str, bool], ...]
    mark: str
    is_ours: bool = True


def scan_pages(folder: Path, known: MutableMapping[str, ScannedPage]) -> Iterator[ScannedPage]:
    """Every page of a site. A page is only parsed if its bytes differ from ``known``, which is
    updated."""
    for path in sorted(folder.rglob("*.html")):
        url = path.relative_to(folder).as_posix().removesuffix("index.html")
        content = path.read_bytes()
        digest = hashlib.sha256(content).digest()
        if url not in known or known[url].digest != digest:
            known[url] = _page(url, digest, content.decode("utf-8"))
        yield known[url]


def _page(url: str, digest: bytes, text: str) -> ScannedPage:
    tree = parse(text)
    urls = tuple(sorted(addresses(tree)))
    ids = Counter(id for node in tree.css("[id]") if (id := node.attributes["id"]))
    is_ours = tree.css_first(_OURS) is not None
    mark = None
    if _MARK.search(text):
        tree.strip_tags(_HIDDEN)
        mark = _MARK.search(tree.html or "")
    return ScannedPage(url, digest, ids, urls, mark[0] if mark else "", is_ours)
