"""Makes links between the joined pages internal, and others absolute."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from .tree import classes, unwrap


@dataclass(frozen=True)
class Targets:
    """Where the links of a document can lead.

    ``pages`` maps the path of each page in the document to the id of its heading. ``root`` is the
    absolute address of the handbook in the document's language, or empty if it has none.
    """

    pages: dict[str, str]
    ids: Collection[str]
    root: str

    def resolve(self, url: str, page: str) -> tuple[str, str]:
        """The target of a link on a page, and its CSS class; both are empty if it has no target."""
        if ":" in url.partition("#")[0] or url.startswith("//"):
            return url, "outside" if url.startswith("http") else ""
        path, _, anchor = url.partition("#")
        target = _joined_path(page, path)
        if anchor in self.ids:
            return f"#{anchor}", ""
        if target in self.pages:
            return f"#{self.pages[target]}", ""
        if not self.root:
            return "", ""
        return f"{self.root}{target}{'#' + anchor if anchor else ''}", "on-web"


def _joined_path(page: str, path: str) -> str:
    if not path:
        return page
    joined = posixpath.normpath(posixpath.join(page, path)).lstrip("./")
    return f"{joined}/" if joined and not posixpath.splitext(joined)[1] else joined


def link_pages(root: Element, pages: Iterator[tuple[str, Element]], targets: Targets) -> None:
    """Rewrite the links of every page; those without a target become text."""
    for path, section in pages:
        for parent in list(section.iter()):
            for link in [child for child in parent if child.tag == "a"]:
                href, link_class = targets.resolve(link.get("href", ""), path)
                if not href:
                    unwrap(parent, link)
                    continue
                link.set("href", href)
                if link_class == "outside" and _shows_address(link):
                    link_class = ""
                link.set("class", " ".join(sorted({*classes(link), link_class} - {""})))
    remove_repeated_ids(root)


def _shows_address(link: Element) -> bool:
    """Whether the text of a link is its address already."""
    text = "".join(link.itertext()).strip()
    return "://" in text or text.rstrip("/") in link.get("href", "")


def remove_repeated_ids(root: Element) -> None:
    """Keep every id at its first place: the destinations in a PDF have unique names."""
    seen: set[str] = set()
    for each in root.iter():
        if (id := each.get("id")) is not None:
            if id in seen:
                del each.attrib["id"]
            seen.add(id)
