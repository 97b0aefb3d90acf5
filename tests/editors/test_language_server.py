"""Tests diagnostics and completions of the real YAML language server with our schemas."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from checks.case_files import CASES, apply
from editors.server import LanguageServer
from playbook.project import DATA_FOLDER, read_project
from playbook.schema.files import FOLDER, schemas, with_schema_line
from support import copy_small

SCHEMA_CODES = ["PB005", "PB007", "PB010", "PB020", *(f"PB{number}" for number in range(101, 115))]
"""The codes of problems that the schemas detect too, on the same lines as ``playbook check``."""
CASES_WITH_FEWER_MARKS = {
    "PB102-entries-no-list": "check also reports missing references to the lost entries",
    "PB102-defaults-no-mapping": "check also reports the entries without the lost owners",
    "PB105-no-date": "30 February has the format of a date",
    "PB112-bracket": "the pattern of an address allows every visible character",
    "PB108-comma": "the server ignores a word in braces without a colon",
}
"""Cases of `SCHEMA_CODES` in which the server marks fewer lines, with the reason."""
CASES_WITH_MORE_MARKS = {
    "PB005-no-dash": "check reports two merged entries once, not once for each key",
    "PB104-too-deep": "check reports where the entries are, not where they are missing",
    "PB113-not-indented": "check reports the key, not each text that should be below it",
}
"""Cases in which the server marks one mistake on several lines, with the reason."""
SCHEMA_CASES = [
    path
    for path in sorted(CASES.glob("*.md"))
    if path.stem[:5] in SCHEMA_CODES and path.stem not in CASES_WITH_FEWER_MARKS
]

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    with LanguageServer(tmp_path_factory.mktemp("handbook")) as server:
        yield server


@pytest.fixture
def project(tmp_path: Path) -> Path:
    """The small playbook with its schemas."""
    copy_small(tmp_path)
    playbook = read_project(tmp_path).playbook
    assert playbook
    (tmp_path / FOLDER).mkdir()
    for name, text in schemas(playbook).items():
        (tmp_path / FOLDER / name).write_text(text, encoding="utf-8")
    return tmp_path


def with_schema(path: Path, project: Path) -> str:
    """The content of a data file after a first line that names its schema."""
    return with_schema_line(path.read_text(encoding="utf-8"), path.relative_to(project).as_posix())


def test_the_editor_marks_nothing_in_the_small_playbook(
    server: LanguageServer, project: Path
) -> None:
    for path in sorted((project / DATA_FOLDER).rglob("*.yml")):
        assert server.open(path, with_schema(path, project)) == [], path.name


@pytest.mark.parametrize("case", SCHEMA_CASES, ids=lambda path: path.stem)
def test_the_editor_marks_the_lines_that_check_reports(
    server: LanguageServer, project: Path, case: Path
) -> None:
    apply(case.read_text(encoding="utf-8"), project)
    reported = {
        (problem.location.path, problem.location.line) for problem in read_project(project).problems
    }
    marked = {
        (name, mark["range"]["start"]["line"])
        for name in {name for name, _ in reported}
        for mark in server.open(project / name, with_schema(project / name, project))
    }
    if case.stem in CASES_WITH_MORE_MARKS:
        assert reported < marked
    else:
        assert marked == reported


def test_the_cases_with_fewer_or_more_marks_exist() -> None:
    assert CASES_WITH_FEWER_MARKS.keys() | CASES_WITH_MORE_MARKS.keys() <= {
        path.stem for path in CASES.glob("*.md")
    }


INCOMPLETE_FILE = """\
# yaml-language-server: $schema=../schema/policy.json
chapter: {id: new, title: {all: New}, summary: {all: New}, order: 9}
entries:
  - id: new-rule
    owner: \n\
    verdict: \n\
    asks: \n\
    within: \n\
    see_also:
      - \n\
    st\n\
"""


@pytest.mark.parametrize(
    ("line", "column", "completions"),
    [
        (5, 12, {"employee", "moderator", "policy-owner"}),
        (6, 14, {"yes", "yes_if", "ask_first", "no"}),
        (7, 11, {"may", "must", "what"}),
        (8, 13, {"reply_within", "act_within", "post_rate"}),
        (10, 9, {"marketing-act", "press-desk", "share-job-posts"}),
        (11, 7, {"statement", "status"}),
    ],
)
def test_the_valid_values_are_completed(
    server: LanguageServer, project: Path, line: int, column: int, completions: set[str]
) -> None:
    path = project / DATA_FOLDER / "new.yml"
    server.open(path, INCOMPLETE_FILE)
    assert completions <= set(server.complete(path, line, column))


def test_a_pattern_mistake_says_what_to_write(server: LanguageServer, project: Path) -> None:
    path = project / DATA_FOLDER / "contacts.yml"
    text = with_schema(path, project).replace("backup: legal-desk", "backup: Anna Berg")
    (mark,) = server.open(path, text)
    assert mark["message"].startswith("PB106: skriv små bokstäver a–z, siffror och enstaka")


def test_ids_of_the_wrong_kind_are_not_completed(server: LanguageServer, project: Path) -> None:
    path = project / DATA_FOLDER / "new.yml"
    server.open(path, INCOMPLETE_FILE)
    assert "marketing-act" not in server.complete(path, 5, 12)


def test_a_reference_to_a_new_id_is_not_marked(server: LanguageServer, project: Path) -> None:
    path = project / DATA_FOLDER / "contacts.yml"
    text = with_schema(path, project).replace("backup: legal-desk", "backup: brand-new-desk")
    assert server.open(path, text) == []


def test_hovering_over_a_field_shows_its_description_and_an_example(
    server: LanguageServer, project: Path
) -> None:
    path = project / DATA_FOLDER / "reading.yml"
    server.open(path, with_schema(path, project))
    hover_text = server.hover(path, 5, 7).replace("\\", "")
    assert "The role that answers for the entry." not in hover_text  # line 5 is reviewed
    assert "Example: reviewed: 2026-03-31" in hover_text
