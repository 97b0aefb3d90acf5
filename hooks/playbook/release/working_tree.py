"""Checks that a project's folder equals a commit, even if ``git status`` shows no change."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from .. import git
from ..problems import Location, Phrase, Problem
from ..revisions import COMPARED_FOLDERS
from . import codes
from .checkout import DOCS
from .codes import RefusedError

BUILD_INPUTS = (*COMPARED_FOLDERS, DOCS, "mkdocs.yml")
"""The folders and files that a build reads; they are compared byte for byte."""
_REWRITING_ATTRIBUTES = ("filter", "ident", "working-tree-encoding")
"""The git attributes that make a file in the folder differ from the one in the commit."""
_UNFINISHED = ("MERGE_HEAD", "CHERRY_PICK_HEAD", "REVERT_HEAD")
"""References that exist during an unfinished merge, cherry-pick or revert."""


def refuse_uncommitted(project: Path) -> None:
    """Check that ``git status`` is clean, and lists no new files in the compared folders.

    Raises RefusedError, and GitError.
    """
    paths = [path for _, path in git.changed_files(project)]
    paths += [path for _, path in git.changed_files(project, *BUILD_INPUTS, include_untracked=True)]
    paths += [name for name in _UNFINISHED if git.find_commit(project, name)]
    prefix = git.prefix(project)
    locations = list(dict.fromkeys(Location(path.removeprefix(prefix)) for path in paths))
    if locations:
        problem = codes.DIRTY.at(locations[0])
        raise RefusedError(replace(problem, related=tuple(locations[1:])))


def refuse_differences(project: Path, commit: str, snapshot: Path) -> None:
    """Check that a folder equals a commit; ``snapshot`` is a folder with the commit's files.

    The files are compared without ``git status``, which hides ignored files, files that are
    assumed unchanged, sparse checkouts and filters. Raises RefusedError, and GitError.
    """
    problems = {problem.location.path: problem for problem in _hidden_changes(project, commit)}
    problems |= {problem.location.path: problem for problem in _differences(project, snapshot)}
    if problems:
        raise RefusedError(*(problems[path] for path in sorted(problems)))


def _differences(project: Path, snapshot: Path) -> Iterator[Problem]:
    """A problem for each compared file that differs between the folder and the commit."""
    in_folder = _files(project)
    in_commit = {
        name: path for name, path in _files(snapshot).items() if _is_inside(path, snapshot)
    }
    for name in sorted(in_folder.keys() | in_commit.keys()):
        location = Location(name)
        if name not in in_commit:
            is_link = any(path.is_symlink() for path in _path_and_parents(project, name))
            cure = Phrase("cure.only-link-in-commit")
            yield codes.NOT_COMMITTED.at(location, path=name, cure=cure if is_link else None)
        elif name not in in_folder:
            yield codes.NOT_IN_FOLDER.at(location, path=name)
        elif not _is_same(in_folder[name], in_commit[name]):
            attribute = _rewriting_attribute(project, name)
            if attribute:
                yield codes.REWRITTEN_BY_GIT.at(location, path=name, attribute=attribute)
            else:
                yield codes.DIFFERS_FROM_COMMIT.at(location, path=name)


def _files(project: Path) -> dict[str, Path]:
    """The files to compare, by path in the project; links inside the project are followed.

    Names that begin with a dot are skipped, as in the checks and in MkDocs.
    """
    paths = (path for part in BUILD_INPUTS for path in _walk(project / part, project, frozenset()))
    return {path.relative_to(project).as_posix(): path for path in paths}


def _walk(path: Path, project: Path, parents: frozenset[Path]) -> Iterator[Path]:
    """The files below a path; ``parents`` are the real folders above it, to detect loops."""
    real = Path(os.path.realpath(path))
    if real.is_file() or (real.exists() and not _is_inside(path, project)):
        yield path
    elif real.is_dir() and real not in parents:
        for child in sorted(path.iterdir()):
            if not child.name.startswith(".") or child.name == ".well-known":
                yield from _walk(child, project, parents | {real})


def _is_inside(path: Path, project: Path) -> bool:
    """Whether the real path of a file is inside the project."""
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(project))


def _path_and_parents(project: Path, name: str) -> Iterator[Path]:
    """A path in the project and its parent folders, up to but without the project itself."""
    path = project / name
    while path != project:
        yield path
        path = path.parent


def _is_same(first: Path, second: Path) -> bool:
    """Whether two files have the same bytes; in text files, line endings may differ."""
    contents = (first.read_bytes(), second.read_bytes())
    if any(b"\0" in data for data in contents):
        return contents[0] == contents[1]
    return contents[0].replace(b"\r\n", b"\n") == contents[1].replace(b"\r\n", b"\n")


def _rewriting_attribute(project: Path, name: str) -> str:
    """The attribute that makes git rewrite a file, or an empty string."""
    args = ("check-attr", "-z", *_REWRITING_ATTRIBUTES, "--", name)
    fields = git.run(project, *args).split("\0")  # path, attribute, value, and so on
    for attribute, value in zip(fields[1::3], fields[2::3], strict=False):
        if value not in ("unspecified", "unset"):
            return attribute if value == "set" else f"{attribute}={value}"
    return ""


def _hidden_changes(project: Path, commit: str) -> Iterator[Problem]:
    """A problem for each change that git finds with a temporary new index.

    In a new index, no files are marked as unchanged. Files outside the compared folders may be
    missing, as in a sparse checkout.
    """
    prefix = git.prefix(project)
    with tempfile.TemporaryDirectory(prefix="playbook-") as work:
        env = {"GIT_INDEX_FILE": f"{work}/index"}
        git.run(project, "read-tree", commit, env=env)
        changes = git.changed_files(project, ".", env=env)
    for letters, path in changes:
        name = path.removeprefix(prefix)
        if "D" not in letters:
            yield codes.DIFFERS_FROM_COMMIT.at(Location(name), path=name)
        elif name.split("/")[0] in BUILD_INPUTS:
            yield codes.NOT_IN_FOLDER.at(Location(name), path=name)
