"""Finds the pages at the root of a tree that contained texts of a withdrawn version."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from .published_version import Version


def withdrawn_pages(
    versions: Sequence[Version], path: str, published: Collection[str]
) -> Iterator[tuple[str, Version]]:
    """The folder of each published page of changes with a withdrawn version, and that version.

    ``path`` is the folder of the pages of changes, and ``published`` are the paths of files.
    """
    for version in versions:
        for other in versions if version.manifest.withdrawn else ():
            for before, after in ((version, other), (other, version)):
                folder = f"{path}{before.text}-{after.text}/"
                # The page of two withdrawn versions belongs to the earlier one.
                owns_page = not before.manifest.withdrawn or before is version
                if f"{folder}index.html" in published and owns_page:
                    yield folder, version
