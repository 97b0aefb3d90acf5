"""The forms in which problems are told: golden files for one broken playbook."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from pydantic_sarif.model import (  # type: ignore[import-untyped]
    StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif,
)

from hosts import references
from playbook.problems import Place, Problem, failing
from playbook.project import read_project
from playbook.report.excerpts import WIDTH, Excerpts
from playbook.report.forms import FORMS, Report
from playbook.report.github import summary
from support import replace

EXPECTED = Path(__file__).parent / "expected"
ENDINGS = {"text": "txt", "json": "json", "github": "txt", "sarif": "json"}


@pytest.fixture
def report(small: Path) -> Report:
    """An error, a warning, a message with every sign that some form must escape."""
    replace(small, "channels.yml", "standing: closed", 'standing: "open, 50%: | <b>*now*</b>"')
    replace(small, "templates.yml", "    slots:\n", "    slots:\n      unused: {all: x}\n")
    replace(small, "roles.yml", "    may: [share]", "    mai: [share]")
    problems = read_project(small).problems
    return Report(problems, failing(problems), Excerpts(small), "handbook å/", on_terminal=True)


def compare(name: str, found: str, accept: bool) -> None:
    path = EXPECTED / name
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(found + "\n", encoding="utf-8")
    assert found + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("form", FORMS)
def test_a_form_is_as_expected(report: Report, form: str, accept: bool) -> None:
    compare(f"{form}.{ENDINGS[form]}", FORMS[form](report), accept)


def test_the_summary_is_as_expected(report: Report, accept: bool) -> None:
    compare("summary.md", summary(report.problems, len(report.failing)), accept)


def test_the_summary_notifies_nobody_and_refers_to_no_issue() -> None:
    place = Place("a@b/#3.yml", 1, 1)
    problem = Problem(place, "PB104", "error", "unknown key '@team'", "ask @owner about #1")
    said = summary([problem], 1)
    assert "owner" in said
    assert references(said) == []


def test_json_can_be_read(report: Report) -> None:
    found = json.loads(FORMS["json"](report))
    assert found["levels"] == {"error": 2, "warning": 1, "notice": 0}
    assert found["failing"] == 3


def test_sarif_is_what_its_schema_says(report: Report) -> None:
    """The model was generated from the schema of SARIF 2.1.0, and forbids all that it lacks."""
    Sarif.model_validate_json(FORMS["sarif"](report))
    Sarif.model_validate_json(FORMS["sarif"](Report((), (), report.excerpts)))


def test_sarif_that_is_wrong_would_be_seen(report: Report) -> None:
    wrong = json.loads(FORMS["sarif"](report))
    wrong["runs"][0]["results"][0]["levle"] = "error"
    with pytest.raises(ValueError, match="levle"):
        Sarif.model_validate(wrong)


def test_a_long_line_is_cut_around_the_place(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(f"{'x' * 300}{'here' * 2} {'y' * 300}", encoding="utf-8")
    text, carets = Excerpts(tmp_path).excerpt(Place("a.yml", 1, 301)).splitlines()
    assert len(text) <= WIDTH + len("    1 | ")
    assert text[carets.index("^") :].startswith("herehere")


def test_a_file_that_is_gone_has_no_excerpt(tmp_path: Path) -> None:
    problem = Problem(Place("gone.yml"), "PB018", "error", "m", "c")
    report = Report([problem], [problem], Excerpts(tmp_path), on_terminal=True)
    assert FORMS["text"](report) == str(problem)


def test_an_escape_cannot_begin_a_command_of_its_own() -> None:
    problem = Problem(Place("a,b:c.yml"), "PB018", "error", "one\n::error::two 100%", "c")
    report = Report([problem], [], Excerpts(Path()))
    assert FORMS["github"](report) == (
        "::error file=a%2Cb%3Ac.yml,line=1,col=1,title=PB018::one%0A::error::two 100%25; c"
    )
