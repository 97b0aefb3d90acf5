"""The journal of a publication that is written bit by bit: what it may have left half-done."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .manifest import as_json, root_manifest


@dataclass(frozen=True)
class Journal:
    """A publication in progress.

    ``before`` is the root manifest of the tree as it was, or None for the first publication;
    ``after`` are those that publishers were about to write, each as the text of its file. Each
    file of the tree is then as one of these manifests has it, and no other file is excused.
    """

    version: str
    before: str | None
    after: tuple[str, ...]

    def to_bytes(self) -> bytes:
        """The journal as its file holds it."""
        facts = {"version": self.version, "before": self.before, "after": self.after}
        return as_json({"format": 1, **facts})

    def manifests(self) -> tuple[Mapping[str, Any] | None, ...]:
        """The manifest before, and those after."""
        before = root_manifest(self.before.encode()) if self.before is not None else None
        return (before, *(root_manifest(text.encode()) for text in self.after))

    def with_after(self, text: str) -> Journal:
        """The journal once another publisher is about to write a manifest."""
        after = self.after if text in self.after else (*self.after, text)
        return Journal(self.version, self.before, after)


def read_journal(data: bytes) -> Journal | None:
    """A journal from its file, or None where it is none of ours."""
    try:
        found = json.loads(data)
        journal = Journal(found["version"], found["before"], tuple(found["after"]))
        before, *after = journal.manifests()
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None
    is_sound = all(whole and journal.version in whole["versions"] for whole in after)
    return journal if after and is_sound and (before or journal.before is None) else None
