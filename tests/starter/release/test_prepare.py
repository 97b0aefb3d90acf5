"""Checks that the starter data is adopted as the guide describes, released and published."""

from __future__ import annotations

import re
import shutil
from pathlib import Path

import pytest
from factories import commit, git, project
from test_reproducible import playbook

from playbook.project import DATA_FOLDER, read_project
from starter import adopt
from starter.content import ROOT


@pytest.mark.slow
def test_the_starter_data_is_released_once_it_is_adopted(tmp_path: Path) -> None:
    repo = project(tmp_path / "repo", with_package=False)
    shutil.rmtree(repo / DATA_FOLDER)
    shutil.copytree(ROOT / DATA_FOLDER, repo / DATA_FOLDER)
    shutil.copy(ROOT / "mkdocs.yml", repo)
    commit(repo, "The starter text")
    refused = playbook(repo, "release", "1.0.0", "--today", "2026-12-03")
    assert refused.code == 1
    assert re.search("notice PB6", refused.output)
    for step in adopt.STEPS:
        step(repo)
    problems = read_project(repo, adopted=True).problems
    assert {problem.code for problem in problems} == {adopt.NO_EASY_TEXT}
    git(repo, "config", "user.name", "Ed")
    git(repo, "config", "user.email", "ed@verkstan.test")
    commit(repo, "Adopted", "2026-12-03T08:00:00Z")
    done = playbook(repo, "release", "1.0.0", "--today", "2026-12-03")
    assert done.code == 0, done.output
    assert done.output.startswith("1.0.0 is tagged v1.0.0: major, the first release\n")
    done = playbook(repo, "publish", "1.0.0", "--to", str(tmp_path / "tree"))
    assert done.code == 0, done.output
    assert playbook(repo, "verify", str(tmp_path / "tree")).code == 0
