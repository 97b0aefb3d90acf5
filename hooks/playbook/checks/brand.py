"""Checks that a readable shade of the brand colour still looks like the brand colour."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.colour import MIN_TEXT_CONTRAST, contrast, readable_on
from ..model.playbook import Playbook
from ..problems import Code, Problem

TOO_PALE = Code("PB315", "error", "colour", "readable")

WHITE = "#ffffff"
MAX_CONTRAST_CHANGE = 4.5
"""Above this contrast, a colour and its readable shade do not look related."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Report a brand colour whose readable shade does not look related to it."""
    colour = playbook.settings.brand_colour
    if readable := unrelated_readable_shade(colour):
        location = playbook.settings_tree.location(("brand_colour",))
        yield TOO_PALE.at(location, colour=colour, readable=readable)


def unrelated_readable_shade(colour: str) -> str | None:
    """The readable shade of a colour if it does not look related to it, otherwise None."""
    readable = readable_on(colour, WHITE, min_contrast=MIN_TEXT_CONTRAST)
    return readable if contrast(colour, readable) > MAX_CONTRAST_CHANGE else None
