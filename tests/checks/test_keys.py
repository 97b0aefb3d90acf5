"""The keys of a handbook: any number is valid."""

from __future__ import annotations

from pathlib import Path

from playbook.project import DATA_FOLDER
from support import problems_of


def test_a_handbook_without_keys_has_no_problem(small_project: Path) -> None:
    (small_project / DATA_FOLDER / "keys.yml").unlink()
    assert problems_of(small_project) == ()


def test_a_number_other_than_seven_fails_no_build(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "keys.yml"
    head, _, _ = path.read_text(encoding="utf-8").partition("\n  - id: learn")
    path.write_text(head, encoding="utf-8")
    found = problems_of(small_project)
    assert [(problem.code, problem.level) for problem in found] == [("PB401", "notice")]
