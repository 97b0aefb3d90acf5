"""Checks that there are seven keys, numbered in file order."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ...model.playbook import Playbook
from ...problems import Code, Location, Phrase, Problem

if TYPE_CHECKING:
    from . import Key

WRONG_COUNT = Code("PB401", "error", "found")
WRONG_ORDER = Code("PB402", "error", "id", "found", "wanted")
NUMBER_OF_KEYS = 7


def check(playbook: Playbook) -> Iterator[Problem]:
    """Too few or too many keys, and keys out of order."""
    keys = [cast("Key", entry) for entry in playbook.of_kind("keys")]
    current = [key for key in keys if key.status != "retired"]
    if not playbook.is_whole:
        return
    if len(current) != NUMBER_OF_KEYS:
        location = (
            playbook.origins[current[-1].id].location()
            if current
            else Location(playbook.settings_tree.path)
        )
        yield WRONG_COUNT.at(location, found=len(current) or Phrase("number.no"))
    for number, key in enumerate(current, start=1):
        if key.order != number:
            location = playbook.origins[key.id].location(("order",))
            yield WRONG_ORDER.at(location, id=key.id, found=key.order, wanted=number)
