"""Change classification: golden cases, each a change and its report."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from checks.case_files import apply, expected_lines, with_expected_lines
from playbook.changes.compare import compare
from playbook.changes.labels import Labels
from playbook.changes.renderers import as_text
from playbook.changes.report import Report
from playbook.project import read_project
from playbook.words.catalogue import catalogue
from support import SMALL

CASES = sorted((Path(__file__).parent / "cases").glob("*.md"))
_EDITORIAL = re.compile(r"^Called editorial, `([a-z-]+)`: (.+)$", re.MULTILINE)


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_report_of_each_case_matches_its_file(
    path: Path, small_project: Path, accept: bool
) -> None:
    case = path.read_text(encoding="utf-8")
    apply(case, small_project)
    old, new = read_project(SMALL).playbook, read_project(small_project).playbook
    assert old
    assert new
    changes = compare(old, new, "en", dict(_EDITORIAL.findall(case)))
    lines = as_text(Report(changes, Labels(old, new, catalogue("en")))).splitlines()
    if accept:
        path.write_text(with_expected_lines(case, lines), encoding="utf-8")
    else:
        assert lines == expected_lines(case)


def test_cases_cover_every_change_type() -> None:
    text = "\n".join(path.read_text(encoding="utf-8") for path in CASES)
    words = catalogue("en")
    labels = [words.words[key] for key in words.words if key.startswith("diff.sort.")]
    assert [label for label in labels if f"\n{label} (" not in text] == []
