"""The journal of a file-by-file publication, from which an interrupted one is completed."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .manifest import STAGING, as_json
from .root_manifest import root_manifest

JOURNAL = f"{STAGING}/journal"
TEMPORARY_FILE = f"{STAGING}/part"
DECISION = f"{STAGING}/decision"
"""All files of a decision that is written file by file."""


@dataclass(frozen=True)
class Journal:
    """A publication in progress.

    ``before`` is the content of the tree's root manifest, or None for the first publication.
    ``after`` contains the root manifests that publishers were about to write. Every file
    of the tree must match one of these manifests.
    """

    version: str
    before: str | None
    after: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """The content of the journal's file."""
        fields = {"version": self.version, "before": self.before, "after": self.after}
        return as_json({"format": 1, **fields})

    def manifests(self) -> tuple[Mapping[str, Any] | None, ...]:
        """The parsed manifests: ``before``, and then all in ``after``."""
        before = root_manifest(self.before.encode()) if self.before is not None else None
        return (before, *(root_manifest(text.encode()) for text in self.after))

    def with_after(self, text: str) -> Journal:
        """The journal with one more manifest that a publisher is about to write."""
        after = self.after if text in self.after else (*self.after, text)
        return Journal(self.version, self.before, after)


def read_journal(data: bytes) -> Journal | None:
    """Parse a journal; None if it is not valid."""
    try:
        values = json.loads(data)
        journal = Journal(values["version"], values["before"], tuple(values["after"]))
        before, *after = journal.manifests()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    is_valid = all(root and journal.version in root["versions"] for root in after)
    return journal if after and is_valid and (before or journal.before is None) else None
