"""Opens a project, a published tree, a version of it and a file, and refuses everything else."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest

from asking.published import POSTING
from playbook.asking.find import find
from playbook.asking.opening import open_source
from playbook.asking.source import SourceError
from playbook.project import DATA_FOLDER
from playbook.release.codes import RefusedError
from playbook.release.manifest import MANIFEST, as_json
from support import replace

FIRST_ANSWER = {"1.0.0": "share-job-posts", "2.0.0": "share-posts"}
NOTE = {"sv": "Fel.", "en": "Wrong."}


def first_answer(path: Path, version: str | None = None) -> tuple[str, str]:
    """The version that a source answers from, and the id of its first answer."""
    source = open_source(path, version)
    return source.number, find(source, "May I share posts from work?", "en").rules[0].id


def test_a_tree_answers_from_the_version_that_applies(tree: Path) -> None:
    assert first_answer(tree) == ("2.0.0", "share-posts")


@pytest.mark.parametrize("version", FIRST_ANSWER)
def test_a_version_is_chosen_by_number_or_folder(tree: Path, version: str) -> None:
    expected = (version, FIRST_ANSWER[version])
    assert first_answer(tree, version) == expected
    assert first_answer(tree / version) == expected
    assert first_answer(tree / version / "playbook.json") == expected


def test_the_folder_latest_is_the_version_that_it_is_a_copy_of(tree: Path) -> None:
    assert first_answer(tree / "latest") == ("2.0.0", "share-posts")


def test_only_rules_in_force_have_a_permanent_address(tree: Path) -> None:
    """The permanent address leads to the version in force, so rules of older versions have none."""
    question, base = "May I share posts from work?", "https://playbook.example.com/"
    older, current = (
        find(open_source(tree, number), question, "en").rules[0] for number in ("1.0.0", "2.0.0")
    )
    assert older.address == f"{base}1.0.0/en/policy/posting/#share-job-posts"
    assert current.address == f"{base}2.0.0/en/policy/posting/#share-posts"
    assert older.permanent_address == ""
    assert current.permanent_address == f"{base}en/r/share-posts/"


def test_the_addresses_in_a_copy_of_one_version_are_relative(tree: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(tree / "1.0.0", tmp_path / "copy")
    rule = find(open_source(copy), "May I share posts from work?", "en").rules[0]
    assert (rule.address, rule.permanent_address) == ("en/policy/posting/#share-job-posts", "")


def refusal(path: Path, version: str | None = None) -> str:
    with pytest.raises(SourceError) as refused:
        open_source(path, version)
    assert "\n" not in str(refused.value)
    return str(refused.value)


def test_another_folder_and_an_unknown_version_are_refused(tree: Path, tmp_path: Path) -> None:
    assert "neither a playbook_data folder nor a published" in refusal(tmp_path)
    assert refusal(tree, "3.0.0") == "version 3.0.0 is not published; there are: 1.0.0, 2.0.0"
    assert "only be chosen in the folder of a published tree" in refusal(
        tree / "1.0.0" / "playbook.json", "1.0.0"
    )


def test_data_with_errors_gives_no_answers(small_project: Path) -> None:
    replace(small_project, POSTING, "conditions_match: all", "conditions_match: some")
    assert "run 'playbook check'. The first error: " in refusal(small_project)


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"entries": 1}', '{"organisation": {"name": "x"}, "values": {}}']
)
def test_a_damaged_file_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "playbook.json").write_text(text, "utf-8")
    with pytest.raises(RefusedError):
        open_source(tmp_path)


def test_a_withdrawn_version_gives_no_answers(tree: Path, tmp_path: Path) -> None:
    copy = shutil.copytree(tree, tmp_path / "tree")
    decision = {"on": "2026-05-01", "by": "The board", "note": NOTE, "previous_digest": "0" * 64}
    for name in (MANIFEST, "playbook.json"):
        path = copy / "1.0.0" / name
        data = json.loads(path.read_bytes())
        path.write_bytes(as_json({**data, "withdrawn": decision}))
    with pytest.raises(RefusedError, match="withdrawn"):
        open_source(copy, "1.0.0")
    alone = shutil.copytree(copy / "1.0.0", tmp_path / "alone")
    assert "was withdrawn: it has no rules any more" in refusal(alone)
    assert [version.text for version in open_source(copy).versions] == ["2.0.0"]


def test_a_project_answers_from_its_files(small_project: Path) -> None:
    assert (small_project / DATA_FOLDER).is_dir()
    assert first_answer(small_project)[1] == "share-job-posts"
