"""Older states are migrated in memory: only what somebody changed is a change."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from repositories import git
from support import copy_small, replace, to_format_1


def run(*arguments: str) -> str:
    result = CliRunner().invoke(main, arguments)
    assert result.exit_code == 0, result.output
    return result.output


@pytest.fixture
def migrated(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A repository with a tag in format 1, and a branch on which `fix` has migrated the data."""
    repo = copy_small(tmp_path)
    to_format_1(repo)
    git(repo, "init", "--quiet")
    for step in ("first", "second"):
        if step == "second":
            git(repo, "checkout", "--quiet", "-b", "format-2")
            monkeypatch.chdir(repo)
            run("fix")
        git(repo, "add", "--all")
        git(repo, "commit", "--quiet", "--message", step)
    git(repo, "tag", "v1.0.0", "main")
    assert "4 files changed, 4 insertions(+), 4 deletions(-)" in git(repo, "show", "--stat")
    return repo


def test_migration_alone_reports_no_changes(migrated: Path) -> None:
    assert run("diff", "main", "HEAD") == "Inga ändringar.\n"
    assert run("diff", "v1.0.0") == "Inga ändringar.\n"
    assert run("diff", "HEAD", "main") == "Inga ändringar.\n", "also backwards"
    assert "Inga ändringar" in run("comment", "main", "--language", "sv")


def test_change_after_a_migration_is_reported_alone(migrated: Path) -> None:
    replace(migrated, "incidents.yml", "lead: moderator", "lead: policy-owner")
    shown = run("diff", "v1.0.0", "--language", "en")
    assert "Changed (1)" in shown
    git(migrated, "checkout", "--quiet", "--force", "main")
    assert run("diff", "format-2", "HEAD") == "Inga ändringar.\n"


def test_checking_format_1_reports_one_notice(migrated: Path) -> None:
    git(migrated, "checkout", "--quiet", "main")
    shown = run("check", "--strict")
    assert "PB131" in shown
    assert "1 notice" in shown
    assert "run 'playbook fix'" in shown
