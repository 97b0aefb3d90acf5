"""Checks that every palette has enough contrast, whatever the brand colour."""

from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.model.colour import contrast
from playbook.pages.palette import palette_css

MIN_CONTRAST = 4.5
"""The least contrast of text at level AA of WCAG."""
TEXT_BACKGROUNDS = ("alarm", "level-1", "level-2", "level-3", "level-4")
TEXTS = ("ink", "soft", "link", "yes", "yes-if", "ask", "no")
COLOURS = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")


def schemes(css: str) -> list[dict[str, str]]:
    """The colours of each line of a stylesheet, by name."""
    return [
        dict(re.findall(r"--pb-([a-z0-9-]+): (#[0-9a-f]{6});", line)) for line in css.splitlines()
    ]


@given(COLOURS)
@pytest.mark.slow
def test_every_text_colour_has_enough_contrast(brand: str) -> None:
    light, _, dark, _, chosen_dark = schemes(palette_css(brand))
    assert dark == chosen_dark
    for colours in (light, dark):
        for name in TEXTS:
            for ground in ("paper", "shade", "yes-tint", "yes-if-tint", "ask-tint", "no-tint"):
                assert contrast(colours[name], colours[ground]) >= MIN_CONTRAST, (name, ground)
        assert contrast(colours["ink"], colours["note"]) >= MIN_CONTRAST
        assert contrast(colours["on-brand"], colours["brand"]) >= MIN_CONTRAST
        assert contrast(colours["brand-line"], colours["shade"]) >= 3
        for name in TEXT_BACKGROUNDS:
            assert contrast(colours[f"on-{name}"], colours[name]) >= MIN_CONTRAST, name
        assert contrast(colours["focus"], colours["paper"]) >= 3


@given(COLOURS)
@pytest.mark.slow
def test_a_brand_colour_with_enough_contrast_is_not_changed(brand: str) -> None:
    light = schemes(palette_css(brand))[0]
    backgrounds = ("paper", "shade", "note", "yes-tint", "yes-if-tint", "ask-tint", "no-tint")
    if min(contrast(brand, light[ground]) for ground in backgrounds) >= 4.8:
        assert light["link"] == brand


@pytest.mark.parametrize(
    ("first", "second", "ratio"),
    [("#000000", "#ffffff", 21), ("#777777", "#ffffff", 4.48), ("#123456", "#123456", 1)],
)
def test_contrast_follows_wcag(first: str, second: str, ratio: float) -> None:
    assert contrast(first, second) == pytest.approx(ratio, abs=0.005)
    assert contrast(second, first) == contrast(first, second)
