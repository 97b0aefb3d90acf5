"""The build environment of a tag: this Python, or one created from the lock file."""

from __future__ import annotations

import platform
import sys
import sysconfig
from collections.abc import Iterator, Mapping
from importlib.metadata import Distribution
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from .codes import NO_ENVIRONMENT, NO_LOCK, OTHER_ENVIRONMENT, refuse
from .manifest import MANIFEST, Environment, digest
from .python_runner import CURRENT_PYTHON, FailedError, run_module

LOCK = "requirements.txt"
"""The lock file, in pip's form: every package with its version and hashes."""
ROOTS = ("mkdocs", "mkdocs-material", "pyyaml", "markdown-it-py", "pydantic", "jinja2", "click")


def environment(lock: bytes | None) -> Environment:
    """The environment of this process. Raises RefusedError where a lock asks for another."""
    packages = dict(_installed(ROOTS, sys.path))
    if lock is not None:
        pins = pins_of(lock)
        for name in sorted(set(pins) & set(packages)):
            if pins[name] != packages[name]:
                facts = {"name": name, "found": packages[name], "wanted": pins[name]}
                raise refuse(OTHER_ENVIRONMENT, LOCK, **facts)
    return _of(lock, packages)


def _of(lock: bytes | None, packages: Mapping[str, str]) -> Environment:
    minor = ".".join(platform.python_version_tuple()[:2])
    locked = digest(lock) if lock is not None else ""
    return Environment(minor, sysconfig.get_platform(), locked, dict(sorted(packages.items())))


def pins_of(lock: bytes) -> dict[str, str]:
    """The version of each package in a lock file, by its normalized name."""
    found: dict[str, str] = {}
    for line in lock.decode("utf-8").replace("\\\n", " ").splitlines():
        requirement = _requirement(line.partition(" --")[0].partition(" #")[0])
        for pin in requirement.specifier if requirement else ():
            if requirement and pin.operator == "==":
                found[canonicalize_name(requirement.name)] = pin.version
    return found


def _requirement(line: str) -> Requirement | None:
    """The requirement on a line, or None for an option or a comment."""
    try:
        return Requirement(line)
    except InvalidRequirement:
        return None


def _installed(roots: tuple[str, ...], path: list[str]) -> Iterator[tuple[str, str]]:
    """Each package on a path that the roots bring with them, with its version.

    Other installed packages are not part of a build.
    """
    left, seen = list(roots), set[str]()
    while left:
        name = canonicalize_name(left.pop())
        if name in seen:
            continue
        seen.add(name)
        found = next(iter(Distribution.discover(name=name, path=path)), None)
        if found is None:
            continue  # for another platform or Python
        yield name, found.version
        for requirement in map(Requirement, found.requires or ()):
            if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
                left.append(requirement.name)


def same_environment(wanted: Environment) -> None:
    """Check that Python and platform match a release. Raises RefusedError."""
    here = _of(None, {})
    for name in ("python", "platform"):
        found, was = getattr(here, name), getattr(wanted, name)
        if found != was:
            raise refuse(OTHER_ENVIRONMENT, MANIFEST, name=name, found=found, wanted=was)


def rebuild_environment(lock: bytes | None, folder: Path) -> tuple[Path, Environment]:
    """Create an environment from a lock file; returns its Python and description.

    Raises RefusedError.
    """
    if lock is None:
        raise refuse(NO_LOCK, LOCK, name=LOCK)
    folder.mkdir(parents=True)
    file = folder / LOCK
    file.write_bytes(lock)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = ("pip", "install", "--quiet", "--disable-pip-version-check", "--no-deps")
    try:
        run_module(CURRENT_PYTHON, "venv", str(folder), folder=folder)
        run_module(python, *pip, "--require-hashes", "-r", str(file), folder=folder, installs=True)
    except FailedError as error:
        errors = [line for line in error.lines if line.startswith("ERROR: ")] or error.lines[-1:]
        reason = errors[0].removeprefix("ERROR: ")
        raise refuse(NO_ENVIRONMENT, LOCK, reason=reason) from error
    packages = sysconfig.get_path("purelib", "venv", {"base": str(folder)})
    return python, _of(lock, dict(_installed(ROOTS, [packages])))
