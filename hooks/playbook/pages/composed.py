"""The names of the kinds that some pages are composed of.

A page, or part of a page, is left out if the project has no entries of its kind. All other code
uses the specifications of kinds, not their names, except `model/referenced_kinds.py`.
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

REQUIRED_KIND: Mapping[str, str] = {
    "crisis": INCIDENTS, "quiz": RULES, "calculator": GOALS, "reader": ROLES,
}  # fmt: skip
"""By page type, the kind without which the page is left out."""
ON_THE_START_PAGE = (FLOWS, ROLES, RULES, KEYS, CONTACTS)
"""Kinds with a section of their own on the start page; the others are listed at its end."""
