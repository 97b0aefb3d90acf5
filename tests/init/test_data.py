"""Checks that the starter in the chosen size and languages has no problems."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import Path

import pytest
import yaml

from init_helpers import ANSWERS
from playbook.project import DATA_FOLDER, read_project
from playbook.starter.answers import Answers, StarterSize
from playbook.starter.content import Content
from playbook.starter.data import SETTINGS_FILE, data_files, languages_of
from support import SMALL


def write_project(folder: Path, content: Content, answers: Answers) -> Path:
    """Write the data of a new handbook into a folder, and return the folder."""
    for path, data in data_files(content, answers).items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(data)
    return folder


def text_of(folder: Path) -> str:
    files = sorted((folder / DATA_FOLDER).rglob("*.yml"))
    return "\n".join(path.read_text(encoding="utf-8") for path in files)


def test_the_full_starter_in_its_own_languages_is_unchanged(content: Content) -> None:
    files = data_files(content, ANSWERS)
    originals = {path.relative_to(SMALL).as_posix(): path.read_bytes()
                 for path in (SMALL / DATA_FOLDER).rglob("*.yml")}  # fmt: skip
    assert set(files) == set(originals)
    changed = {path for path, data in files.items() if data != originals[path]}
    assert changed == {SETTINGS_FILE}


@pytest.mark.parametrize("size", ["full", "small", "empty"])
@pytest.mark.parametrize("languages", [("sv",), ("en",), ("en", "sv")])
def test_each_size_in_each_language_has_no_problems(
    content: Content, tmp_path: Path, size: StarterSize, languages: tuple[str, ...]
) -> None:
    answers = replace(ANSWERS, languages=languages, starter=size)
    checked = read_project(write_project(tmp_path, content, answers))
    assert {problem.code for problem in checked.problems} <= {"PB481"}
    assert checked.playbook is not None
    assert checked.playbook.languages == list(languages)
    for code in {"sv", "en"} - set(languages):
        assert not re.search(rf"[\s{{,]{code}: ", text_of(tmp_path)), code


def test_a_further_language_makes_missing_texts_a_notice(content: Content, tmp_path: Path) -> None:
    """The translations are of this repository's starter, and are checked with it."""
    answers = replace(ANSWERS, languages=("sv", "nb"))
    checked = read_project(write_project(tmp_path, content, answers))
    assert checked.errors == []
    assert "PB120" in {problem.code for problem in checked.problems}


def test_comments_stay_when_a_language_is_dropped(content: Content, tmp_path: Path) -> None:
    folder = write_project(tmp_path, content, replace(ANSWERS, languages=("sv",)))
    comments = [line.strip() for line in text_of(SMALL).split("\n") if line.strip().startswith("#")]
    assert comments
    lines = [line.strip() for line in text_of(folder).split("\n")]
    assert [comment for comment in comments if comment not in lines] == []


def test_the_small_starter_has_fewer_kinds(content: Content, tmp_path: Path) -> None:
    checked = read_project(write_project(tmp_path, content, replace(ANSWERS, starter="small")))
    assert checked.playbook is not None
    kinds = {entry.kind for entry in checked.playbook.entries.values()}
    assert "roles" in kinds
    assert not kinds & {"flows", "strategy"}


def test_the_empty_starter_is_only_the_settings(content: Content, tmp_path: Path) -> None:
    answers = replace(ANSWERS, languages=("nb",), starter="empty")
    folder = write_project(tmp_path, content, answers)
    assert [path.name for path in (folder / DATA_FOLDER).iterdir()] == ["playbook.yml"]
    settings = yaml.safe_load((folder / SETTINGS_FILE).read_text(encoding="utf-8"))
    assert "values" not in settings
    assert "title" not in settings


def test_the_languages_of_a_starter_are_those_of_its_settings(content: Content) -> None:
    assert languages_of(content) == ["sv", "en"]
