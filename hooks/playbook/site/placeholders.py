"""Finds the places in the content of a page that the frame of the site fills.

A plugin may parse the content and write it again, so a place is not always spelt as in our
templates: an attribute without a value gets an empty one.
"""

from __future__ import annotations

import re
from typing import TypeVar

Html = TypeVar("Html", bound=str)
_PLACE = re.compile(r"""<(div|span) data-([a-z-]+)(?:=""|='')?></\1>""")


def around_place(html: Html, name: str) -> tuple[Html, Html]:
    """The HTML before and after the place with a name.

    If a plugin has removed the place, it is before the content: nothing that fills it is lost.
    """
    place = next((match for match in _PLACE.finditer(html) if match[2] == name), None)
    start, end = place.span() if place else (0, 0)
    return html[:start], html[end:]  # type: ignore[return-value]
