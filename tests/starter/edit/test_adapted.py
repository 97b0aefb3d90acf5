"""Handbooks that organisations make of the starter: each is checked, built and released."""

from __future__ import annotations

import shutil
from collections.abc import Sequence
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import commit, git, project
from test_reproducible import playbook

from playbook.cli import main
from playbook.kinds import KINDS
from playbook.problems import failing
from playbook.project import DATA_FOLDER, CheckResult, read_project
from starter import adopt
from starter.content import ROOT

TEN_CHAPTERS = (
    "finance", "copyright", "measuring", "records", "complaints", "press", "images", "breaches",
    "staff-safety-rules", "identity",
)  # fmt: skip
ROLE = "policy-owner"


@pytest.fixture
def repo(tmp_path: Path) -> Path:
    """A repository with the starter, adopted as its guide describes."""
    folder = project(tmp_path / "repo", with_package=False)
    shutil.rmtree(folder / DATA_FOLDER)
    shutil.rmtree(folder / "docs")
    shutil.copytree(ROOT / DATA_FOLDER, folder / DATA_FOLDER)
    shutil.copytree(ROOT / "docs", folder / "docs")
    shutil.copy(ROOT / "mkdocs.yml", folder)
    git(folder, "config", "user.name", "Ed")
    git(folder, "config", "user.email", "ed@verkstan.test")
    for step in adopt.STEPS:
        step(folder)
    return folder


def remove(repo: Path, *arguments: str) -> None:
    result = CliRunner().invoke(main, ["remove", *arguments, "--yes", "--project", str(repo)])
    assert result.exit_code == 0, result.output


def codes_in(checked: CheckResult) -> set[str]:
    """The codes of the problems, except for the one that remains in an adopted starter."""
    return {problem.code for problem in checked.problems} - {adopt.NO_EASY_TEXT}


def release(repo: Path) -> CheckResult:
    """Check strictly, then release, which builds the handbook strictly; returns the check."""
    checked = read_project(repo, adopted=True)
    assert failing(checked.problems, adopted=True) == []
    commit(repo, "Adapted", "2026-12-03T08:00:00Z")
    done = playbook(repo, "release", "1.0.0", "--today", "2026-12-03")
    assert done.code == 0, done.output
    assert done.output.startswith("1.0.0 is tagged v1.0.0: major, the first release\n")
    return checked


@pytest.mark.slow
@pytest.mark.parametrize(("removed", "kept"), [("en", "sv"), ("sv", "en")])
def test_a_handbook_in_one_language_is_released(repo: Path, removed: str, kept: str) -> None:
    remove(repo, "language", removed, "--unlink")
    checked = release(repo)
    assert codes_in(checked) == set()
    assert checked.playbook
    assert checked.playbook.languages == [kept]
    assert not (repo / "docs" / "en").exists()
    page = (repo / "docs" / "about.md").read_text(encoding="utf-8")
    original = ROOT / "docs" / ("about.md" if kept == "sv" else "en/about.md")
    assert page == original.read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_handbook_in_three_languages_is_released(repo: Path) -> None:
    path = repo / DATA_FOLDER / "playbook.yml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("languages: [sv, en]", "missing_text: notice\nlanguages: [sv, en, nb]")
    path.write_text(text, encoding="utf-8")
    checked = release(repo)
    assert codes_in(checked) == {"PB120"}


@pytest.mark.slow
def test_a_handbook_without_ten_of_the_chapters_is_released(repo: Path) -> None:
    before = read_project(repo).playbook
    assert before
    remove(repo, "chapter", *TEN_CHAPTERS, "--unlink")
    checked = release(repo)
    assert codes_in(checked) == set()
    assert checked.playbook
    gone = {*before.chapter_origins} - {*checked.playbook.chapter_origins}
    assert gone == set(TEN_CHAPTERS)


@pytest.mark.slow
def test_a_handbook_with_one_role_is_released(repo: Path) -> None:
    before = read_project(repo).playbook
    assert before
    others = [role.id for role in before.of_kind("roles") if role.id != ROLE]
    remove(repo, "role", *others, "--unlink", *_replaced_by(others))
    checked = release(repo)
    assert codes_in(checked) == set()
    assert checked.playbook
    assert [role.id for role in checked.playbook.of_kind("roles")] == [ROLE]


def _replaced_by(roles: Sequence[str]) -> list[str]:
    return [argument for role in roles for argument in ("--replace", f"{role}={ROLE}")]


@pytest.mark.slow
def test_a_handbook_with_rules_only_is_released(repo: Path) -> None:
    others = [kind for kind in KINDS if kind != "policy"]
    remove(repo, "kind", *others, "--unlink")
    checked = release(repo)
    assert codes_in(checked) == {"PB424", "PB995"}
    assert sorted(path.name for path in (repo / DATA_FOLDER).iterdir()) == [
        "playbook.yml", "policy"
    ]  # fmt: skip


@pytest.mark.slow
def test_a_handbook_for_a_public_body_is_released(repo: Path) -> None:
    path = repo / DATA_FOLDER / "playbook.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("sector: company ", "sector: public_body "), encoding="utf-8")
    assert codes_in(release(repo)) == set()
