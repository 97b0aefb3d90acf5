"""A playbook's folder, from its files to a checked model: what every command begins with."""

from __future__ import annotations

import datetime as dt
import gc
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from .checks import check
from .kinds import KINDS
from .model.load import load
from .model.playbook import Playbook
from .problems import Problem, failing, ordered
from .source.files import read_sources
from .source.folders import Folders, check_folders, folders_of

DATA = "playbook_data"
"""The name of the folder with the data, in the organisation's project."""
BESIDE = (DATA, "changes", "schema")
"""Folders of a project whose files commands read, write and publish."""


@dataclass(frozen=True)
class Checked:
    """A playbook with its problems; ``playbook`` is None where ``playbook.yml`` is wrong."""

    playbook: Playbook | None
    problems: tuple[Problem, ...]

    @property
    def errors(self) -> list[Problem]:
        """The problems with which nothing can be built."""
        return failing(self.problems, strict=False)


def read_project(
    folder: Path, *, today: dt.date | None = None, adopted: bool = False,
    folders: Folders | None = None,
) -> Checked:  # fmt: skip
    """Read and check the data of a project. Never raises for what is in the files.

    What depends on the day is told where ``today`` is given; a build gives none. Where the text
    should be the organisation's own by now, ``adopted`` adds what is left to do. A build gives the
    ``folders`` that MkDocs reads; they are in ``mkdocs.yml`` else.
    """
    with _no_collecting():
        playbook, problems = load(read_sources(folder / DATA, KINDS), KINDS)
        if playbook is not None:
            problems = [*problems, *check(playbook, today=today, adopted=adopted)]
        problems = [*problems, *check_links(folder, folders)]
        return Checked(playbook, tuple(ordered(problems)))


def check_links(project: Path, folders: Folders | None = None) -> list[Problem]:
    """Every link that would let a file be read, written or published that is not the project's."""
    return check_folders(project, folders or folders_of(project), BESIDE)


@contextmanager
def _no_collecting() -> Iterator[None]:
    """Keep the garbage collector off: it takes a third of the time, and reading makes no cycles."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
