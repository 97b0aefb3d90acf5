"""Checks that a tree may be published to the path of a target folder."""

from __future__ import annotations

import errno
import os
from collections.abc import Iterable, Iterator
from pathlib import Path

import yaml

from ..problems import Phrase
from ..project import CHANGES, DATA_FOLDER
from ..site.target import homes
from ..source.folders import CONFIG
from . import codes
from .codes import refusal
from .manifest import MANIFEST
from .root_manifest import root_manifest

_PROJECT_FOLDERS = (".git", DATA_FOLDER, "docs", CHANGES, "hooks", "site")


def real_path(path: Path) -> Path:
    """A path with symbolic links, ``.`` and ``..`` resolved."""
    return Path(os.path.realpath(path))


def refuse_bad_target(path: Path, project: Path | None = None) -> None:
    """Check that a tree may be published to a path. Raises RefusedError.

    The path must not conflict with the folders of ``project``, from which it is published.
    """
    try:
        for reason in _reasons(path, project):
            raise refusal(codes.BAD_TARGET, str(path), reason=reason)
    except OSError as error:
        raise refusal(codes.UNREADABLE_TARGET, str(path), reason=error.strerror) from error


def refuse_branch_of_project(names: Iterable[str], where: str) -> None:
    """Check that a branch with these names at its root does not contain a project.

    Raises RefusedError.
    """
    if {CONFIG, DATA_FOLDER} & set(names):
        raise refusal(codes.BAD_TARGET, where, reason=Phrase("target.project", file=CONFIG))


def _reasons(path: Path, project: Path | None) -> Iterator[Phrase]:
    """The reasons why a tree may not be published to a path."""
    yield from _not_a_folder(path)
    target = real_path(path)
    if target in (Path(target.anchor), *homes()):
        yield Phrase("target.home")
    if ".git" in target.parts:
        yield Phrase("target.in-git")
    if project is not None:
        yield from _conflicts(target, real_path(project))
    if (target / CONFIG).is_file() or (target / DATA_FOLDER).is_dir():
        yield Phrase("target.project", file=CONFIG)
    for parent in target.parents:
        if _is_tree(parent) or _is_handbook(parent):
            yield Phrase("target.in-tree", folder=parent)


def _not_a_folder(path: Path) -> Iterator[Phrase]:
    """The reasons why a path is not a folder and cannot become one."""
    for ancestor in (path, *path.absolute().parents):
        try:
            ancestor.stat()
        except OSError as error:
            if error.errno == errno.ELOOP:
                yield Phrase("target.loop")
            elif ancestor.is_symlink():
                yield Phrase("target.broken-link", path=ancestor)
    if path.exists() and not path.is_dir():
        yield Phrase("target.file")


def _conflicts(target: Path, project: Path) -> Iterator[Phrase]:
    """The reasons why a target conflicts with the project."""
    if target == project or target in project.parents:
        yield Phrase("target.contains-project")
    names = {*_PROJECT_FOLDERS, *_configured_folders(project)}
    for name in sorted(names - {"."}):
        folder = real_path(project / name)
        if target == folder or folder in target.parents:
            yield Phrase("target.in-project-folder", folder=name)


def _configured_folders(project: Path) -> Iterator[str]:
    """The folders that ``mkdocs.yml`` names for the pages and the built site."""
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
