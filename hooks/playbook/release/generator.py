"""Identifies the generator that builds a tag: its version and the digest of its files."""

from __future__ import annotations

import re
import shutil
from importlib.metadata import Distribution
from pathlib import Path

from ..site.config_file import ConfigError, read_config
from .manifest import Generator, digest
from .python_runner import build_environment

DISTRIBUTION = "social-media-playbook"
PACKAGE = "playbook"
RUNNING = Path(__file__).parents[1]
"""The package of this process."""
STARTER_COPY = Path("starter") / "shipped"
"""A wheel's copy of the starter, within the package. A checkout has the starter at its root."""
_NOT_IN_WHEELS = ("SEARCH.md", ".d.ts")
"""The ends of the names of files for developers, which a wheel does not have."""
_VERSION = re.compile(r"""^__version__ = ["']([^"']+)["']""", re.MULTILINE)


def running_generator() -> Generator:
    """The generator of this process."""
    return identify(RUNNING)


def identify(package: Path) -> Generator:
    """The version and the digest of a package's folder.

    The digest is the SHA-256 of a list: a line ``digest  path`` for each file, in path order. It is
    the same for a checkout and for an installed wheel: bytecode, hidden files, files for developers
    and a wheel's copy of the starter do not count.
    """
    lines = (
        f"{digest((package / path).read_bytes())}  {path}\n" for path in sorted(_files(package))
    )
    found = _VERSION.search((package / "__init__.py").read_text(encoding="utf-8"))
    return Generator(DISTRIBUTION, found[1] if found else "", digest("".join(lines).encode()))


def _files(package: Path) -> list[str]:
    paths = (path.relative_to(package) for path in package.rglob("*") if path.is_file())
    return [
        path.as_posix()
        for path in paths
        if not any(part == "__pycache__" or part.startswith(".") for part in path.parts)
        and not path.is_relative_to(STARTER_COPY)
        and not path.name.endswith(_NOT_IN_WHEELS)
    ]


def generator_in(project: Path) -> Path | None:
    """The generator's package in the same folder as one of the project's MkDocs hooks, or None.

    Python imports this package, because MkDocs puts the folder of a hook first on the path.
    """
    try:
        hooks = read_config(project, build_environment()).get("hooks")
    except ConfigError:  # the build reports it
        return None
    for hook in hooks if isinstance(hooks, list) else ():
        package = (project / str(hook)).parent / PACKAGE
        if (package / "__init__.py").is_file():
            return package
    return None


def installed_generator(packages: Path) -> Path | None:
    """The folder of the generator in a folder of installed packages, or None."""
    package = packages / PACKAGE
    return package if (package / "__init__.py").is_file() else None


def copy_running_generator(packages: Path) -> None:
    """Copy the generator of this process to a folder of installed packages.

    The metadata is copied too, because MkDocs finds plugins through the entry points in it.
    """
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(RUNNING, packages / PACKAGE, ignore=ignored)
    for distribution in Distribution.discover(name=DISTRIBUTION):
        metadata = getattr(distribution, "_path", None)
        if isinstance(metadata, Path) and metadata.suffix == ".dist-info":
            shutil.copytree(metadata, packages / metadata.name)
            return
