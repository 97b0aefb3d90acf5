"""Finds the project that a path on the command line belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import click

from ..problems import Location, Problem
from ..source.links import is_linked
from ..visible import escape_unprintable

DATA_FOLDER = "playbook_data"
CHANGES = "changes"
"""Copies of the constants in `project`, which takes too long to import."""


@dataclass(frozen=True)
class Selection:
    """A project and its selected files and folders; no parts means all of it."""

    project: Path
    parts: tuple[Path, ...]

    @property
    def relative_folder(self) -> str:
        """The project folder relative to the current directory, ending in a slash, or empty."""
        try:
            relative = os.path.relpath(self.project).replace(os.sep, "/")
        except ValueError:  # the project is on another drive
            relative = self.project.as_posix()
        return "" if relative == "." else f"{relative}/"

    def restrict(self, problem: Problem) -> Problem | None:
        """The problem with only its locations in the selected parts; None if it has none there."""
        locations = list(filter(self.includes, problem.locations))
        if not locations:
            return None
        return replace(problem, location=locations[0], related=tuple(locations[1:]))

    def includes(self, location: Location) -> bool:
        """Whether a location is in the selected parts."""
        path = self.project / location.path
        return not self.parts or any(path.is_relative_to(part) for part in self.parts)


def project_of(path: Path) -> Path:
    """The project that contains a path. Raises UsageError if there is none."""
    absolute = path.resolve()
    for folder in (absolute, *absolute.parents):
        if (folder / DATA_FOLDER).is_dir():
            return folder
    raise click.UsageError(f"no {DATA_FOLDER} folder in {path} or any parent folder")


def file_to_write(project: Path, path: str) -> Path:
    """The file at a path, or a new one. Raises UsageError if the path is a link or not a file."""
    file = project / path
    if is_linked(file, project) or (file.exists() and not file.is_file()):
        raise click.UsageError(
            f"{escape_unprintable(path)} is a link or not a file: run 'playbook check'"
        )
    return file


def select_paths(paths: Sequence[Path]) -> Selection:
    """The selected paths of one project. Raises UsageError for none or several projects."""
    selected_paths = paths or (Path(),)
    projects = {project_of(path) for path in selected_paths}
    if len(projects) > 1:
        raise click.UsageError("the paths belong to several projects: check one at a time")
    project = projects.pop()
    return Selection(project, tuple(_selected_parts(project, selected_paths)))


def _selected_parts(project: Path, paths: Iterable[Path]) -> list[Path]:
    parts = [path.resolve() for path in paths]
    data = project / DATA_FOLDER
    if any(data.is_relative_to(part) for part in parts):
        return []
    from ..source.folders import published_parts

    checked = dict.fromkeys((DATA_FOLDER, CHANGES, "schema", *published_parts(project)))
    for part in parts:
        if not any(part.is_relative_to(project / name) for name in checked):
            name = part.relative_to(project).as_posix()
            raise click.UsageError(
                f"nothing in {escape_unprintable(name)} is checked: give a file or folder in "
                f"{', '.join(checked)}"
            )
    return parts
