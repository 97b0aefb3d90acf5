"""Refuses a build in which MkDocs would publish symbolic links."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort
from mkdocs.structure.files import Files, InclusionLevel

from ..messages import messages
from ..problems import Problem
from ..source.folders import Folders, folders_of
from ..source.links import path_problem
from .context import THEME
from .includes import include_problems


def folders_in(config: MkDocsConfig) -> Folders:
    """The project's folders, with those that MkDocs' configuration sets."""
    folders = folders_of(Path(config.config_file_path).parent)
    custom = config.theme.custom_dir
    custom = str(Path.cwd() / custom) if custom else None
    return replace(folders, docs=config.docs_dir, custom=custom)


def refuse_links(files: Files, config: MkDocsConfig) -> None:
    """Check MkDocs' list of files again: a link may be newer than the check of the project.

    Raises Abort with problems.
    """
    problems = [*_link_problems(files, config), *include_problems(files, config)]
    if problems:
        raise Abort(messages().text(problems))


def _link_problems(files: Files, config: MkDocsConfig) -> Iterator[Problem]:
    project = Path(_absolute(os.path.dirname(config.config_file_path)))  # noqa: PTH120
    sources = (config.docs_dir, config.theme.custom_dir, THEME)
    folders = [Path(_absolute(folder)) for folder in sources if folder]
    relative = {
        folder: folder.relative_to(project).as_posix()
        for folder in folders
        if folder.is_relative_to(project)
    }
    for file in files:
        folder = Path(_absolute(file.src_dir)) if file.src_dir else None
        is_read = file.inclusion.value > InclusionLevel.EXCLUDED.value
        if is_read and folder in relative:
            problem = path_problem(folder / file.src_uri, folder, relative[folder])
            if problem:
                yield problem


def _absolute(path: str | Path) -> str:
    """The absolute path, without resolving symbolic links."""
    return os.path.abspath(path)  # noqa: PTH100
