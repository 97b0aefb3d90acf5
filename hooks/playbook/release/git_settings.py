"""Reads the user's git settings for signatures; this package uses no other settings."""

from __future__ import annotations

from pathlib import Path

from .. import git


def setting(project: Path, name: str) -> str | None:
    """The value of a setting in a repository, or None; ``~`` at its start is the home folder."""
    try:
        return git.run(project, "config", "--type=path", "--get", name)
    except git.GitError:
        return None
