"""Finds the plugin or hook of somebody else in which an error occurred.

MkDocs lets such an error pass, so a command would report it as its own.
"""

from __future__ import annotations

import traceback
from pathlib import Path

from ..problems import Code, Location, Problem
from .config_file import CONFIG

PLUGIN_FAILED = Code("PB988", "error", "plugin", "reason")
_OWN = Path(__file__).parent.parent
_CALLERS = tuple(str(Path(name) / "plugins.py") for name in ("mkdocs", "properdocs"))
"""The modules that call the plugins and hooks."""
_PACKAGES = "site-packages"


def problem_of_error(error: BaseException, project: Path) -> Problem | None:
    """The problem that names the plugin or hook in which an error occurred.

    None if it occurred in the generator, or in MkDocs.
    """
    files = [Path(frame.filename) for frame in traceback.extract_tb(error.__traceback__)]
    calls = [n for n, file in enumerate(files) if str(file).endswith(_CALLERS)]
    called = files[calls[-1] + 1 :] if calls else []
    if not called or _OWN in called[0].parents:
        return None
    description = str(error).strip().partition("\n")[0]
    name = type(error).__name__
    reason = f"{name}: {description}" if description else name
    return PLUGIN_FAILED.at(Location(CONFIG), plugin=_name_of(called[0], project), reason=reason)


def _name_of(file: Path, project: Path) -> str:
    """The package of a plugin, or the path of a hook in the project."""
    if _PACKAGES in file.parts:
        return Path(file.parts[file.parts.index(_PACKAGES) + 1]).stem
    return file.relative_to(project).as_posix() if project in file.parents else file.name
