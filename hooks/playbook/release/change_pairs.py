"""Pairs the versions that pages of changes compare, so that no correction hides or moves a page."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from typing import Any

from .published_version import Version


def compared_versions(versions: Sequence[Version]) -> list[tuple[Version, Version]]:
    """Pairs of versions to compare, the earlier one first, in the order of the later ones.

    The change record names the earlier version: a correction is compared with the version that it
    corrects, and the next version with the one that readers had before, not with the correction.
    """
    by_number = {version.text: version for version in versions}
    pairs = []
    for index, version in enumerate(versions):
        recorded = by_number.get(version.record.since or "") if version.record else None
        earlier = [
            other for other in versions[:index] if other.manifest.date <= version.manifest.date
        ]
        candidates = [recorded] if recorded else earlier or versions[:index]
        if candidates:
            pairs.append((candidates[-1], version))
    return pairs


def published_pairs(
    versions: Sequence[Version], path: str, published: Collection[str]
) -> Iterator[tuple[Version, Version]]:
    """The pairs of versions that have a page of changes so far, but are no longer compared.

    ``path`` is the folder of these pages with a final slash; ``published`` are paths of files.
    """
    compared = compared_versions(versions)
    for index, after in enumerate(versions):
        for before in versions[:index]:
            name = f"{path}{before.text}-{after.text}/index.html"
            if name in published and (before, after) not in compared:
                yield before, after


def new_decisions(versions: Sequence[Version]) -> Mapping[str, Any]:
    """The decision on each version, by its number; None if the version before has the same one."""
    decisions = {version.text: version.playbook.get("decided") for version in versions}
    for before, after in compared_versions(versions):
        if before.playbook.get("decided") == after.playbook.get("decided"):
            decisions[after.text] = None
    return decisions
