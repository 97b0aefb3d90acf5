"""Refuses pages that include a file outside the project, as ``include-markdown`` allows."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import Files

from ..problems import Location, Phrase, Problem
from ..source.codes import FOLDER_NOT_ALLOWED
from ..source.links import is_hidden

PLUGIN = "include-markdown"
_DIRECTIVE = re.compile(r"\binclude(?:-markdown)?\s+(?:\"([^\"\n]*)\"|'([^'\n]*)')")
MAX_INCLUDED = 1000
"""The number of included files whose own directives are read."""


def include_problems(files: Files, config: MkDocsConfig) -> Iterator[Problem]:
    """The problems with files that pages include, directly or through other included files.

    A proposed page could otherwise publish any file of the machine that builds it, and a page from
    another host is not what was released.
    """
    if PLUGIN not in config.plugins:
        return
    project = Path(config.config_file_path).parent.absolute()
    waiting = [Path(str(file.abs_src_path)) for file in files.documentation_pages()
               if file.abs_src_path and not file.generated_by]  # fmt: skip
    read: set[Path] = set()
    while waiting and len(read) < MAX_INCLUDED + len(files):
        path = waiting.pop(0)
        if path in read or not path.is_file():
            continue
        read.add(path)
        text = path.read_text(encoding="utf-8", errors="replace")
        for match in _DIRECTIVE.finditer(text):
            name = match[1] or match[2] or ""
            base = path.parent if name.startswith(".") else Path(config.docs_dir)
            target = Path(os.path.normpath(base / name))
            if "://" in name or not _is_allowed(target, project):
                line = text.count("\n", 0, match.start()) + 1
                where = Location(os.path.relpath(path, project), line)
                what = Phrase("folder.outside")
                yield FOLDER_NOT_ALLOWED.at(where, key=f"'{name}'", what=what)
            else:
                waiting += _matching(target)


def _is_allowed(target: Path, project: Path) -> bool:
    if not target.is_relative_to(project):
        return False
    return not is_hidden(target.relative_to(project))


def _matching(target: Path) -> list[Path]:
    """The files that a name with wildcards names, or the file itself."""
    if not re.search(r"[*?\[{]", str(target)):
        return [target]
    fixed = next(each for each in target.parents if not re.search(r"[*?\[{]", str(each)))
    return [path for path in fixed.rglob("*") if path.is_file()]
