"""Reports the decisions that the manifests of a published tree record."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import Phrase
from .decisions import rolled_back
from .manifest import MANIFEST, read_manifest, root_manifest
from .stores import Store
from .version_numbers import parse_version


def decisions_in(store: Store) -> Iterator[Phrase]:
    """A sentence for each version that was withdrawn or rolled back. Raises RefusedError."""
    root = root_manifest(store.read(MANIFEST))
    rolled = rolled_back(root)
    for version in sorted(root["versions"] if root else (), key=parse_version):
        data = store.read(f"{version}/{MANIFEST}")
        manifest = read_manifest(data, f"{version}/{MANIFEST}") if data else None
        for each in manifest.withdrawn_pages if manifest else ():
            pages = ", ".join(each.pages)
            yield Phrase(
                "decision.withdrawn-pages", pages=pages, version=version, on=each.on, by=each.by
            )
        if manifest and manifest.withdrawn:
            decision = manifest.withdrawn
            yield Phrase("decision.withdrawn", version=version, on=decision.on, by=decision.by)
        elif version in rolled:
            decision = rolled[version]
            yield Phrase("decision.rolled-back", version=version, on=decision.on, by=decision.by)
