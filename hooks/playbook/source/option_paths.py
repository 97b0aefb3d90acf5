"""Checks that hooks, and the options of plugins and extensions, name no file outside the project.

Such a file is not in the commit: nobody has reviewed it, and another machine has another one.
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ..problems import Location, Phrase, Problem
from . import codes
from .folders import config_files
from .links import is_link, path_problem, path_problems

_HOOKS = "hooks"
_KEYS = (_HOOKS, "plugins", "markdown_extensions")
_NAMES_A_PATH = re.compile("dir|path|folder|root|file|yaml|module", re.IGNORECASE)
"""Options with such names have a path as their value, even if it is one word or a slash."""
MAX_VALUES = 10_000
"""The number of values that are read in one configuration."""
MAX_LENGTH = 4096
"""The number of characters in the longest path."""


def check_option_paths(project: Path, docs: str) -> list[Problem]:
    """The problems with the paths in ``mkdocs.yml`` and in the files that it inherits from.

    An option does not say that it is a path. It counts as one if a file or folder has that name,
    seen from the project or from the folder of pages; a hook always counts. Links in such folders
    must stay inside them.
    """
    root = Path(os.path.abspath(project))  # noqa: PTH100
    problems: list[Problem] = []
    for name, config in config_files(project, []):
        for key in _KEYS:
            for option, value in _strings(config.get(key), key):
                if not _may_be_path(key, option, value):
                    continue
                if _leads_outside(root, docs, value, is_hook=key == _HOOKS):
                    where = _location(project, name, value)
                    what = Phrase("folder.outside")
                    key_and_value = f"{key}: {value}"
                    problems.append(
                        codes.FOLDER_NOT_ALLOWED.at(where, key=key_and_value, what=what)
                    )
                elif key != _HOOKS:  # a release refuses a link on the way to a hook
                    problems += _linked(root, value)
    return problems


def _strings(value: Any, name: str) -> Iterator[tuple[str, str]]:
    """Each string in nested lists and mappings, with the key that it is under."""
    waiting = [(name, value)]
    for _ in range(MAX_VALUES):
        if not waiting:
            return
        name, value = waiting.pop()
        if isinstance(value, str):
            yield name, value
        elif isinstance(value, list):
            waiting += [(name, item) for item in value]
        elif isinstance(value, dict):
            waiting += [(str(key), item) for key, item in value.items()]


def _may_be_path(key: str, option: str, value: str) -> bool:
    if not value or "\0" in value or "://" in value or len(value) > MAX_LENGTH:
        return False
    if key == _HOOKS or _NAMES_A_PATH.search(option):
        return True
    has_slash = "/" in value or "\\" in value
    return value == ".." or (has_slash and bool(value.strip("/\\")))


def _leads_outside(root: Path, docs: str, value: str, *, is_hook: bool) -> bool:
    """Whether a path leads to a file outside the project that exists; a hook need not exist."""
    bases = (root,) if is_hook else (root, root / docs)
    outside = [path for base in bases
               if not (path := _joined(base, value)).is_relative_to(root)]  # fmt: skip
    return any(is_hook or _exists(path) for path in outside)


def _joined(base: Path, value: str) -> Path:
    """A path below a folder, joined as text: the file system would resolve ``..`` after a link."""
    return Path(os.path.normpath(base / os.path.expanduser(value)))  # noqa: PTH111


def _exists(path: Path) -> bool:
    """Whether a file, a folder or a link has this name; modules are named without their end."""
    return os.path.lexists(path) or os.path.lexists(f"{path}.py")


def _linked(root: Path, value: str) -> list[Problem]:
    """The problems with links in a folder of the project, or on the way to it or to a file."""
    path = _joined(root, value)
    if path == root or not path.is_relative_to(root) or not os.path.lexists(path):
        return []
    if path.is_dir() and not is_link(path):
        return path_problems(path, path.relative_to(root).as_posix())
    problem = path_problem(path, root)
    return [problem] if problem else []


def _location(project: Path, name: str, value: str) -> Location:
    """Where a configuration first contains a value."""
    lines = (project / name).read_text(encoding="utf-8", errors="replace").split("\n")
    for number, line in enumerate(lines, 1):
        if value in line:
            return Location(name, number, line.index(value) + 1)
    return Location(name)
