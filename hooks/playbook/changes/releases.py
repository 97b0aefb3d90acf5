"""The releases that git knows: tags of the form v and a version number, and no others."""

from __future__ import annotations

import re
from pathlib import Path

from ..git import GitError, resolve_commit, tags

_SEMANTIC = re.compile(r"(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})\.(0|[1-9]\d{0,5})", re.ASCII)
_CALENDAR = re.compile(r"(?:19|20|21)\d\d(?:\.\d{1,4}){1,3}", re.ASCII)


def is_number(text: str) -> bool:
    """Whether a text is a version number: semantic as 2.1.0, or of the calendar as 2026.3."""
    return bool(_SEMANTIC.fullmatch(text) or _CALENDAR.fullmatch(text))


def releases(project: Path, *, merged: str | None = None) -> list[str]:
    """The numbers of all releases, or of those before a commit, the lowest first.

    Raises GitError.
    """
    found = [tag[1:] for tag in tags(project, merged=merged) if tag.startswith("v")]
    return sorted(filter(is_number, found), key=lambda text: [int(one) for one in text.split(".")])


def last_release(project: Path) -> str:
    """The number of the last release before what is checked out. Raises GitError where there is
    none.

    The last one is the highest: the correction of an older version changes nothing about that.
    """
    found = releases(project, merged=resolve_commit(project, "HEAD"))
    if not found:
        raise GitError("there is no release yet: no tag lies before what is checked out, as v1.0.0")
    return found[-1]


def tag_of(number: str) -> str:
    """The full name of a release's tag: a branch or a folder may have its short name."""
    return f"refs/tags/v{number}"
