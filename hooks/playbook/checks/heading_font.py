"""Checks the font for headings that ``playbook.yml`` names."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from ..model.playbook import Playbook
from ..problems import Code, Problem
from ..source.images import FONT_TYPES, MAX_FONT_BYTES, image_problem

UNUSABLE_FONT = Code("PB456", "error", "path", "reason")


def check_heading_font(playbook: Playbook, project: Path, docs: str) -> Iterator[Problem]:
    """The problem of the font in a project whose pages are in the folder ``docs``, or nothing."""
    path = playbook.settings.heading_font
    if not path.endswith(FONT_TYPES):
        return
    if reason := image_problem(project, docs, path, FONT_TYPES, MAX_FONT_BYTES):
        location = playbook.settings_tree.location(("heading_font",))
        yield UNUSABLE_FONT.at(location, path=path, reason=reason)
