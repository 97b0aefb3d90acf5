"""Whether a project's folder is what a commit holds, also where git status shows nothing."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from pathlib import Path

from .. import git
from ..changes.states import CHANGES
from ..problems import Location, Problem
from ..project import DATA_FOLDER
from . import codes
from .checkout import DOCS
from .codes import RefusedError

PARTS = (DATA_FOLDER, DOCS, CHANGES, "mkdocs.yml")
"""What is compared file by file: all that a build reads, and an editor writes."""
_REWRITING = ("filter", "ident", "working-tree-encoding")
"""The attributes by which a file in the folder is another than in the commit."""
_UNDER_WAY = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")


def refuse_unsaved(project: Path) -> None:
    """See that git status shows nothing, new files of the organisation's among it.

    Raises RefusedError, and GitError.
    """
    found = [path for _, path in git.changed(project)]
    found += [path for _, path in git.changed(project, *PARTS, new=True)]
    found += [name for name in _UNDER_WAY if git.find_commit(project, name)]
    below = git.prefix(project)
    places = dict.fromkeys(Location(path.removeprefix(below)) for path in found)
    if places:
        raise RefusedError(*(codes.DIRTY.at(place) for place in places))


def refuse_different(project: Path, commit: str, held: Path) -> None:
    """See that a folder is what a commit holds; ``held`` is the folder as it is in the commit.

    Git is not asked, for it may be told to look away: files that it ignores or was told to assume
    unchanged, a sparse checkout, filters. Raises RefusedError, and GitError.
    """
    found = {problem.location.path: problem for problem in _hidden(project, commit)}
    found |= {problem.location.path: problem for problem in _differences(project, held)}
    if found:
        raise RefusedError(*(found[path] for path in sorted(found)))


def _differences(project: Path, held: Path) -> Iterator[Problem]:
    """Each file in the parts that the folder and the commit do not both have alike."""
    here = _files(project)
    there = {name: path for name, path in _files(held).items() if _stays(path, held)}
    for name in sorted(here.keys() | there.keys()):
        place = Location(name)
        if name not in there:
            is_link = any(path.is_symlink() for path in _way(project, name))
            cure = "put the file itself there: the commit has only a link" if is_link else None
            yield codes.NOT_COMMITTED.at(place, path=name, cure=cure)
        elif name not in here:
            yield codes.NOT_IN_FOLDER.at(place, path=name)
        elif not _is_same(here[name], there[name]):
            attribute = _rewriting(project, name)
            code = codes.FILTERED if attribute else codes.OTHER_CONTENT
            yield code.at(place, path=name, attribute=attribute)


def _files(project: Path) -> dict[str, Path]:
    """The files of the parts, by their paths in the project; links are followed within it.

    Names that begin with a dot are passed over, as the checks and MkDocs do.
    """
    found = (path for part in PARTS for path in _walk(project / part, project, frozenset()))
    return {path.relative_to(project).as_posix(): path for path in found}


def _walk(path: Path, project: Path, above: frozenset[Path]) -> Iterator[Path]:
    real = Path(os.path.realpath(path))
    if real.is_file() or (real.exists() and not _stays(path, project)):
        yield path
    elif real.is_dir() and real not in above:
        for one in sorted(path.iterdir()):
            if not one.name.startswith(".") or one.name == ".well-known":
                yield from _walk(one, project, above | {real})


def _stays(path: Path, project: Path) -> bool:
    """Whether what a path leads to lies in the project."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(project))


def _way(project: Path, name: str) -> Iterator[Path]:
    path = project / name
    while path != project:
        yield path
        path = path.parent


def _is_same(one: Path, other: Path) -> bool:
    """Whether two files are alike; texts may end their lines each in its own way."""
    data = (one.read_bytes(), other.read_bytes())
    if any(b"\0" in each for each in data):
        return data[0] == data[1]
    return data[0].replace(b"\r\n", b"\n") == data[1].replace(b"\r\n", b"\n")


def _rewriting(project: Path, name: str) -> str:
    """The attribute by which git rewrites a file, or nothing."""
    told = git.run(project, "check-attr", "-z", *_REWRITING, "--", name).split("\0")
    for attribute, value in zip(told[1::3], told[2::3], strict=False):
        if value not in ("unspecified", "unset"):
            return attribute if value == "set" else f"{attribute}={value}"
    return ""


def _hidden(project: Path, commit: str) -> Iterator[Problem]:
    """What git finds changed with a new index, which has no file marked as one to look away from.

    What a sparse checkout leaves out beside the parts is missed by nobody.
    """
    below = git.prefix(project)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        env = {"GIT_INDEX_FILE": f"{work}/index"}
        git.run(project, "read-tree", commit, env=env)
        found = git.changed(project, ".", env=env)
    for letters, path in found:
        name = path.removeprefix(below)
        if "D" not in letters:
            yield codes.OTHER_CONTENT.at(Location(name), path=name)
        elif name.split("/")[0] in PARTS:
            yield codes.NOT_IN_FOLDER.at(Location(name), path=name)
