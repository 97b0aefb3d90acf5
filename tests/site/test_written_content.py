"""The HTML of hand-written pages: tables scroll, and no style is inline."""

from __future__ import annotations

import pytest
from markdown import markdown  # type: ignore[import-untyped]

from playbook.site.stylesheets import stylesheets
from playbook.site.written_content import written_content

TABLE = "| a | b |\n|---|--:|\n| `long_name` | 1 |\n"


def test_a_table_is_in_an_element_that_scrolls_and_can_be_focused() -> None:
    html = written_content(markdown(f"{TABLE}\ntext\n\n{TABLE}", extensions=["tables"]))
    assert html.count('<div class="pb-table-scroll" tabindex="0"><table>') == 2
    assert html.count("</table></div>") == 2
    assert " style=" not in html
    assert html.count('class="pb-align-right"') == 4


@pytest.mark.parametrize(
    "html",
    ["<p>a</p>", '<table class="own"></table>', "<p>&lt;table&gt; <code></table></code></p>"],
)
def test_other_html_is_left_as_it_is(html: str) -> None:
    assert written_content(html) == html


def test_code_in_a_cell_of_a_hand_written_page_is_not_broken_on_a_phone() -> None:
    css = dict(stylesheets())["playbook.css"]
    narrow = css[css.index(".pb-page-written td > code") :]
    assert "white-space: nowrap" in narrow[: narrow.index("}")]
