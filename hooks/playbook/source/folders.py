"""Checks that the folders that a site is built from, and their files, are in the project."""

from __future__ import annotations

import functools
import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path, PurePath
from types import MappingProxyType
from typing import Any

import yaml

from ..problems import Location, Phrase, Problem
from . import codes
from .files import MAX_BYTES
from .links import is_hidden, is_link, linked_folder_problem, path_problem, path_problems

CONFIG = "mkdocs.yml"
PACKAGE = "hooks/playbook"
"""The generator's folder in a project that contains a copy of it; its theme is published."""
MAX_INHERITED = 10


@dataclass(frozen=True)
class Folders:
    """``docs_dir`` and ``custom_dir`` of ``mkdocs.yml``, absolute or relative to the project.

    ``configs`` are the configuration files, and ``problems`` those in them.
    """

    docs: str = "docs"
    custom: str | None = None
    problems: tuple[Problem, ...] = ()
    configs: tuple[str, ...] = field(default=(CONFIG,), compare=False)


def folders_of(project: Path) -> Folders:
    """The folders that ``mkdocs.yml`` names, read without MkDocs.

    A build uses MkDocs' configuration instead, which also resolves environment variables.
    """
    problems: list[Problem] = []
    docs: Any = None
    theme: Any = None
    configs = dict(config_files(project, problems))
    for config in configs.values():
        docs = config.get("docs_dir") if docs is None else docs
        inherited = config.get("theme")
        if theme is None:
            theme = inherited
        elif isinstance(theme, dict) and isinstance(inherited, dict):
            theme = inherited | theme
    custom = _string(theme.get("custom_dir")) if isinstance(theme, dict) else None
    return Folders(_string(docs) or "docs", custom, tuple(problems), (*configs,))


def site_url_of(project: Path) -> tuple[str | None, int, int]:
    """``site_url`` of ``mkdocs.yml``, or None, with its line and column, both from 1.

    It may be in an inherited file. It is empty if a configuration cannot be read.
    """
    configs = [config for _, config in config_files(project, [])]
    is_complete = any(configs) and "INHERIT" not in configs[-1]
    addresses = (_string(config.get("site_url")) for config in configs)
    address = next(filter(None, addresses), None if is_complete else "")
    if not address:
        return address, 1, 1
    lines = (project / CONFIG).read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, 1):
        if line.startswith("site_url"):
            return address, number, max(line.find(address), 0) + 1
    return address, 1, 1


def published_parts(project: Path) -> tuple[str, ...]:
    """The paths, outside the data, of what a site is built from, without the generator's own."""
    folders = folders_of(project)
    named = (_relative_path(project, each) for each in (folders.docs, folders.custom) if each)
    parts = dict.fromkeys([CONFIG, *folders.configs, *filter(None, named)])
    return tuple(part for part in parts if part != "." and not f"{part}/".startswith(f"{PACKAGE}/"))


def config_files(project: Path, problems: list[Problem]) -> Iterator[tuple[str, Mapping[str, Any]]]:
    """The name and content of ``mkdocs.yml``, then of the file that it inherits from, and so on."""
    name = CONFIG
    for _ in range(MAX_INHERITED):
        path = project / name
        if not os.path.lexists(path):
            return  # MkDocs reports it
        if problem := path_problem(path, project):
            problems.append(problem)
            return
        config = _read(path)
        yield name, config
        parent = _string(config.get("INHERIT"))
        if parent is None:
            return
        # Joined as text: the file system would resolve ``..`` after a link.
        joined = os.path.join(os.path.dirname(name), parent)  # noqa: PTH118, PTH120
        path_in_project = _relative_path(project, joined)
        if path_in_project is None:
            what = Phrase("folder.outside")
            problems.append(codes.FOLDER_NOT_ALLOWED.at(Location(name), key="INHERIT", what=what))
            return
        name = path_in_project
    what = Phrase("items.inheriting-files")
    problems.append(codes.TOO_MANY.at(Location(CONFIG), limit=MAX_INHERITED, what=what))


def _read(path: Path) -> Mapping[str, Any]:
    """The mapping in a file, or an empty one. Scalars are strings, and tags are ignored."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        return _parse(raw)
    except (OSError, yaml.YAMLError, RecursionError):
        return {}  # MkDocs reports it


@functools.lru_cache(maxsize=8)
def _parse(raw: bytes) -> Mapping[str, Any]:
    """The mapping in a configuration. A preview reads the same one again and again.

    Not with libyaml: its loader crashes on deeply nested values, instead of raising an error.
    """
    data = yaml.load(raw, yaml.BaseLoader)
    return MappingProxyType(data) if isinstance(data, dict) else {}


def _string(value: Any) -> str | None:
    """A string, or the default of ``!ENV [NAME, default]``; None for other values."""
    text = value[-1] if isinstance(value, list) and value else value
    return text if isinstance(text, str) and text else None


def _relative_path(project: Path, value: str) -> str | None:
    """A path relative to the project (``.`` for the project itself), or None outside of it."""
    root, path = (os.path.abspath(each) for each in (project, project / value))  # noqa: PTH100
    return (
        PurePath(path).relative_to(root).as_posix() if PurePath(path).is_relative_to(root) else None
    )


def check_folders(project: Path, folders: Folders, folder_names: Iterable[str]) -> list[Problem]:
    """The problems with paths in the site's folders, in the named folders and in the package."""
    problems = list(folders.problems)
    problems += _check_setting(project, "docs_dir", folders.docs)
    if folders.custom is not None:
        problems += _check_setting(project, "custom_dir", folders.custom)
    for name in folder_names:
        problems += _check_folder(project, name)
    if (project / PACKAGE).is_dir():
        problems += path_problems(project / PACKAGE, PACKAGE)
    return problems


def _check_setting(project: Path, key: str, value: str) -> list[Problem]:
    """The problems with the folder that a key of ``mkdocs.yml`` names."""
    name = _without_links(project, value)
    if isinstance(name, Problem):
        return [name]
    if name is None:
        what = Phrase("folder.outside")
    elif name == ".":
        what = Phrase("folder.project")
    elif is_hidden(PurePath(name)):
        what = Phrase("folder.hidden")
    else:
        return _check_folder(project, name)
    return [codes.FOLDER_NOT_ALLOWED.at(Location(CONFIG), key=key, what=what)]


def _check_folder(project: Path, name: str) -> list[Problem]:
    """The problems in a folder of the project, or the problem with a link on the way to it."""
    resolved = _without_links(project, name)
    if isinstance(resolved, Problem):
        return [resolved]
    return path_problems(project / name, name) if os.path.isdir(project / name) else []  # noqa: PTH112


def _without_links(project: Path, value: str) -> str | Problem | None:
    """A folder's path relative to the project; None if it is outside the project.

    If a part of the path is a link, its problem is returned instead. ``..`` is resolved step by
    step, because after a link it would lead to a different folder.
    """
    root = current = Path(os.path.abspath(project))  # noqa: PTH100
    if not (root / value).is_relative_to(root):
        return None
    for part in (root / value).relative_to(root).parts:
        if part == ".." and current == root:
            return None
        current = current.parent if part == ".." else current / part
        if is_link(current):
            return linked_folder_problem(current, current.relative_to(root).as_posix())
    return current.relative_to(root).as_posix()
