"""The extra JavaScript modules of a generated page."""

from __future__ import annotations

from mkdocs.structure.pages import Page

from ..pages.handbook import Handbook
from .pages import GeneratedPage

_MODULES = {
    "quiz": ("quiz",), "calculator": ("calculator",), "confirm": ("confirm",),
    "search": ("search/page",),
}  # fmt: skip
"""Extra JavaScript modules by page type; a kind names the modules of its own pages."""
_MODULES_OF_PARTS = {
    'class="pb-toc"': "contents", " data-open-hours=": "opening", " data-filter=": "filter",
    " data-print ": "ticks",
}  # fmt: skip
"""Extra modules of pages that contain an HTML text."""


def page_modules(page: Page | None, handbook: Handbook) -> tuple[str, ...]:
    """The modules of a generated page: those of its type, its kind and its parts."""
    assert isinstance(page, GeneratedPage)
    planned_page, html = page.rendered.planned_page, page.rendered.html
    kind = handbook.playbook.kinds.get(planned_page.kind or "")
    scripts = kind.spec.scripts if kind and planned_page.page_type != "index" else ()
    parts = (name for part, name in _MODULES_OF_PARTS.items() if part in html)
    return tuple(dict.fromkeys((*_MODULES.get(planned_page.page_type, ()), *scripts, *parts)))
