"""The wheel, installed in an empty environment, builds the same site."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from site_helpers import ROOT, environment, make_project, tree_of

pytestmark = pytest.mark.slow

BUILD = """
import runpy, sys
sys.argv = ["mkdocs", "build", "--strict"]
try:
    runpy.run_module("mkdocs", run_name="__main__")
finally:
    print(sys.modules["playbook.site.session"].__file__)
"""


def run(*command: str | Path, cwd: Path) -> str:
    """The output of a command that runs without this checkout on its path."""
    variables = {key: value for key, value in environment().items() if key != "PYTHONPATH"}
    result = subprocess.run(
        [os.fspath(part) for part in command],
        cwd=cwd, env=variables, capture_output=True, text=True, timeout=600,
    )  # fmt: skip
    assert result.returncode == 0, result.stdout + result.stderr
    return result.stdout


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    folder = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--wheel", "--outdir", folder, ROOT, cwd=folder)
    (path,) = folder.glob("*.whl")
    return path


def test_the_wheel_contains_exactly_the_files_of_the_package(wheel: Path) -> None:
    names = set(zipfile.ZipFile(wheel).namelist())
    listed = run("git", "ls-files", "--", "hooks/playbook", cwd=ROOT).split("\n")
    package = {name.removeprefix("hooks/") for name in listed if name}
    assert {name for name in names if ".dist-info/" not in name} == package


def test_the_wheel_in_an_empty_environment_builds_the_same_site(
    wheel: Path, built: Path, tmp_path: Path
) -> None:
    python = tmp_path / "env" / "bin" / "python"
    run(sys.executable, "-m", "venv", "--without-pip", tmp_path / "env", cwd=tmp_path)
    pip = (sys.executable, "-m", "pip", "--python", python, "install", "--quiet", "--no-compile")
    run(*pip, "--require-hashes", "-r", ROOT / "requirements.txt", cwd=tmp_path)
    run(*pip, "--no-deps", wheel, cwd=tmp_path)

    (tmp_path / "home").mkdir()
    project = make_project(tmp_path / "home")
    (project / "hooks").unlink()
    (project / "hooks").mkdir()
    shutil.copy(ROOT / "hooks" / "mkdocs_hooks.py", project / "hooks")

    printed = run(python, "-c", BUILD, cwd=project)
    module = Path(printed.strip().split("\n")[-1])
    assert module.is_relative_to(tmp_path / "env")
    assert "site-packages" in module.parts
    assert tree_of(project / "site") == tree_of(built / "site")
    assert run(python.parent / "playbook", "check", "--strict", cwd=project) == ""
