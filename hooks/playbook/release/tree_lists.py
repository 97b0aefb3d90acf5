"""The lists of versions at the root of a tree, and which version applies."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..problems import Phrase
from . import codes
from .codes import refusal
from .decisions import Decision
from .manifest import LATEST, as_json, digest
from .published_version import Version
from .target_state import TargetState
from .version_numbers import latest


def current_version(versions: Iterable[Version], rollbacks: Mapping[str, Decision]) -> Version:
    """The version that applies: the highest one that is not withdrawn or rolled back.

    Raises RefusedError if there is none.
    """
    valid = {v.text: v for v in versions if not v.manifest.withdrawn and v.text not in rollbacks}
    if not valid:
        raise refusal(codes.NO_CURRENT_VERSION, LATEST)
    return valid[latest(valid)]


def refuse_changed_by_decision(versions: Iterable[Version], number: str) -> None:
    """Check that neither a version nor a page of it was withdrawn. Raises RefusedError."""
    for version in versions:
        decision = version.manifest.decision
        if version.text == number and decision:
            code = codes.WITHDRAWN
            pages = ", ".join(decision.pages)
            cure = Phrase("cure.pages-withdrawn", pages=pages) if pages else None
            raise refusal(
                code, number, cure=cure, version=number, on=decision.on, by=decision.by
            )  # fmt: skip


def refuse_withdrawn(versions: Iterable[Version], number: str) -> None:
    """Check that a version was not withdrawn. Raises RefusedError."""
    for version in versions:
        decision = version.manifest.withdrawn
        if version.text == number and decision:
            code = codes.WITHDRAWN
            raise refusal(code, number, version=number, on=decision.on, by=decision.by)


def versions_json(versions: list[Version], current: str) -> bytes:
    """The content of ``versions.json``, highest version first.

    ``properties`` is an extension of the format that mike uses.
    """
    return as_json(
        [
            {
                "version": version.text,
                "title": version.text,
                "aliases": [LATEST] if version.text == current else [],
                "properties": {
                    "date": version.day,
                    "commit": version.manifest.commit,
                    "manifest": version.manifest_digest,
                },
            }
            for version in reversed(versions)
        ]
    )


def root_manifest_json(
    versions: list[Version],
    current: str,
    root: Mapping[str, bytes],
    state: TargetState,
    rollbacks: Mapping[str, Decision],
) -> bytes:
    """The content of the root manifest, with the digests of versions and other root files.

    ``previous`` is the digest of the root manifest that this one replaces, or None for the first.
    """
    content: dict[str, Any] = {
        "format": 1,
        "latest": current,
        "versions": {version.text: version.manifest_digest for version in versions},
        "files": {path: digest(data) for path, data in sorted(root.items())},
    }
    if rollbacks:
        content["rolled_back"] = {text: rollbacks[text].to_json() for text in sorted(rollbacks)}
    before = state.before or {}
    is_unchanged = before == {**content, "previous": before.get("previous")}
    return as_json(before if is_unchanged else {**content, "previous": state.digest})
