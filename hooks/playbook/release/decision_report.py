"""Reports the decisions that the manifests of a published tree record."""

from __future__ import annotations

from collections.abc import Iterator

from ..problems import Phrase
from .decisions import Decision, rolled_back
from .manifest import MANIFEST
from .root_manifest import root_manifest
from .stores import Store, readable_manifest
from .version_numbers import parse_version


def decisions_in(store: Store) -> Iterator[Phrase]:
    """A sentence for each version that was withdrawn or rolled back.

    A damaged manifest is skipped. Raises RefusedError if the tree cannot be read.
    """
    root = root_manifest(store.read(MANIFEST))
    rollbacks = rolled_back(root)
    for version in sorted(root["versions"] if root else (), key=parse_version):
        manifest = readable_manifest(store, version)
        for each in manifest.withdrawn_pages if manifest else ():
            pages = ", ".join(each.pages)
            yield Phrase(
                "decision.withdrawn-pages", pages=pages, version=version, on=each.on, by=each.by
            )
        if manifest and manifest.withdrawn:
            decision = manifest.withdrawn
            yield Phrase("decision.withdrawn", version=version, on=decision.on, by=decision.by)
        elif version in rollbacks:
            decision = rollbacks[version]
            yield Phrase("decision.rolled-back", version=version, on=decision.on, by=decision.by)


def unproven_decisions(store: Store) -> Iterator[Phrase]:
    """A statement if manifests name decisions, because decisions are not signed."""
    if any(decisions_in(store)):
        yield Phrase("proof.decisions")


def covered_by_tag(
    name: str, signature: Phrase, decision: Decision | None, *, is_as_tagged: bool
) -> Phrase:
    """What the tag of a version says about the files that are published."""
    if not is_as_tagged:
        return Phrase("proof.signature", tag=name, signature=signature)
    if decision is None:
        return Phrase("proof.as-tagged", tag=name, signature=signature)
    return Phrase("proof.before-withdrawal", tag=name, on=decision.on, signature=signature)
