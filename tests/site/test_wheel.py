"""Checks that the wheel, installed in an empty environment, builds the same site."""

from __future__ import annotations

import json
import shutil
import subprocess
import zipfile
from dataclasses import asdict
from pathlib import Path

import pytest
from factories import commit, git

from installed import build_package, install, run
from playbook.release.generator import identify
from playbook.starter.content import CHANGELOG, GUIDES, LOCK
from playbook.starter.host_files import FILES
from playbook.starter.repository_files import PRE_COMMIT
from site_helpers import ROOT, make_project, tree_of
from support import TIMEOUT_SECONDS

pytestmark = pytest.mark.slow

STARTER = ("playbook_data", "docs", "mkdocs.yml")
"""What an organisation edits; the wheel has a copy."""

BUILD = """
import runpy, sys
sys.argv = ["mkdocs", "build", "--strict"]
try:
    runpy.run_module("mkdocs", run_name="__main__")
finally:
    print(sys.modules["playbook.site.session"].__file__)
"""


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The wheel of this checkout."""
    return build_package(tmp_path_factory.mktemp("dist"), "--wheel")


def files_in_git(*paths: str) -> set[str]:
    """The files of this repository at some paths."""
    return set(run("git", "ls-files", "--", *paths, cwd=ROOT).split("\n")) - {""}


def test_the_wheel_contains_exactly_the_package_and_what_init_writes(wheel: Path) -> None:
    """Nothing else: no test, benchmark, tool, or file for the development of the generator."""
    names = set(zipfile.ZipFile(wheel).namelist())
    package = {
        name.removeprefix("hooks/")
        for name in files_in_git("hooks/playbook")
        if not name.endswith(("SEARCH.md", ".d.ts"))
    }
    written = {name for names in FILES.values() for name in names}
    starter = files_in_git(*STARTER, *written, *GUIDES, CHANGELOG, LOCK, PRE_COMMIT)
    copies = {f"playbook/starter/shipped/{name}" for name in starter}
    assert {name for name in names if ".dist-info/" not in name} == package | copies


def test_the_wheel_built_from_the_source_distribution_is_the_same(
    wheel: Path, tmp_path: Path
) -> None:
    path = build_package(tmp_path)
    assert tree_in(path) == tree_in(wheel)


def tree_in(archive: Path) -> dict[str, bytes]:
    """The content of each file in a wheel."""
    with zipfile.ZipFile(archive) as file:
        return {name: file.read(name) for name in file.namelist()}


@pytest.fixture(scope="module")
def python(wheel: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of a new environment with the wheel and the packages of the lock file."""
    return install(wheel, tmp_path_factory.mktemp("env"))


def project_without_generator(folder: Path) -> Path:
    """A project with the hook, but without the package."""
    project = make_project(folder)
    (project / "hooks").unlink()
    (project / "hooks").mkdir()
    shutil.copy(ROOT / "hooks" / "mkdocs_hooks.py", project / "hooks")
    return project


def test_the_wheel_in_an_empty_environment_builds_the_same_site(
    python: Path, built: Path, tmp_path: Path
) -> None:
    (tmp_path / "home").mkdir()
    project = project_without_generator(tmp_path / "home")
    printed = run(python, "-c", BUILD, cwd=project)
    module = Path(printed.strip().split("\n")[-1])
    assert module.is_relative_to(python.parents[1])
    assert "site-packages" in module.parts
    assert tree_of(project / "site") == tree_of(built / "site")
    assert run(python.parent / "playbook", "check", "--strict", cwd=project) == ""


def test_what_an_installed_generator_publishes_can_be_proven(python: Path, tmp_path: Path) -> None:
    """The lock file does not name the generator, so ``--rebuild`` uses the installed generator."""
    (tmp_path / "home").mkdir()
    project = project_without_generator(tmp_path / "home")
    shutil.copy(ROOT / "requirements.txt", project)
    (project / ".gitignore").write_text("site/\n")
    git(project, "init", "--quiet", ".")
    commit(project, "A handbook")
    git(project, "tag", "v1.0.0")
    playbook, tree = python.parent / "playbook", tmp_path / "tree"
    run(playbook, "publish", "1.0.0", "--rebuild", "--any-tag", "--to", tree, cwd=project)
    generator = json.loads((tree / "1.0.0" / "manifest.json").read_bytes())["generator"]
    assert generator == asdict(identify(ROOT / "hooks" / "playbook"))
    verify = (playbook, "verify", tree, "--rebuild", "--here")
    assert ", 0 differences\n" in run(*verify, cwd=project)
    (package,) = python.parents[1].glob("lib/*/site-packages/playbook")
    (package / "added.txt").write_text("This is another generator.\n")
    output = run(*verify, cwd=project)
    assert ", 0 differences\n" in output
    assert "1.0.0: the generator is social-media-playbook " in output


def test_without_the_optional_packages_one_line_says_what_to_install(
    python: Path, tmp_path: Path
) -> None:
    make_project(tmp_path / "project")
    done = subprocess.run(
        [python, "-m", "playbook", "pdf"],
        cwd=tmp_path / "project", capture_output=True, text=True, timeout=TIMEOUT_SECONDS,
    )  # fmt: skip
    assert done.returncode == 2
    assert done.stderr.splitlines()[-1] == (
        "Error: playbook pdf needs weasyprint and pikepdf: "
        "run python -m pip install './WHEEL_FILE[pdf]'"
    )
