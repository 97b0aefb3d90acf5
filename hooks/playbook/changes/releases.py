"""Finds releases in git: tags that consist of ``v`` and a version number."""

from __future__ import annotations

from pathlib import Path

from ..checks.release_number import NUMBER
from ..git import GitError, resolve_commit, tags


def is_number(text: str) -> bool:
    """Whether a string is a version number: semantic like 2.1.0, or calendar-based like 2026.3."""
    return bool(NUMBER.fullmatch(text))


def releases(project: Path, *, merged: str | None = None) -> list[str]:
    """The version numbers of all releases, or of those merged into a commit, lowest first.

    Raises GitError.
    """
    candidates = [tag[1:] for tag in tags(project, merged=merged) if tag.startswith("v")]
    return sorted(
        filter(is_number, candidates), key=lambda number: [int(part) for part in number.split(".")]
    )


def last_release(project: Path) -> str:
    """The version number of the last release before HEAD. Raises GitError if there is none.

    The last release is the one with the highest number, even if a patch of an older version was
    released later.
    """
    numbers = releases(project, merged=resolve_commit(project, "HEAD"))
    if not numbers:
        raise GitError("there is no release yet: no tag such as v1.0.0 precedes this commit")
    return numbers[-1]


def tag_ref(number: str) -> str:
    """The full reference of a release's tag: a branch may have the same short name."""
    return f"refs/tags/v{number}"
