"""Problem codes of documents."""

from __future__ import annotations

from ..problems import Code

MISSING_CHARACTERS = Code("PB950", "error", "characters")
DAMAGED = Code("PB951", "error", "output")
