"""The folders that a site is made from: each lies in the project, and so does all that is in it."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path, PurePath
from typing import Any

import yaml

from ..problems import Location, Problem
from . import codes
from .files import MAX_BYTES
from .links import is_hidden, is_link, linked, refusal, refusals

CONFIG = "mkdocs.yml"
PACKAGE = "hooks/playbook"
"""The generator where a project has a copy of it: its theme is published."""
MAX_INHERITED = 10


@dataclass(frozen=True)
class Folders:
    """``docs_dir`` and ``custom_dir`` of ``mkdocs.yml``, absolute or as seen from the project, and
    what is wrong with the files that name them."""

    docs: str = "docs"
    custom: str | None = None
    problems: tuple[Problem, ...] = ()


def folders_of(project: Path) -> Folders:
    """The folders that ``mkdocs.yml`` names, as far as it can be read without MkDocs.

    A build takes MkDocs' own reading, which also knows the environment.
    """
    problems: list[Problem] = []
    docs: Any = None
    theme: Any = None
    for layer in _layers(project, problems):
        docs = layer.get("docs_dir") if docs is None else docs
        above = layer.get("theme")
        if theme is None:
            theme = above
        elif isinstance(theme, dict) and isinstance(above, dict):
            theme = above | theme
    custom = _text(theme.get("custom_dir")) if isinstance(theme, dict) else None
    return Folders(_text(docs) or "docs", custom, tuple(problems))


def _layers(project: Path, problems: list[Problem]) -> Iterator[Mapping[str, Any]]:
    """What ``mkdocs.yml`` holds, then the file that it inherits from, and so on."""
    name = CONFIG
    for _ in range(MAX_INHERITED):
        path = project / name
        if not os.path.lexists(path):
            return  # MkDocs says so
        if problem := refusal(path, project):
            problems.append(problem)
            return
        layer = _read(path)
        yield layer
        parent = _text(layer.get("INHERIT"))
        if parent is None:
            return
        # As text: ``..`` behind a link would lead elsewhere.
        joined = os.path.join(os.path.dirname(name), parent)  # noqa: PTH118, PTH120
        found = _within(project, joined)
        if found is None:
            what = "outside of the project"
            problems.append(codes.OTHER_FOLDER.at(Location(name), key="INHERIT", what=what))
            return
        name = found
    what = "files that inherit from one another"
    problems.append(codes.TOO_MANY.at(Location(CONFIG), limit=MAX_INHERITED, what=what))


def _read(path: Path) -> Mapping[str, Any]:
    """A file's mapping, with every scalar as text and tags passed over; empty where it has none."""
    try:
        raw = path.read_bytes() if path.stat().st_size <= MAX_BYTES else b""
        data = yaml.load(raw, yaml.BaseLoader)
    except (OSError, yaml.YAMLError, RecursionError):
        return {}  # MkDocs says so
    return data if isinstance(data, dict) else {}


def _text(value: Any) -> str | None:
    """A text, or the default of an ``!ENV [NAME, default]``."""
    last = value[-1] if isinstance(value, list) and value else value
    return last if isinstance(last, str) and last else None


def _within(project: Path, value: str) -> str | None:
    """A path as seen from the project, ``.`` for the project itself; None outside of it."""
    top, path = (os.path.abspath(one) for one in (project, project / value))  # noqa: PTH100
    return (
        PurePath(path).relative_to(top).as_posix() if PurePath(path).is_relative_to(top) else None
    )


def check_folders(project: Path, folders: Folders, beside: Iterable[str]) -> list[Problem]:
    """All that is refused in the folders of a site, in folders beside them and in the package."""
    problems = list(folders.problems)
    problems += _of_setting(project, "docs_dir", folders.docs)
    if folders.custom is not None:
        problems += _of_setting(project, "custom_dir", folders.custom)
    for name in beside:
        problems += _in_folder(project, name)
    if (project / PACKAGE).is_dir():
        problems += refusals(project / PACKAGE, PACKAGE)
    return problems


def _of_setting(project: Path, key: str, value: str) -> list[Problem]:
    """What is wrong with a folder that a key of ``mkdocs.yml`` names."""
    name = _reached(project, value)
    if isinstance(name, Problem):
        return [name]
    if name is None:
        what = "outside of the project"
    elif name == ".":
        what = "the project itself"
    elif is_hidden(PurePath(name)):
        what = "a hidden folder"
    else:
        return _in_folder(project, name)
    return [codes.OTHER_FOLDER.at(Location(CONFIG), key=key, what=what)]


def _in_folder(project: Path, name: str) -> list[Problem]:
    """What is refused in a folder of the project, or the link by which it is reached."""
    reached = _reached(project, name)
    if isinstance(reached, Problem):
        return [reached]
    return refusals(project / name, name) if os.path.isdir(project / name) else []  # noqa: PTH112


def _reached(project: Path, value: str) -> str | Problem | None:
    """A folder as seen from the project, or the first link on the way; None where it is outside.

    The theme's folder is opened as it is written: behind a link ``..`` leads elsewhere.
    """
    top = here = Path(os.path.abspath(project))  # noqa: PTH100
    if not (top / value).is_relative_to(top):
        return None
    for part in (top / value).relative_to(top).parts:
        if part == ".." and here == top:
            return None
        here = here.parent if part == ".." else here / part
        if is_link(here):
            return linked(here, here.relative_to(top).as_posix())
    return here.relative_to(top).as_posix()
