"""Finds what changed since a version in the changelog."""

from __future__ import annotations

import re

from packaging.version import InvalidVersion, Version

_HEADING = re.compile(r"^## (?P<version>\S+?)(?:,.*)?$", re.MULTILINE)


def changes_since(changelog: str, version: str) -> str:
    """The sections of the versions after ``version``, or of all versions if it is unknown."""
    headings = list(_HEADING.finditer(changelog))
    ends = [*(heading.start() for heading in headings[1:]), len(changelog)]
    sections = (
        changelog[heading.start() : end].strip()
        for heading, end in zip(headings, ends, strict=True)
        if _is_after(heading["version"], version)
    )
    return "\n\n".join(sections)


def _is_after(version: str, other: str) -> bool:
    try:
        return Version(version) > Version(other)
    except InvalidVersion:
        return True
