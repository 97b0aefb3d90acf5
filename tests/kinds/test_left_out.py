"""Checks that a project without any one kind can be checked, compared and published."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from factories import commit, git

from kinds.without_kind import project_without, python_without
from playbook.kinds import KINDS
from playbook.model.referenced_kinds import REQUIRED_KINDS
from site_helpers import ROOT, environment
from support import SMALL

DELETABLE_KINDS = [kind for kind in KINDS if kind not in REQUIRED_KINDS]


def run_copied_package(folder: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run ``playbook`` from the copy of the package in a folder."""
    return subprocess.run(
        [sys.executable, "-m", "playbook", *args], cwd=folder, capture_output=True, text=True,
        env={**environment(), "PYTHONPATH": str(folder / "hooks")}, check=False,
    )  # fmt: skip


@pytest.mark.slow
def test_check_names_an_incomplete_kind_of_the_package(tmp_path: Path) -> None:
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks")
    (tmp_path / "hooks" / "playbook" / "kinds" / "keys" / "detail.html").unlink()
    completed = run_copied_package(tmp_path, "check", str(SMALL))
    assert completed.returncode == 2
    assert "the kind 'keys' is not complete: it has no template detail.html" in completed.stderr


@pytest.mark.slow
def test_missing_labels_of_a_kind_of_the_package_should_be_added_to_the_package(
    tmp_path: Path,
) -> None:
    shutil.copytree(ROOT / "hooks", tmp_path / "hooks")
    (tmp_path / "hooks" / "playbook" / "kinds" / "keys" / "labels" / "sv.yml").unlink()
    completed = run_copied_package(tmp_path, "check", str(SMALL))
    assert completed.returncode == 0
    assert "PB513: the kind 'keys' has no labels in 'sv'" in completed.stdout
    assert completed.stdout.rstrip().endswith(
        "write them in kinds/keys/labels/sv.yml of the generator"
    )


@pytest.mark.slow
@pytest.mark.parametrize("kind", DELETABLE_KINDS)
def test_a_project_works_without_a_kind(kind: str, tmp_path: Path) -> None:
    python = python_without(kind, tmp_path / "installed")
    locate = [str(python), "-c", "import playbook.kinds; print(*playbook.kinds.__path__)"]
    kinds_folder = Path(subprocess.check_output(locate, text=True).strip())
    assert kinds_folder.is_relative_to(tmp_path)
    assert not (kinds_folder / kind).exists()
    project = tmp_path / "project"
    project_without(kind, project)
    git(project, "init", "--quiet", ".")
    commit(project, "The first text")

    def run(*args: str) -> str:
        completed = subprocess.run(
            [python, "-m", "playbook", *args], cwd=project, env=environment(), check=False,
            capture_output=True, text=True,
        )  # fmt: skip
        assert completed.returncode == 0, completed.stdout + completed.stderr
        return completed.stdout

    run("release", "1.0.0", "--with-starter-text")  # checks strictly first

    roles = project / "playbook_data" / "roles.yml"
    text = roles.read_text(encoding="utf-8")
    text_without_permission, count = re.subn(r"\n *- moderate\b", "", text)
    assert count == 1
    roles.write_text(text_without_permission, encoding="utf-8")
    (change,) = json.loads(run("diff", "HEAD", "--format", "json"))["changes"]
    assert (change["kind"], change["type"]) == ("roles", "stricter")

    git(project, "checkout", "--quiet", ".")
    run("build")
    site = project / "site"
    assert (site / "roles" / "moderator" / "index.html").is_file()
    assert not (site / kind).exists()
    index = json.loads((site / "search" / "index.json").read_text(encoding="utf-8"))
    assert "moderator" in "".join(index["ids"])
