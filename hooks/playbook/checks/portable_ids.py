"""Finds ids whose pages would be folders that Windows cannot have."""

from __future__ import annotations

from collections.abc import Iterator

from ..model.playbook import Playbook
from ..problems import Code, Problem
from ..source.portable_names import is_reserved

RESERVED_ID = Code("PB998", "warning", "id")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Entries and chapters whose id names a device of Windows."""
    for id, origin in (*playbook.origins.items(), *playbook.chapter_origins.items()):
        if is_reserved(id):
            yield RESERVED_ID.at(origin.location(), id=id)
