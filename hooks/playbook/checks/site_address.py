"""Finds a site address in ``mkdocs.yml`` that is missing or still the starter's."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..problems import Code, Location, Problem
from ..source.folders import CONFIG, site_url_of
from .adoption import EXAMPLE_ADDRESS

EXAMPLE_SITE = Code("PB611", "notice", "value")
NO_SITE_ADDRESS = Code("PB612", "notice")


def check_site_address(project: Path) -> Iterator[Problem]:
    """A notice if the address is missing or an example: links in feeds and on paper need it."""
    address, line, column = site_url_of(project)
    if address == "":
        return  # MkDocs reports a configuration that cannot be read
    if address is None:
        yield NO_SITE_ADDRESS.at(Location(CONFIG, line, column))
    elif EXAMPLE_ADDRESS.search(address):
        yield EXAMPLE_SITE.at(Location(CONFIG, line, column), value=address)
