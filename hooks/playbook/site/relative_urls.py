"""URLs of a site relative to a page."""

from __future__ import annotations

from mkdocs.structure.pages import Page
from mkdocs.utils import get_relative_url


def relative_to(page: Page | None, base_url: str, url: str) -> str:
    """A URL of the site relative to a page, or relative to ``base_url`` if there is no page."""
    if page is None:
        return f"{base_url.rstrip('/')}/{url}"
    return str(get_relative_url(url or ".", page.url))


def from_tree_root(page: Page | None, url: str) -> str:
    """A URL outside this version in the published tree, relative to a page."""
    return "../" * (1 + (page.url.count("/") if page else 0)) + url
