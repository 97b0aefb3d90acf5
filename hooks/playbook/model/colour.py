"""Colour calculations: contrast, and the nearest readable colour."""

from __future__ import annotations

import colorsys

MIN_TEXT_CONTRAST = 4.8
"""The minimum contrast of text against its background; WCAG 2.2 AA requires 4.5."""
MIN_LINE_CONTRAST = 3.1
"""The minimum contrast of a line or an icon; WCAG 2.2 AA requires 3."""


def contrast(first: str, second: str) -> float:
    """The WCAG contrast ratio of two colours, from 1 to 21."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def readable_on(colour: str, *backgrounds: str, min_contrast: float = MIN_TEXT_CONTRAST) -> str:
    """The colour, made darker or lighter until it is readable on all backgrounds."""
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    step = -0.01 if _luminance(backgrounds[0]) > 0.2 else 0.01
    while (
        0 <= lightness <= 1 and min(contrast(colour, each) for each in backgrounds) < min_contrast
    ):
        lightness += step
        colour = _hex(colorsys.hls_to_rgb(hue, min(1, max(0, lightness)), saturation))
    return colour


def mix(colour: str, background: str, share: float) -> str:
    """Mix a colour into a background. ``share`` is the share of the colour, from 0 to 1."""
    pairs = zip(_rgb(colour), _rgb(background), strict=True)
    red, green, blue = (front * share + back * (1 - share) for front, back in pairs)
    return _hex((red, green, blue))


def _luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def _hex(rgb: tuple[float, float, float]) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
