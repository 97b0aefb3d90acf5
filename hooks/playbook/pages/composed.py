"""The kinds from which some pages are composed on purpose.

Each page, or part of a page, is left out if a project has no entries of the kind. All other code
knows kinds only by their specification, apart from those in `model/referenced_kinds.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.referenced_kinds import ROLES

RULES = "policy"
"""Start page, role pages, pocket cards, quiz, "My rules"."""
FLOWS = "flows"
"""Start page, crisis page, pocket cards."""
KEYS = "keys"
"""Start page."""
CONTACTS = "contacts"
"""Start page, crisis page."""
INCIDENTS = "incidents"
"""Start page, crisis page."""
CHECKLISTS = "checklists"
"""Crisis page."""
REPLIES = "templates"
"""Crisis page."""
GOALS = "strategy"
"""The calculator."""

NEEDED: Mapping[str, str] = {
    "crisis": INCIDENTS, "quiz": RULES, "calculator": GOALS, "reader": ROLES,
}  # fmt: skip
"""The kind without which a page does not exist, by page type."""
ON_THE_START_PAGE = (FLOWS, ROLES, RULES, KEYS, CONTACTS)
"""Kinds with a place of their own on the start page; it lists the others at its end."""
