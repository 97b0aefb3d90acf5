"""Checks that the page on binding fields shows the fields of every kind."""

from __future__ import annotations

from kinds.binding_table import page
from site_helpers import ROOT

PAGE = ROOT / "docs" / "en" / "binding.md"


def test_the_page_shows_every_field(accept: bool) -> None:
    if accept:
        PAGE.write_text(page(), encoding="utf-8")
    assert PAGE.read_text(encoding="utf-8") == page()
