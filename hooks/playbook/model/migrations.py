"""Migrates data from an older format: each step renames keys, in memory or by editing the files.

A migrated tree keeps its source locations, so problems still point at the text in the file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

from .. import FORMAT
from ..problems import Edit, Fix, Location
from ..source.files import SETTINGS, Document, Sources
from ..source.fixes import replacement_fix
from ..source.tree import DataPath, Tree
from . import codes
from .added_choices import AddedChoices, added_choice_edits, with_added_choices

FORMAT_KEY = ("format",)


@dataclass(frozen=True)
class Rename:
    """A renamed key. In its ``path``, None stands for any key or index."""

    path: tuple[str | None, ...]
    new_name: str


@dataclass(frozen=True)
class Step:
    """What a format changed from the previous one."""

    renames: tuple[Rename, ...]
    added_choices: tuple[AddedChoices, ...] = ()


STEPS: tuple[Step, ...] = (
    Step(  # format 1 to 2
        (
            Rename(("entries", None, "silence"), "suppress"),
            Rename(("entries", None, "sort"), "type"),
            Rename(("entries", None, "audience"), "target_group"),
        ),
        (
            AddedChoices(
                key="sector",
                former=("company", "public_body"),
                added=("municipal_company", "publicly_funded_provider"),
            ),
        ),
    ),
)
"""What changed from each format to the next, beginning with format 1."""
assert len(STEPS) == FORMAT - 1


def _steps_after(stated_format: int) -> Sequence[Step]:
    """The steps from a format to the current one."""
    return STEPS[stated_format - 1 :]


def format_of(settings: Tree | None) -> int:
    """The format that ``playbook.yml`` states; the current one if it states no valid number."""
    text = settings.data.get("format") if settings else None
    return int(text) if isinstance(text, str) and re.fullmatch("[1-9][0-9]{0,3}", text) else FORMAT


def migrated(sources: Sources) -> Sources:
    """The sources in the current format, with a notice if they are in an older format.

    A newer format is an error, and the documents are left out, as their meaning is unknown.
    """
    stated_format = format_of(sources.settings)
    if sources.settings is None or stated_format == FORMAT:
        return sources
    is_newer = stated_format > FORMAT
    code = codes.NEWER_FORMAT if is_newer else codes.OLDER_FORMAT
    location = sources.settings.location(FORMAT_KEY)
    fix = None if is_newer or sources.problems else _migration_fix(sources, stated_format, location)
    problem = code.at(location, fix=fix, found=stated_format, newest=FORMAT)
    documents = (
        [] if is_newer else [_migrated(document, stated_format) for document in sources.documents]
    )
    return replace(
        sources, documents=tuple(documents), problems=(*sources.problems, problem),
        has_unread_files=sources.has_unread_files or is_newer,
    )  # fmt: skip


def _migration_fix(sources: Sources, stated_format: int, format_location: Location) -> Fix:
    """The edits that migrate all files. They are only valid if every file could be read."""
    edits: list[Edit] = []
    for document in sources.documents:
        names = dict(_renamed_keys(document.tree, stated_format))
        if document.kind == SETTINGS:
            names[format_location] = str(stated_format), str(FORMAT)
        for location, (old, new_name) in names.items():
            if fix := replacement_fix(document.tree, location, old, new_name):
                edits += fix.edits
        for step in _steps_after(stated_format):
            for choices in step.added_choices:
                edits += added_choice_edits(document.tree, choices)
    return Fix(tuple(edits))


def migrated_data(data: Any, stated_format: int) -> Any:
    """Migrate the plain data of a published version, which has no locations.

    The published entries have the same keys as the entries in the files.
    """
    for step in _steps_after(stated_format):
        data = _with_new_keys(data, (), dict(_renames(data, step)))
        for choices in step.added_choices:
            data = with_added_choices(data, choices)
    return data


def _renamed_keys(tree: Tree, stated_format: int) -> Mapping[Location, tuple[str, str]]:
    """The old and new name of each renamed key in a file, by its location."""
    names: dict[Location, tuple[str, str]] = {}
    for step in _steps_after(stated_format):
        for path, new_name in _renames(tree.data, step):
            location = tree.location(path, of_key=True)
            old, _ = names.get(location, (str(path[-1]), ""))
            names[location] = old, new_name
        tree = _renamed(tree, step)
    return names


def _migrated(document: Document, stated_format: int) -> Document:
    tree = document.tree
    if document.kind == SETTINGS:
        tree = replace(tree, data={**tree.data, "format": str(FORMAT)})
    for step in _steps_after(stated_format):
        tree = _renamed(tree, step)
    return replace(document, tree=tree)


def _renamed(tree: Tree, step: Step) -> Tree:
    """The tree after one step. Keys keep their order, and values their locations."""
    for choices in step.added_choices:
        tree = replace(tree, data=with_added_choices(tree.data, choices))
    renames = dict(_renames(tree.data, step))
    if not renames:
        return tree
    depths = {len(path) for path in renames}
    data = _with_new_keys(tree.data, (), renames)
    ranges = {_new_path(path, renames, depths): range_ for path, range_ in tree.ranges.items()}
    return replace(tree, data=data, ranges=ranges)


def _renames(data: Any, step: Step) -> Iterator[tuple[DataPath, str]]:
    """The path of each key that a step renames, with its new name."""
    for rename in step.renames:
        for path in _matching_paths(data, rename.path, rename.new_name, ()):
            yield path, rename.new_name


def _matching_paths(
    value: Any, pattern: tuple[str | None, ...], new_name: str, path: DataPath
) -> Iterator[DataPath]:
    """The paths that match a pattern.

    A key is not renamed if its new name is in use; it is then reported as unknown.
    """
    if not isinstance(value, dict | list):
        return
    for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
        if pattern[0] not in (None, key):
            continue
        if pattern[1:]:
            yield from _matching_paths(inner, pattern[1:], new_name, (*path, key))
        elif new_name not in value:
            yield (*path, key)


def _with_new_keys(value: Any, path: DataPath, renames: Mapping[DataPath, str]) -> Any:
    if isinstance(value, dict):
        return {
            renames.get((*path, key), key): _with_new_keys(inner, (*path, key), renames)
            for key, inner in value.items()
        }
    if isinstance(value, list):
        return [_with_new_keys(item, (*path, i), renames) for i, item in enumerate(value)]
    return value


def _new_path(path: DataPath, renames: Mapping[DataPath, str], depths: set[int]) -> DataPath:
    for depth in depths:
        if new_name := renames.get(path[:depth]):
            path = (*path[: depth - 1], new_name, *path[depth:])
    return path
