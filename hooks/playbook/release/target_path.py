"""The folder that is published to: where a path leads, and whether a tree may stand there."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from ..project import DATA_FOLDER
from . import codes
from .codes import refuse
from .manifest import MANIFEST, root_manifest

CONFIG = "mkdocs.yml"
_OF_A_PROJECT = (".git", DATA_FOLDER, "docs", "changes", "hooks", "site")


def real_path(path: Path) -> Path:
    """Where a path leads, without symbolic links, ``.`` and ``..``."""
    return Path(os.path.realpath(path))


def refuse_bad_target(path: Path, project: Path | None = None) -> None:
    """See that a tree may stand at a path. Raises RefusedError.

    Where it is published from a ``project``, the tree may not get in its way.
    """
    try:
        for reason in _reasons(path, project):
            raise refuse(codes.BAD_TARGET, str(path), reason=reason)
    except OSError as error:
        raise refuse(codes.NOT_READ, str(path), reason=error.strerror) from error


def refuse_branch_of_project(names: Iterable[str], where: str) -> None:
    """See that a branch with these names at its root is not the project's. Raises RefusedError."""
    if {CONFIG, DATA_FOLDER} & set(names):
        raise refuse(codes.BAD_TARGET, where, reason=f"holds a project ({CONFIG})")


def _reasons(path: Path, project: Path | None) -> Iterator[str]:
    """Why no tree may stand at a path: the first reason comes first."""
    yield from _no_folder(path)
    place = real_path(path)
    if place in (Path(place.anchor), *_homes()):
        yield "is the root of the file system, or a home folder or around one"
    if ".git" in place.parts:
        yield "lies in a folder of git's"
    if project is not None:
        yield from _in_project(place, real_path(project))
    if (place / CONFIG).is_file() or (place / DATA_FOLDER).is_dir():
        yield f"holds a project ({CONFIG})"
    for parent in place.parents:
        if _is_tree(parent) or _is_handbook(parent):
            yield f"lies in a published tree or a built handbook: {parent}"


def _no_folder(path: Path) -> Iterator[str]:
    """Why there is no folder and none can be made: a link to nothing, a loop, a file."""
    for above in (path, *path.absolute().parents):
        try:
            above.stat()
        except OSError as error:
            if error.errno == errno.ELOOP:
                yield "leads along symbolic links that form a loop"
            elif above.is_symlink():
                yield f"leads through a symbolic link to nothing: {above}"
    if path.exists() and not path.is_dir():
        yield "is a file"


def _homes() -> Iterator[Path]:
    """The home folder, and the folders around it."""
    home = real_path(Path(os.path.expanduser("~")))  # noqa: PTH111 - raises where there is none
    yield from (home, *home.parents)


def _in_project(place: Path, project: Path) -> Iterator[str]:
    if place == project or place in project.parents:
        yield "holds the project that is published"
    names = {*_OF_A_PROJECT, *_configured(project)}
    for name in sorted(names - {"."}):
        folder = real_path(project / name)
        if place == folder or folder in place.parents:
            yield f"lies in {name}/ of the project, which other commands read or write"


def _configured(project: Path) -> Iterator[str]:
    """The folders that ``mkdocs.yml`` names for pages and for the built site."""
    try:
        root = yaml.compose((project / CONFIG).read_bytes(), yaml.SafeLoader)
    except (OSError, yaml.YAMLError, ValueError, RecursionError):
        return
    for key, value in root.value if isinstance(root, yaml.MappingNode) else []:
        if key.value in ("docs_dir", "site_dir") and isinstance(value, yaml.ScalarNode):
            yield os.path.normpath(value.value)


def _is_tree(folder: Path) -> bool:
    try:
        return root_manifest((folder / MANIFEST).read_bytes()) is not None
    except OSError:
        return False


def _is_handbook(folder: Path) -> bool:
    return (folder / "entries.json").is_file() and (folder / "playbook.json").is_file()
