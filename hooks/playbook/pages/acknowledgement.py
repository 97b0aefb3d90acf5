"""The link for confirming that a release was read."""

from __future__ import annotations

from .handbook import Handbook
from .json_export import playbook_digest


def acknowledgement(handbook: Handbook, role: str = "{role}") -> str:
    """The organisation's URL with version, hash and role filled in.

    The proof is the SHA-256 of ``playbook.json``, which holds all that the version says and which
    its manifest names. Without a role, the browser fills it in. Empty outside a release or without
    acknowledge_link.
    """
    pattern = handbook.playbook.settings.acknowledge_link
    if pattern is None or handbook.edition is None:
        return ""
    facts = {"version": handbook.edition.version, "hash": playbook_digest(handbook), "role": role}
    for name, value in facts.items():
        pattern = pattern.replace(f"{{{name}}}", value)
    return pattern
