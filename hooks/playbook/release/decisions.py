"""Decisions about published versions: which were withdrawn or rolled back, when and by whom."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True)
class Decision:
    """A decision about a published version, as the manifests record it.

    ``on`` is a day, YYYY-MM-DD; ``by`` says who decided; ``note`` is the public reason by language.
    ``previous_digest`` is the SHA-256 of the version's manifest before the decision, if the
    decision replaced the manifest.
    ``pages`` are the addresses of the withdrawn pages, or empty for the whole version.
    """

    on: str
    by: str
    note: Mapping[str, str]
    previous_digest: str = ""
    pages: tuple[str, ...] = ()

    def to_json(self) -> dict[str, Any]:
        """The decision as JSON data."""
        values = asdict(self)
        if not self.pages:
            del values["pages"]
        return values


def read_decision(values: Any) -> Decision:
    """Parse a decision in a manifest. Raises ValueError, TypeError or AttributeError."""
    pages = values.get("pages", ())
    if not isinstance(pages, list | tuple):
        raise TypeError("the pages of a decision are not a list")
    decision = Decision(**{**values, "pages": tuple(pages)})
    dt.date.fromisoformat(decision.on)
    note = (*decision.note, *decision.note.values())
    texts = (decision.by, decision.previous_digest, *note, *decision.pages)
    if not decision.by or not decision.note or not all(isinstance(text, str) for text in texts):
        raise ValueError("a decision is not valid")
    return decision


def rolled_back(root: Mapping[str, Any] | None) -> Mapping[str, Decision]:
    """The versions that were rolled back, by number, from a valid root manifest."""
    values = root.get("rolled_back", {}) if root else {}
    return {version: read_decision(decision) for version, decision in values.items()}
