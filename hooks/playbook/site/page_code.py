"""The QR code of a page, as SVG in the page: a printed card leads back to the handbook."""

from __future__ import annotations

import segno
from markupsafe import Markup


def page_code(url: str) -> Markup:
    """The QR code of an absolute URL, in black. The text next to it says where it leads."""
    code = segno.make(url, error="m", micro=False)
    svg = code.svg_inline(omitsize=True, border=0, svgclass="pb-code", lineclass=None)
    return Markup(svg.replace("<svg ", '<svg aria-hidden="true" ', 1))  # it has only numbers
