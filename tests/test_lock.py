"""Checks that the locked packages can be installed where the README says."""

from __future__ import annotations

import re
from importlib.metadata import metadata

import pytest
from packaging.specifiers import SpecifierSet

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
