"""Finds files of an organisation that take the place of the handbook's own in a site.

A style sheet could hide a rule, and a picture could exchange the marks of yes and no. So the site
says which files are replaced, except for images that an organisation may have of its own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from ..problems import Code, Location, Problem
from .config_file import CONFIG
from .context import THEME
from .extra_files import ASSETS, CARD, ICON
from .stylesheets import SHEETS

REPLACED_FILE = Code("PB979", "warning", "path", "name")
_OWN_IMAGES = (f"{ASSETS}/{ICON}", f"{ASSETS}/{CARD}")


def replaced_files(config: MkDocsConfig) -> Iterator[Problem]:
    """The problems with files in ``docs/`` that replace others; ``mkdocs.yml`` may name them."""
    return replaced_in(Path(config.config_file_path).parent, Path(config.docs_dir))


def replaced_in(project: Path, docs: Path) -> Iterator[Problem]:
    """The problems with such files in the absolute folder ``docs`` of a project."""
    config = project / CONFIG
    named = config.read_text(encoding="utf-8", errors="replace") if config.is_file() else ""
    for path in _own_paths():
        file = docs / path
        if file.is_file() and not re.search(rf"(?<![\w.-]){re.escape(file.name)}", named):
            place = file.relative_to(project) if file.is_relative_to(project) else file
            yield REPLACED_FILE.at(Location(place.as_posix()), path=path, name=file.name)


def _own_paths() -> list[str]:
    """The paths in a site of the handbook's own files."""
    theme = (path.relative_to(THEME).as_posix() for path in (THEME / ASSETS).rglob("*.*"))
    return sorted({*theme, *(f"{ASSETS}/{sheet}" for sheet in SHEETS)} - {*_OWN_IMAGES})
