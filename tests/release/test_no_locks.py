"""Without file locks, as on Windows, everything works except publishing to a folder."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from factories import ROOT, bare_repository, git, make_version, project

from playbook.release.publish import add_to_folder
from site_helpers import make_project

RUN_WITHOUT_LOCKS = """
import runpy, sys
sys.modules["fcntl"] = None  # importing it fails
import ctypes
import mkdocs.livereload  # needs the real CDLL on Linux, so it is imported first
def load_library(*args, **options):
    raise TypeError  # as CDLL(None) does on Windows
ctypes.CDLL = load_library
sys.argv[0] = sys.argv[1]
del sys.argv[1]
runpy.run_module(sys.argv[0], run_name="__main__")
"""


def run(folder: Path, module: str, *args: str) -> tuple[int, str]:
    env = {**os.environ, "PYTHONPATH": str(ROOT / "hooks"), "NO_MKDOCS_2_WARNING": "1"}
    done = subprocess.run(
        [sys.executable, "-c", RUN_WITHOUT_LOCKS, module, *args], cwd=folder, env=env, text=True,
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT,
    )  # fmt: skip
    assert "Traceback" not in done.stdout, done.stdout
    return done.returncode, done.stdout


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    work = tmp_path_factory.mktemp("tagged")
    repo = project(work / "repo", with_package=False)
    git(repo, "tag", "v1.0.0")
    git(repo, "remote", "add", "origin", str(bare_repository(work / "remote.git")))
    return repo


@pytest.mark.slow
def test_command_and_checks_work_without_locks(tagged: Path, tmp_path: Path) -> None:
    add_to_folder(make_version(tmp_path / "1", "1.0.0"), tmp_path / "tree")
    for folder, args in (
        (tagged, ["--help"]),
        (tagged, ["check"]),
        (tagged, ["publish", "--help"]),
        # Outside the clone, as the clone's tag belongs to another build of 1.0.0:
        (tmp_path, ["verify", "tree"]),
    ):
        status, output = run(folder, "playbook", *args)
        assert status == 0, output


@pytest.mark.slow
@pytest.mark.parametrize("where", ["tree", "not/yet/tree"])
@pytest.mark.parametrize("how", [[], ["--in-order"]], ids=["at-once", "in-order"])
def test_publishing_to_a_folder_without_locks_is_refused(
    tagged: Path, tmp_path: Path, where: str, how: list[str]
) -> None:
    target = tmp_path / where
    status, output = run(
        tagged, "playbook", "publish", "--any-tag", "1.0.0", "--to", str(target), *how
    )
    assert status == 1
    assert output == (
        f"{target}:1:1: error PB847: the target cannot be locked against other publishers: this "
        "system has no file locks; publish to a branch, or use a system and a file system that "
        "support file locks\n"
    )
    assert list(tmp_path.iterdir()) == []


@pytest.mark.slow
def test_publishing_to_a_branch_works_without_locks(tagged: Path) -> None:
    status, output = run(tagged, "playbook", "publish", "--any-tag", "1.0.0", "--branch", "pages")
    assert status == 0, output


@pytest.mark.slow
def test_building_twice_works_without_locks(tmp_path: Path) -> None:
    """The second site replaces the first even if folders cannot be swapped."""
    home = make_project(tmp_path)
    assert run(home, "mkdocs", "build", "--quiet") == (0, "")
    (home / "site/old.html").write_text("old")
    assert run(home, "mkdocs", "build", "--quiet") == (0, "")
    assert (home / "site/index.html").is_file()
    assert not (home / "site/old.html").exists()
    assert list(home.glob(".site*")) == []
