"""Reads the folders of languages: those of the package, and an organisation's own."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from ..problems import Location, Problem
from ..source.files import LANGUAGES, read_text
from ..source.links import is_link, path_problem
from ..source.tree import Tree, read_tree
from .codes import UNKNOWN_FILE
from .shapes import FILES

SHIPPED_FOLDER = Path(__file__).parent
Trees = Mapping[str, Tree]
"""The files of a language by their names, without extension."""


@dataclass(frozen=True)
class OwnLanguages:
    """The language files of an organisation, by language, and the problems found in them."""

    trees: Mapping[str, Trees]
    problems: tuple[Problem, ...] = ()


@functools.cache
def shipped_languages() -> tuple[str, ...]:
    """The languages of the package."""
    return tuple(sorted(path.parent.name for path in SHIPPED_FOLDER.glob("*/ui.yml")))


@functools.cache
def shipped_tree(language: str, name: str) -> Tree | None:
    """A language file of the package, or None if the package does not have it."""
    path = SHIPPED_FOLDER / language / f"{name}.yml"
    if language not in shipped_languages() or not path.is_file():
        return None
    folder_name = f"{LANGUAGES}/{language}/{path.name}"
    tree, problems = read_tree(folder_name, path.read_text(encoding="utf-8"))
    assert tree is not None, problems
    return tree


def read_own_languages(data_folder: Path, display_name: str | None = None) -> OwnLanguages:
    """Read an organisation's own languages. Unreadable files give problems, never an exception."""
    folder = data_folder / LANGUAGES
    folder_name = f"{display_name or data_folder.name}/{LANGUAGES}"
    if is_link(data_folder) or is_link(folder) or not folder.is_dir():
        return OwnLanguages({})  # links are reported with those of the data folder
    trees: dict[str, dict[str, Tree]] = {}
    problems: list[Problem] = []
    for path in _files(folder):
        name = f"{folder_name}/{path.relative_to(folder).as_posix()}"
        if path_problem(path, data_folder, folder_name):
            continue  # reported with those of the data folder
        if not _is_language_file(path, folder):
            problems.append(
                UNKNOWN_FILE.at(Location(name), name=path.name, files=[f"{n}.yml" for n in FILES])
            )
            continue
        text, text_problems = read_text(path, name, data_folder)
        tree, tree_problems = read_tree(name, text) if text is not None else (None, [])
        problems += [*text_problems, *tree_problems]
        if tree is not None:
            trees.setdefault(path.parent.name, {})[path.stem] = tree
    return OwnLanguages(trees, tuple(problems))


def _is_language_file(path: Path, folder: Path) -> bool:
    return path.parent.parent == folder and path.suffix == ".yml" and path.stem in FILES


def _files(folder: Path) -> Iterator[Path]:
    """The visible files of a folder and the folders in it, sorted."""
    for entry in sorted(folder.iterdir()):
        if entry.name.startswith("."):
            continue
        is_folder = entry.is_dir() and not entry.is_symlink()
        yield from (
            path
            for path in (sorted(entry.iterdir()) if is_folder else [entry])
            if not path.name.startswith(".")
        )
