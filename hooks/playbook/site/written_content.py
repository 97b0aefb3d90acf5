"""Changes the HTML of hand-written pages."""

from __future__ import annotations

import re
from typing import Any

from .edition import is_public
from .security import without_styles

_COMMENT = re.compile("<!--.*?(?:-->|$)", re.DOTALL)
_TABLE = re.compile(r"<table>(?:(?!</?table\b).)*</table>", re.DOTALL)
_SCROLLING = r'<div class="pb-table-scroll" tabindex="0">\g<0></div>'


def written_content(html: str, **event: Any) -> str:
    """The HTML of a hand-written page: without inline styles, and with tables that can scroll.

    In the public edition, it is also without comments.
    """
    config = event.get("config")
    if config is not None and is_public(config):
        html = _COMMENT.sub("", html)
    return with_scrolling_tables(without_styles(html, **event))


def with_scrolling_tables(html: str) -> str:
    """Each table in an element that scrolls on a narrow screen, also with the keyboard.

    A table with attributes or with a table in it, which somebody wrote as HTML or which code with
    line numbers has, is left as it is.
    """
    return _TABLE.sub(_SCROLLING, html)
