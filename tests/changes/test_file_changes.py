"""Checks that a change of a page written by hand is reported, in every form of a report."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import git

from playbook.changes.file_changes import file_changes
from playbook.cli import main
from support import copy_small

CHANGES = {
    "docs/about.md": "changed",
    "docs/files/plan.pdf": "added",
    "docs/gone.md": "removed",
    "docs/sunday.md": "added",
    "mkdocs.yml": "changed",
}
"""How each file differs from the commit."""


@pytest.fixture
def edited(tmp_path: Path) -> Path:
    """A repository in which published files outside the data differ from the commit."""
    copy_small(tmp_path)
    docs = tmp_path / "docs"
    docs.mkdir(exist_ok=True)
    for name in ("about.md", "gone.md", "same.md"):
        (docs / name).write_text(f"# {name}\n", encoding="utf-8")
    (tmp_path / "mkdocs.yml").write_text("site_name: A\n", encoding="utf-8")
    git(tmp_path, "init", "--quiet", ".")
    git(tmp_path, "add", "--all")
    git(tmp_path, "-c", "user.name=Ed", "-c", "user.email=ed@example.com",
        "commit", "--quiet", "--message", "First")  # fmt: skip
    (docs / "about.md").write_text("# You must never film\n", encoding="utf-8")
    (docs / "gone.md").unlink()
    (docs / "sunday.md").write_text("# Never on a Sunday\n", encoding="utf-8")
    (docs / "files").mkdir()
    (docs / "files" / "plan.pdf").write_bytes(b"%PDF")
    (docs / ".DS_Store").write_bytes(b"x")
    (tmp_path / "mkdocs.yml").write_text("site_name: B\n", encoding="utf-8")
    return tmp_path


def test_each_file_that_differs_is_named(edited: Path) -> None:
    changes = file_changes("HEAD", str(edited), edited)
    assert {change.path: change.change_type for change in changes} == CHANGES
    assert file_changes("HEAD", "HEAD", edited) == ()
    assert file_changes(str(edited), str(edited), edited) == ()


def test_the_theme_and_inherited_settings_are_published_too(edited: Path) -> None:
    config = "INHERIT: base.yml\ntheme: {name: material, custom_dir: theme}\n"
    (edited / "mkdocs.yml").write_text(config, encoding="utf-8")
    (edited / "base.yml").write_text("site_name: A\n", encoding="utf-8")
    (edited / "theme").mkdir()
    (edited / "theme" / "main.html").write_text("Never on a Sunday\n", encoding="utf-8")
    changes = file_changes("HEAD", str(edited), edited)
    assert {change.path: change.change_type for change in changes} == {
        **CHANGES, "base.yml": "added", "theme/main.html": "added",
    }  # fmt: skip


def test_a_folder_with_another_name_hides_no_page(edited: Path) -> None:
    (edited / "docs").rename(edited / "pages")
    (edited / "mkdocs.yml").write_text("docs_dir: pages\n", encoding="utf-8")
    changes = file_changes("HEAD", str(edited), edited)
    assert {change.path: change.change_type for change in changes} == {
        "docs/about.md": "removed", "docs/gone.md": "removed", "docs/same.md": "removed",
        "mkdocs.yml": "changed", "pages/about.md": "added", "pages/files/plan.pdf": "added",
        "pages/same.md": "added", "pages/sunday.md": "added",
    }  # fmt: skip


@pytest.mark.parametrize("option", ["--assume-unchanged", "--skip-worktree"])
def test_an_edit_that_git_was_told_not_to_show_is_named(edited: Path, option: str) -> None:
    """The release refuses it; a file with other line endings, or in no checkout, has no edit."""
    git(edited, "add", "--all")
    git(edited, "commit", "--quiet", "--message", "Second")
    git(edited, "update-index", option, "docs/about.md", "docs/same.md", "docs/sunday.md")
    assert file_changes("HEAD", str(edited), edited) == ()
    (edited / "docs" / "about.md").write_text("# Never\n", encoding="utf-8")
    (edited / "docs" / "same.md").write_bytes(b"# same.md\r\n")
    (edited / "docs" / "sunday.md").unlink()
    assert [each.path for each in file_changes("HEAD", str(edited), edited)] == ["docs/about.md"]


@pytest.mark.parametrize("algorithm", ["sha1", "sha256"])
def test_a_folder_without_git_is_compared_with_a_commit(tmp_path: Path, algorithm: str) -> None:
    """The ids of the contents are those of git, whatever the repository names objects with."""
    repo, folder = tmp_path / "repo", tmp_path / "folder"
    for place in (repo, folder):
        place.mkdir()
        copy_small(place)
        (place / "docs").mkdir()
        (place / "docs" / "about.md").write_text("# Om oss\n", encoding="utf-8")
    git(repo, "init", "--quiet", f"--object-format={algorithm}", ".")
    git(repo, "add", "--all")
    git(repo, "commit", "--quiet", "--message", "First")
    assert file_changes("HEAD", str(folder), repo) == ()
    (folder / "docs" / "about.md").write_text("# Om dem\n", encoding="utf-8")
    assert [each.path for each in file_changes("HEAD", str(folder), repo)] == ["docs/about.md"]


@pytest.mark.parametrize("output_format", ["text", "markdown", "json", "html"])
def test_a_report_names_the_files(
    edited: Path, monkeypatch: pytest.MonkeyPatch, output_format: str
) -> None:
    monkeypatch.chdir(edited)
    args = ["diff", "HEAD", "--language", "en", "--format", output_format]
    report = CliRunner().invoke(main, args).stdout
    if output_format == "json":
        files = json.loads(report)["files"]
        assert {file["path"]: file["type"] for file in files} == CHANGES
        return
    assert "Nothing in the data has changed." in report
    assert "5 published files outside the data have changed." in report
    for path in CHANGES:
        assert path in report.replace("\\", "")


def test_a_comment_names_the_files(edited: Path) -> None:
    result = CliRunner().invoke(main, ["comment", "HEAD", "--project", str(edited)])
    assert result.exit_code == 0, result.output
    assert "- Nytt: docs/sunday.md" in result.stdout.replace("\\", "")
