"""Checks that an organisation that follows the guide has no traces of the starter text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from playbook.pages.handbook import Handbook
from playbook.project import DATA_FOLDER, read_project
from starter import adopt
from starter.content import ROOT, SECTORS, playbook
from starter.starter_project import build, new_project, run, text_of

STARTER_MARKS = (
    "Exempelbolaget",
    "example.com",
    "08-465 004",
    "Det här är en starttext",
    "This is starter text",
    "startformulering",
    "starter words",
    "exempelsiffror",
    "example figures",
    "november 2025",
    "November 2025",
    "2025-11",
)
VALUES_OF_PUBLIC_BODIES = {"archive_rate"}
"""Values that only texts for public bodies use."""
VALUES_FROM_LAW = {"breach_notify_within"}
"""Values that the text about the law also states, whatever the organisation's own value is."""
SHOWN_FROM_MONTHS = {"goal_period"}
"""Values that a caption also states, from the months of the results."""


def test_the_guide_has_the_steps_of_the_script() -> None:
    english = adopt.headings(ROOT / "docs" / "en" / "make-it-yours.md")
    assert [heading.lower().replace(" ", "_") for heading in english] == [
        step.__name__ for step in adopt.STEPS
    ]
    assert len(adopt.headings(ROOT / "docs" / "make-it-yours.md")) == len(english)


def test_the_guide_takes_a_little_over_an_hour() -> None:
    minutes = {"Five": 5, "Ten": 10, "Fem": 5, "Tio": 10}
    for page in ("make-it-yours.md", "en/make-it-yours.md"):
        text = (ROOT / "docs" / page).read_text(encoding="utf-8")
        found = re.findall(r"(?m)^\*(\w+) minut", text)
        assert len(found) == len(adopt.STEPS), page
        assert sum(minutes[word] for word in found) == 65, page


def test_the_keys_and_files_named_in_the_guide_exist() -> None:
    data = "\n".join(path.read_text("utf-8") for path in (ROOT / DATA_FOLDER).rglob("*.yml"))
    data += (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    known = {
        "approved",
        "trial",
        "restricted",
        "banned",
        "closed",
        "public_body",
        "force: in_force",
        "missing_text: notice",
        "query",
        "theme.logo",
        "theme.favicon",
        "heading_font: sans",
    }
    for page in ("make-it-yours.md", "en/make-it-yours.md"):
        for word in re.findall("`([^`\n]+)`", (ROOT / "docs" / page).read_text(encoding="utf-8")):
            if "<" in word:
                continue  # a path that the organisation completes
            if "/" in word or word.endswith(".yml"):
                assert (ROOT / word).exists() or (ROOT / DATA_FOLDER / "policy" / word).exists(), (
                    word
                )
            elif not word.startswith("playbook") and word not in known | {"starter: no"}:
                assert re.search(rf"\b{word}\b", data), word


@pytest.mark.slow
def test_no_step_of_the_guide_makes_more_work(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    problem_counts = [len(read_project(project, adopted=True).problems)]
    for step in adopt.STEPS:
        step(project)
        problem_counts.append(len(read_project(project, adopted=True).problems))
    assert problem_counts == sorted(problem_counts, reverse=True)


@pytest.mark.slow
@pytest.mark.parametrize("sector", SECTORS)
def test_an_organisation_that_follows_the_guide_has_no_problems(
    tmp_path: Path, sector: str
) -> None:
    project = new_project(tmp_path, sector)
    for step in adopt.STEPS:
        step(project)
    done = run(project, "playbook", "check", "--adopted", "--today", "2026-12-03")
    assert done.returncode == 0, done.stdout
    first_line, *places = done.stdout.splitlines()
    assert f" notice {adopt.NO_EASY_TEXT}: " in first_line  # easy texts can be added over time
    assert [line for line in places if not line.startswith("    playbook_data/policy/")] == []
    site = build(project)
    text = text_of(site)
    assert adopt.NAME in text
    for old in STARTER_MARKS:
        assert old not in text, old


@pytest.mark.slow
@pytest.mark.parametrize("start", [1, 7001])
def test_any_value_of_an_organisation_causes_only_notices(tmp_path: Path, start: int) -> None:
    """An example that contradicts a value is reported as a notice."""
    project = new_project(tmp_path)
    assert list(adopt.other_values(project, start))
    problems = read_project(project).problems
    assert {problem.level for problem in problems} == {"notice"}
    assert {problem.code for problem in problems} <= {"PB471", "PB472", adopt.NO_EASY_TEXT}


@pytest.mark.slow
def test_an_adopted_site_has_no_old_names_and_values(tmp_path: Path) -> None:
    project = new_project(tmp_path)
    old = {
        words.replace("\u00a0", " ")
        for inserts in Handbook(playbook()).inserts.values()
        for name, words in inserts.items()
        if name not in VALUES_FROM_LAW | SHOWN_FROM_MONTHS and re.search(r"[^\W\d]", words)
    }
    assert len(old) > 40
    adopt.the_organisation(project)
    numbers = list(adopt.other_values(project, 7001))
    assert len(numbers) == len(playbook().settings.values)
    text = re.sub(r"(?<=\d)[, ](?=\d{3}\b)", "", text_of(build(project)))
    shown = {
        number
        for name, number in zip(playbook().settings.values, numbers, strict=True)
        if name not in VALUES_OF_PUBLIC_BODIES
    }
    assert {number for number in shown if number not in text} == set()
    pattern = {words: re.compile(rf"(?<![\w]){re.escape(words)}(?!\w)") for words in old}
    # To find the words first is much faster than to try a pattern at every character.
    assert {words for words in old if words in text and pattern[words].search(text)} == set()
