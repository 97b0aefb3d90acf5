"""The macros plugin can render the pages in docs/, also if an error stops the build."""

from __future__ import annotations

from pathlib import Path

import jinja2
import pytest
from mkdocs.utils.meta import get_data

from support import TESTS

DOCS = TESTS.parent / "docs"
PAGES = sorted(DOCS.rglob("*.md"))


@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(DOCS).as_posix())
def test_macros_can_render_every_page(page: Path) -> None:
    """A page about template syntax says that it is not one: ``render_macros: false``."""
    text, metadata = get_data(page.read_text(encoding="utf-8"))
    if metadata.get("render_macros") is not False:
        environment = jinja2.Environment(undefined=jinja2.StrictUndefined, autoescape=False)
        assert environment.from_string(text).render()
