"""An SVG picture of the seven keys on a ring, drawn at build time.

It is inline SVG with classes only: the style sheet has the colours for light, dark and print.
"""

from __future__ import annotations

import textwrap
from typing import TYPE_CHECKING, cast

from markupsafe import Markup

if TYPE_CHECKING:
    from ...pages.page_formatter import PageFormatter
    from . import Key

_ROW_HEIGHT, _WIDTH = 58, 360
_BOW = 20
"""The radius of a key's bow (the round part), which shows the key's number."""
_CHARACTERS_PER_LINE = 29
"""The number of characters of a title that fit on a line."""

_FRAME = Markup(
    '<svg class="pb-keys-picture" viewBox="0 0 {width} {height}" role="group" aria-label="{label}">'
    '<path class="pb-key-ring" d="M{x} {top}C{left} {top} {left} {bottom} {x} {bottom}"/>'
    "{keys}</svg>"
)
_KEY = Markup(
    '<a class="pb-key" href="{href}">'
    '<rect class="pb-key-ground" x="24" y="{background}" width="{width}" height="{height}" rx="8"/>'
    '<path class="pb-key-shaft" d="M66 {shaft}H350m-8 0v8m-12-8v6m-12-6v8"/>'
    '<circle class="pb-key-bow" cx="50" cy="{middle}" r="{bow}"/>'
    '<text class="pb-key-number-text" x="50" y="{number}" text-anchor="middle">{order}</text>'
    '<text class="pb-key-title">{lines}</text></a>'
)
_LINE = Markup('<tspan x="80" y="{y}">{text}</tspan>')


_MOTIF_ROW = 44
_MOTIF = Markup(
    '<svg class="pb-keys-motif" viewBox="0 0 204 {height}" width="204" height="{height}"'
    ' aria-hidden="true" focusable="false"><path d="{path}"/></svg>'
)


def keys_motif(formatter: PageFormatter) -> Markup:
    """The keys on a ring as one outline without words: the ornament of the start page."""
    rows = range(len(formatter.handbook.by_kind["keys"]))
    height = _MOTIF_ROW * len(rows)
    middle = _MOTIF_ROW // 2
    bend = height // 5
    ring = f"M22 {middle}C-3 {middle + bend}-3 {height - middle - bend} 22 {height - middle}"
    keys = (
        f"M22 {row * _MOTIF_ROW + middle}a12 12 0 1 0 24 0a12 12 0 1 0-24 0m24 0h154"
        "m-5 0v9m-12-9v6m-12-6v9"
        for row in rows
    )
    return _MOTIF.format(height=height, path="".join((ring, *keys)))


def keys_picture(formatter: PageFormatter) -> Markup:
    """The keys on a ring, in their order; each key links to its entry."""
    entries = [cast("Key", entry) for entry in formatter.handbook.by_kind["keys"]]
    keys = sorted(entries, key=lambda key: key.order)
    height = _ROW_HEIGHT * len(keys)
    return _FRAME.format(
        width=_WIDTH, height=height, label=formatter.words("kinds.keys.title"), x=50, left=-10,
        top=_ROW_HEIGHT // 2, bottom=height - _ROW_HEIGHT // 2,
        keys=Markup("").join(_key(formatter, key, row) for row, key in enumerate(keys)),
    )  # fmt: skip


def _key(formatter: PageFormatter, key: Key, row: int) -> Markup:
    middle = row * _ROW_HEIGHT + _ROW_HEIGHT // 2
    lines = textwrap.wrap(formatter.plain(key.title), _CHARACTERS_PER_LINE)[:2]
    first_line_y = middle + 5 - 11 * (len(lines) - 1)
    return _KEY.format(
        href=formatter.href(key.id), order=key.order, middle=middle, bow=_BOW,
        background=middle - _ROW_HEIGHT // 2 + 3, width=_WIDTH - 26, height=_ROW_HEIGHT - 6,
        shaft=middle + 17, number=middle + 6,
        lines=Markup(" ").join(
            _LINE.format(y=first_line_y + 16 * i, text=line) for i, line in enumerate(lines)
        ),
    )  # fmt: skip
