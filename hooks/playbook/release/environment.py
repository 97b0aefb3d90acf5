"""Describes and creates build environments: the current one, or one from a lock file."""

from __future__ import annotations

import platform
import sys
import sysconfig
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from importlib.metadata import Distribution
from pathlib import Path

from packaging.requirements import InvalidRequirement, Requirement
from packaging.utils import canonicalize_name

from ..kinds.packages import kinds_named, packages_of
from .codes import ENVIRONMENT_MISMATCH, NO_ENVIRONMENT, NO_LOCK, refusal
from .generator import copy_running_generator, installed_generator
from .manifest import Environment, digest
from .python_runner import CURRENT_PYTHON, ProgramFailedError, run_module

LOCK = "requirements.txt"
"""The lock file, in pip's format: every package with its version and hashes."""
ROOTS = ("mkdocs", "mkdocs-material", "pyyaml", "markdown-it-py", "pydantic", "jinja2", "click")
"""The packages that a build uses directly."""


def environment(lock: bytes | None) -> Environment:
    """Describe the current environment. Raises RefusedError if it contradicts the lock file."""
    packages = dict(_installed_packages(ROOTS, sys.path))
    if lock is not None:
        pins = pins_of(lock)
        for name in sorted(set(pins) & set(packages)):
            if pins[name] != packages[name]:
                raise refusal(
                    ENVIRONMENT_MISMATCH, LOCK, name=name, found=packages[name], wanted=pins[name]
                )
    return _with_packages(lock, packages)


def _with_packages(lock: bytes | None, packages: Mapping[str, str]) -> Environment:
    """Describe an environment with the current Python and platform and the given packages."""
    lock_digest = digest(lock) if lock is not None else ""
    return Environment(*current_python(), lock_digest, dict(sorted(packages.items())))


def current_python() -> tuple[str, str]:
    """The minor version of this Python, and its platform."""
    return ".".join(platform.python_version_tuple()[:2]), sysconfig.get_platform()


def installed_versions(names: Iterable[str]) -> dict[str, str]:
    """The version of each given package that is installed, by name."""
    found: dict[str, str] = {}
    for name in names:
        for installed in Distribution.discover(name=name):
            found.setdefault(name, installed.version)
    return found


def with_kinds(used: Environment, data: Path, python: Path) -> Environment:
    """An environment that also has the packages of the kinds that a data folder uses."""
    kinds = kinds_named(data)
    versions = dict(used.packages)
    for package in packages_of(kinds, packages_path(python)):
        versions[canonicalize_name(package.name)] = package.version
    return replace(used, packages=dict(sorted(versions.items())))


def packages_path(python: Path) -> list[str] | None:
    """The folders with the packages of an interpreter; None for the one of this process."""
    if python == CURRENT_PYTHON:
        return None
    return [sysconfig.get_path("purelib", "venv", {"base": str(python.parent.parent)})]


def dependencies_between(names: Iterable[str], python: Path) -> dict[str, list[str]]:
    """The other given packages that each given package requires, as installed for ``python``."""
    path, known = packages_path(python) or sys.path, set(names)
    found = {}
    for name in sorted(known):
        distribution = next(iter(Distribution.discover(name=name, path=path)), None)
        required = set(_required_by(distribution)) if distribution else set()
        found[name] = sorted(required & known - {name})
    return found


def pins_of(lock: bytes) -> dict[str, str]:
    """The version of each package in a lock file, by normalized name."""
    pins: dict[str, str] = {}
    for line in lock.decode("utf-8").replace("\\\n", " ").splitlines():
        requirement = _requirement(line.partition(" --")[0].partition(" #")[0])
        for pin in requirement.specifier if requirement else ():
            if requirement and pin.operator == "==":
                pins[canonicalize_name(requirement.name)] = pin.version
    return pins


def _requirement(line: str) -> Requirement | None:
    """The requirement on a line, or None for an option or a comment."""
    try:
        return Requirement(line)
    except InvalidRequirement:
        return None


def _installed_packages(roots: tuple[str, ...], path: list[str]) -> Iterator[tuple[str, str]]:
    """The names and versions of some packages and their dependencies, as installed on ``path``.

    Other installed packages are not used by a build.
    """
    queue, seen = list(roots), set[str]()
    while queue:
        name = canonicalize_name(queue.pop())
        if name in seen:
            continue
        seen.add(name)
        distribution = next(iter(Distribution.discover(name=name, path=path)), None)
        if distribution is None:
            continue  # a dependency of another platform or Python version
        yield name, distribution.version
        queue.extend(_required_by(distribution))


def _required_by(distribution: Distribution) -> Iterator[str]:
    """The normalized names of the packages that a package requires here, without extras."""
    for requirement in map(Requirement, distribution.requires or ()):
        if requirement.marker is None or requirement.marker.evaluate({"extra": ""}):
            yield canonicalize_name(requirement.name)


def rebuild_environment(lock: bytes | None, folder: Path) -> tuple[Path, Environment]:
    """Create an environment from a lock file; returns its Python interpreter and its description.

    If the lock file does not contain the generator, the one of this process is copied, so that a
    tag without a generator can be built. Raises RefusedError.
    """
    if lock is None:
        raise refusal(NO_LOCK, LOCK, name=LOCK)
    folder.mkdir(parents=True)
    file = folder / LOCK
    file.write_bytes(lock)
    python = folder / ("Scripts" if sys.platform == "win32" else "bin") / "python"
    pip = ("pip", "install", "--quiet", "--disable-pip-version-check", "--no-compile", "--no-deps")
    try:
        run_module(CURRENT_PYTHON, "venv", str(folder), folder=folder)
        run_module(python, *pip, "--require-hashes", "-r", str(file), folder=folder, installs=True)
    except ProgramFailedError as error:
        errors = [line for line in error.lines if line.startswith("ERROR: ")] or error.lines[-1:]
        reason = errors[0].removeprefix("ERROR: ")
        raise refusal(NO_ENVIRONMENT, LOCK, reason=reason) from error
    packages = packages_path(python) or []
    if installed_generator(Path(packages[0])) is None:
        copy_running_generator(Path(packages[0]))
    return python, _with_packages(lock, dict(_installed_packages(ROOTS, packages)))
