"""The content of an entry in the keys of format 1, from which its digest is made.

Pages of older versions compare digests to tell readers what has changed since. A newer format, or
an optional key that nobody uses, changes nothing for readers.
"""

from __future__ import annotations

from typing import Any

FORMER_KEYS = {"suppress": "silence", "type": "sort", "target_group": "audience"}
"""The key in format 1 of each key that has a new name."""
ADDED_SECTORS = ("municipal_company", "publicly_funded_provider")
ALL_SECTORS = frozenset({"company", "public_body", *ADDED_SECTORS})
"""The kinds of organisation that format 1 did not have, and all kinds."""
ADDED_KEYS = frozenset(
    {
        "applies_to", "audience", "actions_for", "examples_for", "employee_countries",
        "conditions_match", "no_answer", "open_hours", "sanctions", "actions_for.after",
        "checks.alone", "easy", "exceptions.conditions", "exceptions.from", "exceptions.to",
        "exceptions.every_years",
    }
)  # fmt: skip
"""The optional keys that were added since format 1; a key with a dot was added within one field.
Empty keys are left out."""
ADDED_DEFAULTS = {"type": "law"}
"""The default values of keys that were added since format 1; they are left out."""
_EMPTY: tuple[Any, ...] = (None, [])


def stable_content(data: Any, field: str = "") -> Any:
    """The plain data of an entry, or of one of its fields, with the keys of format 1."""
    if isinstance(data, list):
        if field == "sector" and {*map(str, data)} == ALL_SECTORS:
            data = [sector for sector in data if sector not in ADDED_SECTORS]
        return [stable_content(item, field) for item in data]
    if not isinstance(data, dict):
        return data
    return {
        FORMER_KEYS.get(key, key): stable_content(value, key)
        for key, value in data.items()
        if not _is_unused_addition(key, value, field)
    }


def _is_unused_addition(key: str, value: Any, field: str) -> bool:
    """Whether a key in a field was added since format 1, and is empty or has its default value."""
    is_added = key in ADDED_KEYS or f"{field}.{key}" in ADDED_KEYS
    has_default = isinstance(value, str) and value == ADDED_DEFAULTS.get(key)
    return (is_added and value in _EMPTY) or has_default
