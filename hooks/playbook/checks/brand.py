"""The brand colour can be read once it is darkened for text, and is still the brand's colour."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.colour import READABLE, contrast, readable_on
from ..model.playbook import Playbook
from ..problems import Code, Problem

TOO_PALE = Code(
    "PB315",
    "error",
    "brand_colour {colour} is too pale: a link in it could be read only as dark as {readable}",
    "choose a darker colour of the brand, as {readable}",
)

PAPER = "#ffffff"
FARTHEST = 4.5
"""The contrast of the brand colour and its readable shade, beyond which they look unrelated."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """A brand colour that cannot be made readable without becoming another colour."""
    colour = playbook.settings.brand_colour
    readable = readable_on(colour, PAPER, least=READABLE)
    if contrast(colour, readable) > FARTHEST:
        place = playbook.settings_tree.place(("brand_colour",))
        yield TOO_PALE.at(place, colour=colour, readable=readable)
