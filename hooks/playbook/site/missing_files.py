"""Says which file of the handbook is not in a site, when its extra files cannot be written."""

from __future__ import annotations

from pathlib import Path

from mkdocs.exceptions import Abort

from ..problems import Code, Location, Problem
from .build import Build
from .config_file import CONFIG
from .logs import messages_for

MISSING_FILE = Code("PB894", "error", "path")


def finished(build: Build) -> list[Problem]:
    """The problems of a site whose extra files are written. Raises Abort if it lacks a file."""
    try:
        return build.finish()
    except FileNotFoundError as error:
        path = Path(str(error.filename))
        if not path.is_relative_to(build.staging.folder):
            raise
        name = path.relative_to(build.staging.folder).as_posix()
        problem = MISSING_FILE.at(Location(CONFIG), path=name)
        raise Abort(messages_for(build.handbook.playbook).text([problem])) from error
