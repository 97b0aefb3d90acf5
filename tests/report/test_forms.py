"""The output formats of problems: one expected file per format for one broken playbook."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from pydantic_sarif.model import (  # type: ignore[import-untyped]
    StaticAnalysisResultsFormatSarifVersion210JsonSchema as Sarif,
)

from playbook.messages import messages
from playbook.model.codes import UNKNOWN_KEY
from playbook.problems import Location, failing
from playbook.project import read_project
from playbook.report.excerpts import WIDTH, Excerpts
from playbook.report.formats import FORMATS, Report
from playbook.report.github import summary
from playbook.report.json_report import MAX_EXCERPT_LENGTH
from playbook.source.codes import UNREADABLE
from playbook.source.files import MAX_BYTES
from rendered_comment import references
from support import line_of, replace

EXPECTED = Path(__file__).parent / "expected"
EXTENSIONS = {"text": "txt", "json": "json", "github": "txt", "sarif": "json"}


@pytest.fixture
def report(small_project: Path) -> Report:
    """Errors and a warning; one message contains every character that some format must escape."""
    replace(
        small_project, "channels.yml", "standing: closed", 'standing: "open, 50%: | <b>*now*</b>"'
    )
    replace(small_project, "templates.yml", "    slots:\n", "    slots:\n      unused: {all: x}\n")
    replace(small_project, "roles.yml", "    may: [share]", "    mai: [share]")
    replace(small_project, "roles.yml", "    tasks: {sv: [Dela", "    task: {sv: [Dela")
    replace(
        small_project, "contacts.yml", "  - id: press-desk\n",
        "  - id: media-desk\n    previous_ids: [press-desk]\n",
    )  # fmt: skip
    problems = read_project(small_project).problems
    return Report(
        problems, failing(problems), Excerpts(small_project), "handbook å/", on_terminal=True
    )


def compare_with_expected_file(name: str, text: str, accept: bool) -> None:
    path = EXPECTED / name
    if accept:
        path.parent.mkdir(exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    assert text + "\n" == path.read_text(encoding="utf-8")


@pytest.mark.parametrize("output_format", FORMATS)
def test_each_output_format_matches_its_expected_file(
    report: Report, output_format: str, accept: bool
) -> None:
    compare_with_expected_file(
        f"{output_format}.{EXTENSIONS[output_format]}", FORMATS[output_format](report), accept
    )


def test_the_summary_matches_its_expected_file(report: Report, accept: bool) -> None:
    compare_with_expected_file("summary.md", summary(report.problems, messages()), accept)


def test_mentions_and_issue_references_are_inactive_in_the_summary() -> None:
    location = Location("a@b/#3.yml", 1, 1)
    problem = UNKNOWN_KEY.at(location, key="@team", where="@owner about #1")
    text = summary([problem], messages())
    assert "owner" in text
    assert references(text) == []


def test_json_output_can_be_parsed(report: Report) -> None:
    document = json.loads(FORMATS["json"](report))
    assert document["levels"] == {"error": 4, "warning": 1, "notice": 0}
    assert document["failing"] == 5


def test_sarif_output_follows_the_sarif_schema(report: Report) -> None:
    """The model was generated from the schema of SARIF 2.1.0, and rejects unknown keys."""
    Sarif.model_validate_json(FORMATS["sarif"](report))
    Sarif.model_validate_json(FORMATS["sarif"](Report((), (), report.excerpts)))


def test_the_sarif_model_rejects_unknown_keys(report: Report) -> None:
    wrong = json.loads(FORMATS["sarif"](report))
    wrong["runs"][0]["results"][0]["levle"] = "error"
    with pytest.raises(ValueError, match="levle"):
        Sarif.model_validate(wrong)


def test_the_excerpt_of_a_long_line_is_cut_around_the_location(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text(f"{'x' * 300}{'here' * 2} {'y' * 300}", encoding="utf-8")
    text, carets = Excerpts(tmp_path).excerpt(Location("a.yml", 1, 301)).splitlines()
    assert len(text) <= WIDTH + len("    1 | ")
    assert text[carets.index("^") :].startswith("herehere")


def test_a_missing_file_has_no_excerpt(tmp_path: Path) -> None:
    problem = UNREADABLE.at(Location("gone.yml"), reason="m")
    report = Report([problem], [problem], Excerpts(tmp_path), on_terminal=True)
    assert FORMATS["text"](report) == line_of(problem)


def test_a_workflow_command_in_a_message_is_escaped() -> None:
    problem = UNREADABLE.at(Location("a,b:c.yml"), reason="one\n::error::two 100%")
    report = Report([problem], [], Excerpts(Path()))
    assert FORMATS["github"](report) == (
        "::error file=a%2Cb%3Ac.yml,line=1,col=1,title=PB018::"
        "the file cannot be read: one\\n::error::two 100%25; "
        "check that it is a regular file and that you have permission to read it"
    )


# The character \xff stands for a byte that is not UTF-8.
URI_BY_FILE_NAME = {"b\xff": "b%FF", "b\x1b[2J\n": "b%1B%5B2J%0A", "å\u202e": "%C3%A5%E2%80%AE"}


@pytest.mark.parametrize("name", URI_BY_FILE_NAME)
def test_any_file_name_is_safe_in_every_output_format(tmp_path: Path, name: str) -> None:
    path = os.fsdecode(name.encode("latin-1")) if "\xff" in name else name
    (tmp_path / path).write_text("one\ntwo\n", encoding="utf-8")
    problem = UNREADABLE.at(Location(path, 2), reason=f"m '{path}'\n::error::x\u2028{path}")
    report = Report([problem], [problem], Excerpts(tmp_path), on_terminal=True)
    outputs = {name: render(report) for name, render in FORMATS.items()}
    (problem_data,) = json.loads(outputs["json"])["problems"]
    assert problem_data["excerpt"] == "two"
    json.dumps(problem_data, ensure_ascii=False).encode()
    result = json.loads(outputs["sarif"])["runs"][0]["results"][0]
    uri = result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"]
    assert uri == URI_BY_FILE_NAME[name]
    Sarif.model_validate_json(outputs["sarif"])
    assert len(outputs["text"].splitlines()) == 3
    assert len(outputs["github"].splitlines()) == 1
    assert len(summary([problem], messages()).splitlines()) == 5


def test_excerpts_count_lines_as_problems_do(tmp_path: Path) -> None:
    text = "a\u2028b\x0cc\x85d\r\ntwo\rthree\n"
    (tmp_path / "a.yml").write_bytes(text.encode())
    excerpts = Excerpts(tmp_path)
    lines = [excerpts.line(Location("a.yml", number)) for number in range(1, 5)]
    assert lines == ["a\u2028b\x0cc\x85d", "two", "three", None]


def test_files_outside_the_project_have_no_excerpt(tmp_path: Path) -> None:
    project = tmp_path / "project"
    project.mkdir()
    (tmp_path / "secret").write_text("token\n")
    (project / "a.yml").symlink_to(tmp_path / "secret")
    (project / "b.yml").symlink_to("b.yml")
    (project / "c.yml").symlink_to("/dev/zero")
    os.mkfifo(project / "d.yml")
    (project / "e.yml").mkdir()
    (project / "f.yml").write_bytes(b"x" * (MAX_BYTES + 1))
    (project / "g.yml").write_bytes(b"x" * MAX_BYTES)
    excerpts = Excerpts(project)
    for name in ("a.yml", "b.yml", "c.yml", "d.yml", "e.yml", "f.yml", "../secret"):
        assert excerpts.line(Location(name)) is None
    assert excerpts.line(Location("g.yml"))


@pytest.mark.parametrize("length", [MAX_EXCERPT_LENGTH, MAX_EXCERPT_LENGTH + 1])
def test_a_long_excerpt_is_truncated_in_json(tmp_path: Path, length: int) -> None:
    (tmp_path / "a.yml").write_text("x" * length, encoding="utf-8")
    problem = UNREADABLE.at(Location("a.yml", 1, 1), reason="m")
    report = Report([problem], [], Excerpts(tmp_path))
    excerpt = json.loads(FORMATS["json"](report))["problems"][0]["excerpt"]
    assert len(excerpt) == MAX_EXCERPT_LENGTH
    assert excerpt.endswith("…") == (length > MAX_EXCERPT_LENGTH)
