"""Draws the icon and the social card in the brand colour."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Iterable

Point = tuple[float, float]

_BUBBLE: tuple[Point, ...] = ((4, 5), (28, 5), (28, 22), (15, 22), (8, 28), (8, 22), (4, 22))
_TICK: tuple[Point, ...] = (
    (9.1, 13.4),
    (10.9, 11.6),
    (14, 14.7),
    (21.1, 7.6),
    (22.9, 9.4),
    (14, 18.3),
)
"""The polygons of the icon, in a square of 32 by 32."""
CARD_WIDTH, CARD_HEIGHT = 1200, 630
"""The size of the social card in pixels."""
TOUCH_ICON_SIZE = 512
"""The width and the height of the icon of an installed handbook, in pixels."""
_SCALE = 15
"""The size of the icon on the card, in pixels per unit."""


def icon_svg(background: str, foreground: str) -> str:
    """The icon as SVG: a speech bubble in the background colour, with a tick in it."""
    shapes = ((background, _BUBBLE), (foreground, _TICK))
    paths = "".join(f'<path fill="{colour}" d="{_path(shape)}"/>' for colour, shape in shapes)
    return f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32">{paths}</svg>\n'


def _path(points: Iterable[Point]) -> str:
    return "M" + "L".join(f"{x:g} {y:g}" for x, y in points) + "z"


def card_png(background: str, foreground: str) -> bytes:
    """The social card as a PNG with two colours: the shape of the icon on the background."""
    return _png((CARD_WIDTH, CARD_HEIGHT), _SCALE, background, foreground)


def touch_icon_png(background: str, foreground: str) -> bytes:
    """The icon of an installed handbook as a PNG: a square, which a system may crop to a circle."""
    return _png((TOUCH_ICON_SIZE, TOUCH_ICON_SIZE), TOUCH_ICON_SIZE / 46, background, foreground)


def _png(size: tuple[int, int], scale: float, background: str, foreground: str) -> bytes:
    """The shape of the icon in the middle of a picture; ``scale`` is in pixels per unit."""
    width, height = size
    rows = [bytearray(width) for _ in range(height)]
    for value, shape in ((1, _BUBBLE), (0, _TICK)):
        points = [(width / 2 + (x - 16) * scale, height / 2 + (y - 16) * scale) for x, y in shape]
        _fill(rows, points, value)
    data = zlib.compress(b"".join(b"\0" + bytes(row) for row in rows), 9)
    palette = bytes.fromhex(background[1:] + foreground[1:])
    bits_per_pixel, palette_type = 8, 3
    header = struct.pack(">2I5B", width, height, bits_per_pixel, palette_type, 0, 0, 0)
    chunks = ((b"IHDR", header), (b"PLTE", palette), (b"IDAT", data), (b"IEND", b""))
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, body) for name, body in chunks)


def _fill(rows: list[bytearray], shape: list[Point], value: int) -> None:
    """Fill a polygon with a value: in each row, between each pair of edges that the row crosses."""
    edges = list(zip(shape, [*shape[1:], shape[0]], strict=True))
    for y, row in enumerate(rows):
        middle = y + 0.5
        crossings = sorted(
            x1 + (middle - y1) * (x2 - x1) / (y2 - y1)
            for (x1, y1), (x2, y2) in edges
            if (y1 <= middle) != (y2 <= middle)
        )
        for left, right in zip(crossings[::2], crossings[1::2], strict=True):
            row[round(left) : round(right)] = bytes([value]) * (round(right) - round(left))


def _chunk(name: bytes, body: bytes) -> bytes:
    checksum = zlib.crc32(name + body)
    return struct.pack(">I", len(body)) + name + body + struct.pack(">I", checksum)
