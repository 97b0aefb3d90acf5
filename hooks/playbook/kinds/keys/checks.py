"""Checks that the keys are numbered in file order, and counts them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, cast

from ...model.playbook import Playbook
from ...problems import Code, Problem
from ...source.fixes import replacement_fix

if TYPE_CHECKING:
    from . import Key

OTHER_COUNT = Code("PB401", "notice", "found")
WRONG_ORDER = Code("PB402", "error", "id", "found", "wanted")
NUMBER_OF_KEYS = 7
"""The number in the starter, whose title says "The seven keys"; any other number is valid."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """A number of keys that differs from the title, and keys out of order."""
    keys = [cast("Key", entry) for entry in playbook.of_kind("keys")]
    current = [key for key in keys if key.status != "retired"]
    if not playbook.is_whole:
        return
    if current and len(current) != NUMBER_OF_KEYS:
        location = playbook.origins[current[-1].id].location()
        yield OTHER_COUNT.at(location, found=len(current))
    for number, key in enumerate(current, start=1):
        if key.order != number:
            origin = playbook.origins[key.id]
            location = origin.location(("order",))
            fix = replacement_fix(origin.tree, location, str(key.order), str(number))
            yield WRONG_ORDER.at(location, id=key.id, found=key.order, wanted=number, fix=fix)
