"""The journal of a publication that is written file by file: it explains an interrupted state."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .manifest import as_json, root_manifest


@dataclass(frozen=True)
class Journal:
    """A publication in progress.

    ``before`` is the text of the tree's root manifest, or None for the first publication.
    ``after`` are the texts of the root manifests that publishers were about to write. Every file
    of the tree must match one of these manifests.
    """

    version: str
    before: str | None
    after: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """The content of the journal's file."""
        facts = {"version": self.version, "before": self.before, "after": self.after}
        return as_json({"format": 1, **facts})

    def manifests(self) -> tuple[Mapping[str, Any] | None, ...]:
        """The manifest before, and those after."""
        before = root_manifest(self.before.encode()) if self.before is not None else None
        return (before, *(root_manifest(text.encode()) for text in self.after))

    def with_after(self, text: str) -> Journal:
        """The journal for another publisher, which is about to write a manifest."""
        after = self.after if text in self.after else (*self.after, text)
        return Journal(self.version, self.before, after)


def read_journal(data: bytes) -> Journal | None:
    """A journal from its file, or None if the file is not a valid journal."""
    try:
        values = json.loads(data)
        journal = Journal(values["version"], values["before"], tuple(values["after"]))
        before, *after = journal.manifests()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    is_valid = all(root and journal.version in root["versions"] for root in after)
    return journal if after and is_valid and (before or journal.before is None) else None
