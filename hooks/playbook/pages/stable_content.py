"""The content of an entry in the keys of format 1, from which its digest is made.

Pages of older versions compare digests to tell readers what has changed since. A newer format, or
an optional key that nobody uses, changes nothing for readers.
"""

from __future__ import annotations

from typing import Any

FORMER_KEYS = {"suppress": "silence"}
"""The key in format 1 of each key that has a new name."""
ADDED_KEYS = frozenset({"applies_to", "actions_for", "examples_for"})
"""The optional keys that were added since; they do not count where they are empty."""


def stable_content(data: Any) -> Any:
    """The plain data of an entry with the keys of format 1."""
    if isinstance(data, list):
        return [stable_content(item) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        FORMER_KEYS.get(key, key): stable_content(value)
        for key, value in data.items()
        if value not in (None, [], False) or key not in ADDED_KEYS
    }
