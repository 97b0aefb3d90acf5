"""Tests ``playbook ask``: its text and data, how sure it is, and its exit status."""

from __future__ import annotations

import json
import shutil
from collections import Counter
from pathlib import Path

import pytest

from cli.test_hostile_output import ALL_HOSTILE, assert_output_is_safe
from commands import run
from playbook.asking.find import find
from playbook.asking.opening import open_source
from playbook.ranking.rank import answers, search
from support import replace
from terminal import yaml_quoted

EXPECTED = Path(__file__).parent / "expected"
QUESTIONS = {
    "sure": ["May I share posts from work?", "--language", "en"],
    "unsure": ["svara", "--language", "sv"],
    "none": ["zzzz qqqq", "--language", "sv"],
    "similar": ["sharr", "--language", "en"],
    "json": ["May I share posts from work?", "--language", "en", "--format", "json"],
    "older": ["Får jag dela jobbets inlägg?", "--version", "1.0.0"],
}
EXIT_STATUS = {"none": 1, "similar": 1}


@pytest.mark.parametrize("name", QUESTIONS)
def test_answers_are_as_expected(tree: Path, name: str, accept: bool) -> None:
    question, *options = QUESTIONS[name]
    done = run(tree, "ask", question, "--from", ".", *options)
    assert (done.stderr, done.returncode) == (b"", EXIT_STATUS.get(name, 0))
    path = EXPECTED / f"{name}.{'json' if name == 'json' else 'txt'}"
    if accept:
        path.write_bytes(done.stdout)
    assert done.stdout.decode() == path.read_text("utf-8")


def test_a_question_may_be_several_arguments(tree: Path) -> None:
    as_one_argument, as_three_arguments = (
        run(tree, "ask", "--from", ".", *words).stdout
        for words in (["dela jobbets inlägg"], ["dela", "jobbets", "inlägg"])
    )
    assert as_one_argument != b""
    assert as_one_argument == as_three_arguments


def test_the_project_of_the_current_folder_is_the_default(small_project: Path) -> None:
    done = run(small_project / "playbook_data", "ask", "Får jag dela jobbets inlägg?")
    assert done.returncode == 0
    assert "Arbetsfilerna" in done.stdout.decode()


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--language", "fi"], "the handbook has no language 'fi'; use one of: sv, en"),
        (["--version", "9.9.9"], "version 9.9.9 is not published; there are: 1.0.0, 2.0.0"),
        (["--from", "1.0.0/index.html"], "Error: "),
    ],
    ids=["language", "version", "not a folder"],
)
def test_an_error_is_one_line_and_gives_no_answer(
    tree: Path, options: list[str], message: str
) -> None:
    done = run(tree, "ask", "x", "--from", ".", *options)
    assert done.returncode == 2
    assert message in done.stderr.decode().splitlines()[-1]
    assert done.stdout == b""


def test_answers_are_the_first_ones_of_the_search_box(tree: Path) -> None:
    """The command shows only the first one if it is sure, otherwise the first five."""
    source = open_source(tree)
    index = source.index("en")
    for question in index.data["title"]:
        found = [index.ids[result.entry] for result in answers(search(index, question))]
        reply = find(source, question, "en")
        assert [rule.id for rule in reply.rules] == found[: len(reply.rules)]
        assert len(reply.rules) == (1 if reply.certainty == "sure" else min(5, len(found)))


def test_hostile_text_of_a_published_version_has_no_effect(
    tree: Path, tmp_path: Path, hostile_inputs: Counter[str]
) -> None:
    copy = shutil.copytree(tree / "2.0.0", tmp_path / "copy")
    data = json.loads((copy / "playbook.json").read_bytes())
    for entry in data["entries"]:
        if entry["id"] == "share-posts":
            entry["statement"] = entry["question"] = {"sv": ALL_HOSTILE, "en": ALL_HOSTILE}
            entry["conditions"] = {"sv": [ALL_HOSTILE], "en": [ALL_HOSTILE]}
    (copy / "playbook.json").write_text(json.dumps(data), "utf-8")
    for options in ([], ["--format", "json"]):
        done = run(
            copy, "ask", "dela inlägg", ALL_HOSTILE.replace("\0", ""), "--from", ".", *options
        )
        text = assert_output_is_safe(done, hostile_inputs)
        assert done.returncode == 0
        if options:
            json.loads(text)


def test_hostile_data_of_a_project_is_escaped(
    small_project: Path, hostile_inputs: Counter[str]
) -> None:
    old = "title: {sv: Dela våra inlägg, en: Share our posts}"
    title = yaml_quoted("T ##[error]FORGED ::stop-commands::x %0A::error::FORGED")
    replace(small_project, "policy/posting.yml", old, f"title: {{all: {title}}}")
    assert_output_is_safe(run(small_project, "ask", "FORGED"), hostile_inputs)
