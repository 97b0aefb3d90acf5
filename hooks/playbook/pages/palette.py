"""A palette of readable colours from one brand colour."""

from __future__ import annotations

import colorsys
from collections.abc import Iterator

WHITE, NIGHT = "#ffffff", "#14181b"
READABLE = 4.8
"""Contrast of text against its ground; WCAG 2.2 AA asks for 4.5."""

_LIGHT = {
    "paper": WHITE,
    "ink": "#1b2326",
    "soft": "#4d595e",
    "line": "#cfd6d9",
    "shade": "#f1f4f5",
    "note": "#fdf3d6",
    "yes": "#17663a",
    "yes-if": "#3b6110",
    "ask": "#855000",
    "no": "#a81e2c",
}
_DARK = {
    "paper": NIGHT,
    "ink": "#e7ecee",
    "soft": "#a9b5ba",
    "line": "#3c474c",
    "shade": "#1e2529",
    "note": "#3a3115",
    "yes": "#6fd394",
    "yes-if": "#b5d46a",
    "ask": "#f0b95a",
    "no": "#ff9a9a",
}


def contrast(one: str, other: str) -> float:
    """The contrast of two colours as WCAG reckons it, from 1 to 21."""
    high, low = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (high + 0.05) / (low + 0.05)


def _luminance(colour: str) -> float:
    parts = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in _rgb(colour)]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]


def _rgb(colour: str) -> tuple[float, float, float]:
    red, green, blue = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return red, green, blue


def readable_on(colour: str, *grounds: str) -> str:
    """The colour itself, or the nearest in lightness that can be read on all the grounds."""
    hue, light, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    step = -0.01 if _luminance(grounds[0]) > 0.2 else 0.01
    while min(contrast(colour, ground) for ground in grounds) < READABLE and 0 <= light <= 1:
        light += step
        rgb = colorsys.hls_to_rgb(hue, min(1, max(0, light)), saturation)
        colour = "#" + "".join(f"{round(part * 255):02x}" for part in rgb)
    return colour


def palette_css(brand: str) -> str:
    """The style sheet with the palette as custom properties, light and dark."""
    on_brand = max((WHITE, NIGHT), key=lambda ground: contrast(brand, ground))
    ground = readable_on(brand, on_brand)
    common = {"brand": ground, "on-brand": on_brand}
    light = {**_LIGHT, **common, "link": readable_on(brand, _LIGHT["shade"], WHITE)}
    dark = {**_DARK, **common, "link": readable_on(brand, _DARK["shade"], NIGHT)}
    light["focus"], dark["focus"] = light["link"], dark["link"]
    return "\n".join(_rules(light, dark)) + "\n"


def _rules(light: dict[str, str], dark: dict[str, str]) -> Iterator[str]:
    yield f":root {{ {_properties(light)} }}"
    yield "@media (prefers-color-scheme: dark) {"
    yield f'  :root:not([data-theme="light"]) {{ {_properties(dark)} }}'
    yield "}"
    yield f':root[data-theme="dark"] {{ {_properties(dark)} }}'


def _properties(colours: dict[str, str]) -> str:
    return " ".join(f"--pb-{name}: {colour};" for name, colour in colours.items())
