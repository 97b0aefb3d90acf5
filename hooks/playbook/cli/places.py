"""Finding the project that a path on the command line belongs to."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

import click

from ..problems import Problem
from ..source.links import is_linked
from ..visible import printable

DATA = "playbook_data"
"""As in `project`, which is not imported for a name: it brings in half of the package."""


@dataclass(frozen=True)
class Asked:
    """A project, and the parts of its data that are asked about; none means all of it."""

    project: Path
    parts: tuple[Path, ...]

    @property
    def from_here(self) -> str:
        """The project's folder as seen from the working folder, with a slash, or nothing."""
        shown = os.path.relpath(self.project).replace(os.sep, "/")
        return "" if shown == "." else f"{shown}/"

    def holds(self, problem: Problem) -> bool:
        """Whether a problem is of what is asked about."""
        path = self.project / problem.place.path
        return not self.parts or any(path.is_relative_to(part) for part in self.parts)


def project_of(path: Path) -> Path:
    """The project that a path lies in. Raises UsageError where there is none."""
    whole = path.resolve()
    for folder in (whole, *whole.parents):
        if (folder / DATA).is_dir():
            return folder
    raise click.UsageError(f"there is no folder {DATA} in {path}")


def write_in(project: Path, path: str, text: str) -> None:
    """Write a file of a project, and its folder. Raises UsageError where a link leads elsewhere."""
    file = project / path
    if is_linked(file, project) or (file.exists() and not file.is_file()):
        raise click.UsageError(f"{printable(path)} is a link or no file: run playbook check")
    file.parent.mkdir(exist_ok=True)
    file.write_bytes(text.encode())


def asked_about(paths: Sequence[Path]) -> Asked:
    """What some paths ask about. Raises UsageError where they are of no project, or of several."""
    given = paths or (Path(),)
    projects = {project_of(path) for path in given}
    if len(projects) > 1:
        raise click.UsageError("the paths belong to several projects: check one at a time")
    project = projects.pop()
    return Asked(project, tuple(_parts(project, given)))


def _parts(project: Path, paths: Iterable[Path]) -> list[Path]:
    parts = [path.resolve() for path in paths]
    data = project / DATA
    if any(data.is_relative_to(part) for part in parts):
        return []
    for part in parts:
        if not part.is_relative_to(data):
            raise click.UsageError(f"{part.name} is no part of the folder {DATA}")
    return parts
