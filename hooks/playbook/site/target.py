"""Checks that a build may replace a folder with the site."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from pathlib import Path

from mkdocs.exceptions import Abort

from ..project import CHANGES, DATA_FOLDER

PROJECT_FOLDERS = frozenset(
    {DATA_FOLDER, CHANGES, "schema", "hooks", "vendor", ".ci", ".github", ".gitlab"}
)
"""The folders of a project that no build may write. MkDocs protects that of the pages."""
SITE_FILES = ("index.html", "404.html")
"""A folder that has one of these is taken to be an earlier site, which may be replaced."""


def check_target(site: Path) -> None:
    """Check that a build to a path replaces nothing but an earlier site. Raises Abort and OSError.

    The path may not exist yet. Hidden files are not counted, because a build keeps them.
    """
    for link in (site, *site.parents):
        if link.is_symlink() and not link.exists():
            raise Abort(f"{link} is a symbolic link that leads to nothing; remove it")
    target = Path(os.path.realpath(site))
    if target.exists() and not target.is_dir():
        raise Abort(f"{site} is a file, and the site needs a folder; move it away")
    for reason in _reasons(target):
        raise Abort(f"{site} {reason}; set another site_dir")


def _reasons(target: Path) -> Iterator[str]:
    """Why a build may not replace a folder. The most particular reason comes first."""
    for folder in (target, *target.parents):
        below = target.relative_to(folder).parts
        if (names := _published_versions(folder)) and (not below or below[0] in names):
            yield "holds published versions, which a build would remove"
        if (folder / DATA_FOLDER).is_dir():
            if not below:
                yield "is the folder of a project, which a build would remove"
            elif below[0] in PROJECT_FOLDERS:
                yield f"is in {below[0]}/ of a project, which a build would change"
    if ".git" in target.parts:
        yield "is in the repository of git, which a build would change"
    if target == Path(target.anchor) or target in homes():
        yield "is a home folder or contains one, which a build would remove"
    if target.is_dir() and _has_other_content(target):
        yield "has files that are not from an earlier build, which this one would remove"


def _has_other_content(folder: Path) -> bool:
    """Whether a folder has content and is not a site. It is not, if it cannot be listed."""
    try:
        names = [name for name in os.listdir(folder) if not name.startswith(".")]  # noqa: PTH208
    except PermissionError:
        return False
    return bool(names) and not set(SITE_FILES) & set(names)


def homes() -> Iterator[Path]:
    """The home folder and its parents."""
    home = Path(os.path.realpath(os.path.expanduser("~")))  # noqa: PTH111 - Path.home may raise
    yield from (home, *home.parents)


def _published_versions(folder: Path) -> set[str]:
    """The version folders listed in the manifest of a tree of ``playbook publish``."""
    try:
        manifest = json.loads((folder / "manifest.json").read_bytes())
        is_tree = manifest["format"] and manifest["files"]
        return {*manifest["versions"], "latest"} if is_tree else set()
    except (OSError, ValueError, TypeError, KeyError, RecursionError):
        return set()
