"""Finds links to entries of this handbook by its web address."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from ..model.playbook import Playbook
from ..model.types import TextMarker
from ..problems import Code, Problem
from ..prose import markdown
from ..source.fixes import replacement_fix
from ..source.folders import site_url_of
from .links import iter_texts

OWN_ADDRESS = Code("PB118", "notice", "url", "id")


def check_own_address(playbook: Playbook, project: Path) -> Iterator[Problem]:
    """A notice for each link that leads to an entry or a chapter of this handbook by its address.

    Such a link leads to the newest version from each older one, and breaks when the site moves.
    """
    addresses = [address for address in (site_url_of(project)[0],) if address]
    if not addresses:
        return
    for entry in playbook.entries.values():
        origin = playbook.origins[entry.id]
        for field in playbook.marked_values[entry.id]:
            if not (isinstance(field.marker, TextMarker) and field.marker.prose):
                continue
            for path, _, text in iter_texts(field.value, field.path):
                for url in markdown.links(text):
                    if id := _id_of(url, addresses, playbook):
                        location = origin.find(path, url)
                        fix = replacement_fix(origin.tree, location, url, f"{markdown.ENTRY}{id}")
                        yield OWN_ADDRESS.at(location, url=url, id=id, fix=fix)


def _id_of(url: str, addresses: Sequence[str], playbook: Playbook) -> str | None:
    """The id of the entry or chapter that an address of the handbook shows, or None."""
    if not any(url.startswith(f"{address.rstrip('/')}/") for address in addresses):
        return None
    page, _, anchor = url.partition("#")
    name = anchor or page.rstrip("/").rpartition("/")[2]
    is_known = name in playbook.entries or name in playbook.chapter_origins
    return name if is_known else None
