"""Checks that the version of the handbook is a number that a release can have."""

from __future__ import annotations

import re
from collections.abc import Iterator

from ..model.playbook import Playbook
from ..problems import Code, Problem

ODD_RELEASE = Code("PB899", "warning", "version")
_SEMANTIC = r"(?:0|[1-9]\d{0,5})(?:\.(?:0|[1-9]\d{0,5})){2}"
_CALENDAR = r"(?:19|20|21)\d\d(?:\.\d{1,4}){1,3}"
NUMBER = re.compile(f"{_SEMANTIC}|{_CALENDAR}", re.ASCII)
"""The numbers of releases: semantic like 2.1.0, or calendar-based like 2026.3."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """A ``release`` in the settings that is not the number of one."""
    version = playbook.settings.release
    if not NUMBER.fullmatch(version):
        yield ODD_RELEASE.at(playbook.settings_tree.location(("release",)), version=version)
