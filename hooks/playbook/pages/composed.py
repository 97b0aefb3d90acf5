"""The names of the kinds that some pages are composed of.

A page, or part of a page, is left out if the project has no entries of its kind. Outside the kinds'
folders, their names occur only here and in `model/referenced_kinds.py`.
"""

from __future__ import annotations

from collections.abc import Mapping

from ..model.referenced_kinds import ROLES

RULES = "policy"
"""Shown on the start page, role pages, pocket cards, quiz and the page "My rules"."""
FLOWS = "flows"
"""Shown on the start page, the crisis page and pocket cards."""
KEYS = "keys"
"""Shown on the start page."""
CONTACTS = "contacts"
"""Shown on the start page and the crisis page."""
INCIDENTS = "incidents"
"""Shown on the start page and the crisis page."""
CHECKLISTS = "checklists"
"""Shown on the crisis page."""
REPLIES = "templates"
"""Shown on the crisis page."""
GOALS = "strategy"
"""Without goals, there is no calculator page."""

REQUIRED_KIND: Mapping[str, str] = {
    "crisis": INCIDENTS, "quiz": RULES, "calculator": GOALS, "reader": ROLES,
    "permissions": ROLES,
}  # fmt: skip
"""By page type, the kind without which the page is left out."""
ON_THE_START_PAGE = (FLOWS, ROLES, RULES, KEYS, CONTACTS)
"""Kinds with a section of their own on the start page; the others are listed at its end."""
