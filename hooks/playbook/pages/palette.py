"""Derives a palette of readable colours, for light and dark mode, from one brand colour."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.colour import MIN_LINE_CONTRAST, contrast, mix, readable_on

WHITE, NEAR_BLACK = "#ffffff", "#14181b"

_LIGHT = {
    "paper": WHITE, "ink": "#1b2326", "soft": "#4d595e", "line": "#cfd6d9",
    "shade": "#f3f5f6", "note": "#fdf3d6",
}  # fmt: skip
_DARK = {
    "paper": NEAR_BLACK, "ink": "#e7ecee", "soft": "#a9b5ba", "line": "#3c474c",
    "shade": "#1e2529", "note": "#3a3115",
}  # fmt: skip
_VERDICTS_LIGHT = {"yes": "#17663a", "yes-if": "#3b6110", "ask": "#855000", "no": "#a81e2c"}
_VERDICTS_DARK = {"yes": "#6fd394", "yes-if": "#b5d46a", "ask": "#f0b95a", "no": "#ff9a9a"}
_LEVELS = {"level-1": "#2f6f8f", "level-2": "#8a6100", "level-3": "#b3471b", "level-4": "#a3162a"}
ALARM = "#b3182b"
TINT = 0.09
"""The share of a verdict's colour in the background of the answer, from 0 to 1."""


def palette_css(brand: str) -> str:
    """The style sheet with the light and dark palettes as custom properties."""
    light, dark = light_scheme(brand), scheme(brand, _DARK, _VERDICTS_DARK)
    return "\n".join(_rules(light, dark)) + "\n"


def light_scheme(brand: str) -> dict[str, str]:
    """The colours of the light palette by name, which are also those of documents on paper."""
    return scheme(brand, _LIGHT, _VERDICTS_LIGHT)


def brand_colours(brand: str) -> tuple[str, str]:
    """The brand colour as a background, and the text colour on it."""
    colours = _with_text_colour("brand", brand)
    return colours["brand"], colours["on-brand"]


def scheme(brand: str, base: dict[str, str], verdicts: dict[str, str]) -> dict[str, str]:
    """The light or dark scheme by name; each text colour is readable on all its backgrounds."""
    paper, shade = base["paper"], base["shade"]
    colours = {
        **base, **_with_text_colour("brand", brand), **_with_text_colour("alarm", ALARM)
    }  # fmt: skip
    for name, colour in _LEVELS.items():
        colours |= _with_text_colour(name, colour)
    for name, colour in verdicts.items():
        colours[f"{name}-tint"] = mix(colour, paper, TINT)
        colours[name] = readable_on(colour, paper, shade, colours[f"{name}-tint"], base["note"])
    backgrounds = [colours[f"{name}-tint"] for name in verdicts]
    for name in ("ink", "soft"):
        colours[name] = readable_on(base[name], paper, shade, base["note"], *backgrounds)
    colours["link"] = colours["focus"] = readable_on(
        brand, paper, shade, base["note"], *backgrounds
    )
    colours["brand-line"] = readable_on(brand, paper, shade, min_contrast=MIN_LINE_CONTRAST)
    return colours


def _with_text_colour(name: str, colour: str) -> dict[str, str]:
    """A background colour, adjusted for contrast, and the text colour on it."""
    text = max((WHITE, NEAR_BLACK), key=lambda candidate: contrast(colour, candidate))
    return {name: readable_on(colour, text), f"on-{name}": text}


def _rules(light: dict[str, str], dark: dict[str, str]) -> Iterator[str]:
    yield f":root {{ {_properties(light)} }}"
    yield "@media screen and (prefers-color-scheme: dark) {"
    yield f'  :root:not([data-theme="light"]) {{ {_properties(dark)} }}'
    yield "}"
    yield f'@media screen {{ :root[data-theme="dark"] {{ {_properties(dark)} }} }}'


def _properties(colours: dict[str, str]) -> str:
    return " ".join(f"--pb-{name}: {colour};" for name, colour in colours.items())
