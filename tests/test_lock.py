"""Checks that the locked packages can be installed where the README says."""

from __future__ import annotations

import re
from importlib.metadata import metadata

import pytest
from packaging.requirements import Requirement
from packaging.specifiers import SpecifierSet
from packaging.utils import canonicalize_name

from lock import OLDEST_PYTHON, ROOT

_PIN = re.compile(r"^([A-Za-z0-9._-]+)==", re.MULTILINE)


@pytest.mark.parametrize("name", ["requirements.txt", "requirements-test.txt"])
def test_every_locked_package_runs_on_the_oldest_python(name: str) -> None:
    packages = _PIN.findall((ROOT / name).read_text(encoding="utf-8"))
    required = {package: metadata(package).json.get("requires_python", "") for package in packages}
    too_new = {
        package
        for package, versions in required.items()
        if OLDEST_PYTHON not in SpecifierSet(str(versions))
    }
    assert len(packages) > 10
    assert too_new == set()


SYSTEMS = {
    "Linux": {"sys_platform": "linux", "platform_system": "Linux", "os_name": "posix"},
    "macOS": {"sys_platform": "darwin", "platform_system": "Darwin", "os_name": "posix"},
    "Windows": {"sys_platform": "win32", "platform_system": "Windows", "os_name": "nt"},
}
"""The environments of people's machines, as packages name them in their requirements."""


def required_packages(package: str, environment: dict[str, str]) -> set[str]:
    """The packages that a package needs in an environment, without its extras."""
    requirements = map(Requirement, metadata(package).get_all("Requires-Dist") or ())
    return {
        canonicalize_name(requirement.name)
        for requirement in requirements
        if not requirement.marker or requirement.marker.evaluate({**environment, "extra": ""})
    }


@pytest.mark.parametrize("system", SYSTEMS)
def test_the_lock_file_has_every_package_that_a_system_needs(system: str) -> None:
    """With digests, pip installs nothing if one package lacks them, such as colorama on Windows."""
    packages = _PIN.findall((ROOT / "requirements.txt").read_text(encoding="utf-8"))
    needed = set().union(*(required_packages(package, SYSTEMS[system]) for package in packages))
    assert ("colorama" in required_packages("mkdocs", SYSTEMS[system])) == (system == "Windows")
    assert needed - set(packages) == set()
