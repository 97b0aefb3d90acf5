"""The places in a page that the frame of the site fills, also after a plugin has rewritten it."""

from __future__ import annotations

import pytest
from markupsafe import Markup
from selectolax.lexbor import LexborHTMLParser

from playbook.site.placeholders import around_place

BEFORE, AFTER = "<p>before</p>", "<p>after</p>"
BOX = "<div data-search-box></div>"
SPELLINGS = [
    BOX, '<div data-search-box=""></div>', "<div data-search-box=''></div>",
    str(LexborHTMLParser(f"<main>{BOX}</main>").html).split("main>")[1].removesuffix("</"),
]  # fmt: skip


@pytest.mark.parametrize("place", SPELLINGS)
def test_a_place_is_found_in_every_spelling(place: str) -> None:
    assert around_place(f"{BEFORE}{place}{AFTER}", "search-box") == (BEFORE, AFTER)


@pytest.mark.parametrize("other", ["<div data-page-code></div>", "&lt;div data-search-box>", ""])
def test_the_place_is_before_the_content_if_it_was_removed(other: str) -> None:
    assert around_place(f"{other}{AFTER}", "search-box") == ("", f"{other}{AFTER}")


def test_html_of_a_page_stays_html() -> None:
    before, after = around_place(
        Markup(f"{BEFORE}<span data-page-code></span>{AFTER}"), "page-code"
    )
    assert isinstance(before, Markup)
    assert isinstance(after, Markup)
