"""Checks that a repository is created as a whole, or not at all."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from factories import git

from init_helpers import ANSWERS, PACKAGE
from playbook.project import read_project
from playbook.starter import create
from playbook.starter.content import Content, ContentError
from playbook.starter.create import NotCreatedError, is_free
from playbook.starter.host_files import FILES, host_files
from playbook.starter.repository_files import generator_files, repository_files


@pytest.fixture
def files(content: Content) -> dict[str, bytes]:
    return repository_files(content, replace(ANSWERS, host="github"), PACKAGE)


def paths_in(folder: Path) -> set[str]:
    return {path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file()}


def names_in(folder: Path) -> list[str]:
    return [path.name for path in folder.iterdir()]


def test_the_repository_has_the_files_the_schemas_and_no_problems(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    folder = tmp_path / "above" / "handbook"
    create.create(folder, files, with_git=False)
    schemas = {path for path in paths_in(folder) if path.startswith("schema/")}
    assert paths_in(folder) - schemas == set(files)
    assert {"schema/playbook.json", "schema/names.json", "schema/policy.json"} <= schemas
    assert read_project(folder).problems == ()
    assert names_in(folder.parent) == ["handbook"]
    assert os.access(folder / ".ci" / "askpass", os.X_OK)
    assert folder.stat().st_mode == folder.parent.stat().st_mode


def test_an_empty_folder_and_a_clone_of_an_empty_repository_are_filled(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch=trunk", ".")
    before = tmp_path.stat()
    create.create(tmp_path, files, with_git=True)
    assert (tmp_path.stat().st_ino, tmp_path.stat().st_mode) == (before.st_ino, before.st_mode)
    assert set(files) <= paths_in(tmp_path)
    assert git(tmp_path, "symbolic-ref", "HEAD") == "refs/heads/trunk"
    assert not list(tmp_path.glob(".*-init-*"))


def test_git_init_makes_the_branch_that_the_code_host_publishes(
    files: Mapping[str, bytes], tmp_path: Path
) -> None:
    create.create(tmp_path / "handbook", files, with_git=True)
    assert git(tmp_path / "handbook", "symbolic-ref", "HEAD") == "refs/heads/main"


def test_a_folder_with_files_is_not_free(tmp_path: Path) -> None:
    assert is_free(tmp_path)
    assert is_free(tmp_path / "new")
    (tmp_path / ".git").mkdir()
    assert is_free(tmp_path)  # a clone of an empty repository
    (tmp_path / "notes.txt").write_text("mine", encoding="utf-8")
    assert not is_free(tmp_path)
    assert not is_free(tmp_path / "notes.txt")
    (tmp_path / "link").symlink_to("gone")
    assert not is_free(tmp_path / "link")


def test_data_with_problems_is_not_written(files: dict[str, bytes], tmp_path: Path) -> None:
    files["playbook_data/roles.yml"] = b"entries: []\n"
    with pytest.raises(NotCreatedError) as error:
        create.create(tmp_path / "above" / "handbook", files, with_git=True)
    assert {problem.code for problem in error.value.problems} >= {"PB202"}
    assert names_in(tmp_path) == []


@pytest.mark.parametrize("error", [OSError(39, "Directory not empty"), KeyboardInterrupt()])
def test_a_file_that_cannot_be_moved_leaves_the_folder_as_it_was(
    error: BaseException, files: dict[str, bytes], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The last move fails because another program wrote there, or because of Ctrl-C."""
    folder = tmp_path / "handbook"
    folder.mkdir()
    rename = Path.rename

    def fail(self: Path, target: Path) -> Path:
        if target == folder / "schema":
            raise error
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", fail)
    with pytest.raises(type(error)):
        create.create(folder, files, with_git=False)
    assert names_in(tmp_path) == ["handbook"]
    assert names_in(folder) == []


def test_the_generator_is_named_only_in_its_pinned_requirement(content: Content) -> None:
    files = generator_files(content, ANSWERS, PACKAGE)
    assert files["generator.txt"].decode().split("\n")[1:] == [PACKAGE.requirement, ""]
    for path, data in files.items():
        for line in data.decode().splitlines():
            if "social-media-playbook" in line and path not in ("RELEASES.md", "UPGRADE.md"):
                assert line == PACKAGE.requirement, path


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_files_of_a_code_host_install_the_pinned_generator(content: Content, host: str) -> None:
    files = host_files(content, host)  # type: ignore[arg-type]
    assert set(files) == set(FILES[host])  # type: ignore[index]
    texts = [data.decode() for path, data in files.items() if path.endswith(".yml")]
    installs = [line for text in texts for line in text.splitlines() if "pip install" in line]
    assert installs
    for line in installs:
        assert line.strip(" -").startswith("python -m pip install --quiet ")
        assert line.endswith((" --require-hashes -r requirements.txt", " -r generator.txt"))
    for text in texts:
        yaml.safe_load(text)
        assert "generator.yml" not in text
        assert "mkdocs build" not in text


def test_a_file_of_a_code_host_without_the_expected_text_is_an_error(
    content: Content, tmp_path: Path
) -> None:
    (tmp_path / ".gitlab-ci.yml").write_text("script: make\n", encoding="utf-8")
    with pytest.raises(ContentError, match=r"\.gitlab-ci\.yml lacks the text"):
        host_files(Content(tmp_path), "gitlab")
