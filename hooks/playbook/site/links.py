"""What MkDocs is about to read and copy, held against what may be published."""

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


def folders_in(config: MkDocsConfig) -> Folders:
    """The folders that MkDocs itself takes from its configuration."""
    known = folders_of(Path(config.config_file_path).parent)
    custom = config.theme.custom_dir
    custom = str(Path.cwd() / custom) if custom else None
    return replace(known, docs=config.docs_dir, custom=custom)


def refuse_links(files: Files, config: MkDocsConfig) -> None:
    """See that MkDocs' files are still those that were checked. Raises Abort with problems."""
    problems = list(_refused(files, config))
    if problems:
        raise Abort(messages().text(problems))


def _refused(files: Files, config: MkDocsConfig) -> Iterator[Problem]:
    project = Path(_absolute(os.path.dirname(config.config_file_path)))  # noqa: PTH120
    found = (config.docs_dir, config.theme.custom_dir, THEME)
    folders = [Path(_absolute(folder)) for folder in found if folder]
    shown = {
        folder: folder.relative_to(project).as_posix()
        for folder in folders
        if folder.is_relative_to(project)
    }
    for file in files:
        folder = Path(_absolute(file.src_dir)) if file.src_dir else None
        is_read = file.inclusion.value > InclusionLevel.EXCLUDED.value
        if is_read and folder in shown:
            problem = path_problem(folder / file.src_uri, folder, shown[folder])
            if problem:
                yield problem


def _absolute(path: str | Path) -> str:
    """A path from the root of the file system, with its links as they are."""
    return os.path.abspath(path)  # noqa: PTH100
