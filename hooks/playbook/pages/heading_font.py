"""The style sheet of the heading font that ``playbook.yml`` chooses."""

from __future__ import annotations

from collections.abc import Iterable

SERIF, SYSTEM, SANS = "serif", "system", "sans"
"""The fonts to choose from: the one of the package, the serif of the reader's system, that of the
text. Any other choice is the path of a file in ``docs/``."""
SHIPPED_FONT = "assets/playbook/fonts/heading.woff2"
"""Source Serif 4 Semibold, with the letters of `_LETTERS`; its licence is next to it."""
_SYSTEM_STACK = (
    '"Iowan Old Style", Charter, "Bitstream Charter", "Sitka Heading", "Sitka Text", Georgia,'
    ' "Noto Serif", "Liberation Serif", serif'
)
_LETTERS = frozenset(
    "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
    "àáâãäåæçèéêëìíîïðñòóôõöøùúûüýþÿßÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÐÑÒÓÔÕÖØÙÚÛÜÝÞ"
)
_MAX_MISSING = 0.001
"""The share of letters that the shipped font may lack; more would mix two fonts in headings."""


def font_choice(choice: str, texts: Iterable[str]) -> str:
    """The font for headings with these texts: the system's if the shipped one lacks letters."""
    if choice != SERIF:
        return choice
    letters = [letter for text in texts for letter in text if letter.isalpha()]
    missing = sum(letter not in _LETTERS for letter in letters)
    return SYSTEM if missing > _MAX_MISSING * len(letters) else SERIF


def font_path(choice: str) -> str:
    """The path of the font's file in the site; empty for a font of the reader's system."""
    return {SERIF: SHIPPED_FONT, SYSTEM: "", SANS: ""}.get(choice, choice)


def font_css(choice: str, to_root: str) -> str:
    """The style sheet with the font. ``to_root`` leads from its folder to the root of the site."""
    if choice == SANS:
        return ":root { --pb-serif: var(--pb-font); }\n"
    path = font_path(choice)
    if not path:
        return f":root {{ --pb-serif: {_SYSTEM_STACK}; }}\n"
    face = (
        f'@font-face {{ font-family: "Playbook Heading"; src: url("{to_root}{path}")'
        ' format("woff2"); font-weight: 100 900; font-display: optional; }'
    )
    return f'{face}\n:root {{ --pb-serif: "Playbook Heading", {_SYSTEM_STACK}; }}\n'
