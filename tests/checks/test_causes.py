"""Checks that one mistake is reported as one problem, with all its locations."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from playbook.checks.causes import without_consequences
from playbook.problems import Code, Location, Phrase, Problem, grouped, ordered
from playbook.project import DATA_FOLDER
from support import problem_lines, problems_of, replace

UNKNOWN_ID = Code("PB202", "error", "id", "kinds")
TAB_CHARACTER = Code("PB003", "error")


def unknown_reference(line: int, id: str = "x", cause: str | None = "no entry x") -> Problem:
    return UNKNOWN_ID.at(Location("b.yml", line), id=id, kinds="roles", cause=cause)


def test_problems_with_the_same_cause_become_one_with_related_locations() -> None:
    (problem,) = grouped(
        [unknown_reference(3), unknown_reference(1), unknown_reference(2), unknown_reference(2)]
    )
    assert problem.location == Location("b.yml", 1)
    assert problem.related == (Location("b.yml", 2), Location("b.yml", 3))


def test_problems_with_different_causes_stay_separate() -> None:
    problems = [
        unknown_reference(1),
        unknown_reference(2, "y", "no entry y"),
        unknown_reference(3, "z", None),
    ]
    assert grouped([*problems, unknown_reference(4, "z", None)]) == [
        *problems,
        unknown_reference(4, "z", None),
    ]


def test_problems_of_earlier_steps_come_first() -> None:
    tab = TAB_CHARACTER.at(Location("c.yml", 9))
    assert ordered([unknown_reference(1), tab]) == [tab, unknown_reference(1)]


def test_a_deleted_role_is_one_problem(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "roles.yml"
    entries = path.read_text(encoding="utf-8").split("\n\n  - id: ")
    kept = [text for text in entries if not text.startswith("moderator\n")]
    assert len(kept) == len(entries) - 1
    path.write_text("\n\n  - id: ".join(kept), encoding="utf-8")
    errors = [problem for problem in problems_of(small_project) if problem.level == "error"]
    (problem,) = errors
    assert problem.code == "PB202"
    assert problem.fact("id") == "moderator"
    assert len({location.path for location in problem.related}) > 2


def test_links_and_references_to_the_same_former_id_are_one_problem(small_project: Path) -> None:
    replace(
        small_project, "contacts.yml", "  - id: press-desk\n",
        "  - id: media-desk\n    previous_ids: [press-desk]\n",
    )  # fmt: skip
    (problem,) = problems_of(small_project)
    assert problem.code == "PB202"
    assert problem.fix is not None
    assert {edit.text for edit in problem.fix.edits} == {"media-desk", "id:media-desk"}
    assert len(problem.fix.edits) == len(problem.related) + 1


def test_the_target_of_a_misspelt_reference_is_not_reported_as_unused(small_project: Path) -> None:
    replace(small_project, "contacts.yml", "backup: legal-desk", "backup: legal-dsk")
    (line,) = problem_lines(small_project)
    assert "error PB202: no entry has the id 'legal-dsk'; did you mean 'legal-desk'?" in line


def test_an_unused_entry_is_also_reported_with_an_unrelated_mistake() -> None:
    unused = Code("PB723", "warning", "id", "kind").at(Location("a.yml"), id="y", kind="roles")
    mistake = UNKNOWN_ID.at(
        Location("b.yml"), id="x", kinds="", cure=Phrase("cure.did-you-mean", suggestion="z")
    )
    assert without_consequences([unused, mistake]) == [unused, mistake]


def test_the_references_of_an_incomplete_entry_are_checked(small_project: Path) -> None:
    replace(small_project, "contacts.yml", "    backup: legal-desk\n", "    backup: legal-dsk\n")
    replace(
        small_project, "contacts.yml", ', en: "Weekdays, 8 to 17"}', "}",
    )  # fmt: skip
    codes = [(problem.code, problem.location.line) for problem in problems_of(small_project)]
    assert codes == [("PB107", 11), ("PB202", 14)]


def test_the_links_of_an_incomplete_entry_are_checked(small_project: Path) -> None:
    replace(small_project, "roles.yml", "    backup: policy-owner\n", "    bakup: policy-owner\n")
    replace(
        small_project, "roles.yml", "Följ [rutinen](id:how-do-i-reply)",
        "Följ [rutinen](id:how-do-i-repl)",
    )  # fmt: skip
    codes = [problem.code for problem in problems_of(small_project)]
    assert codes == ["PB104", "PB302"]


def test_an_entry_that_is_not_a_mapping_is_one_problem(small_project: Path) -> None:
    path = small_project / DATA_FOLDER / "reading.yml"
    path.write_text(path.read_text(encoding="utf-8") + "  - nothing\n", encoding="utf-8")
    assert [problem.code for problem in problems_of(small_project)] == ["PB102"]


def test_a_misspelt_value_is_one_problem_and_no_value_is_reported_as_unused(
    small_project: Path,
) -> None:
    path = small_project / DATA_FOLDER / "tone.yml"
    text = path.read_text(encoding="utf-8")
    path.write_text(text.replace("{kind_share}", "{kind_shar}"), encoding="utf-8")
    (problem,) = problems_of(small_project)
    assert (problem.code, problem.fact("name")) == ("PB311", "kind_shar")
    assert [location.path for location in problem.related] == ["playbook_data/tone.yml"]


def test_references_to_a_retired_entry_are_one_problem(small_project: Path) -> None:
    replace(
        small_project, "reading.yml", "    owner: policy-owner\n",
        "    owner: policy-owner\n    status: retired\n    replaced_by: marketing-act\n"
        "    retired_because: {sv: Q., en: Q.}\n",
    )  # fmt: skip
    replace(
        small_project, "policy/posting.yml", "    ask: moderator\n",
        "    ask: moderator\n    see_also: [spot-hidden-ads]\n",
    )  # fmt: skip
    (problem,) = problems_of(small_project)
    assert problem.code == "PB204"
    assert [location.path for location in problem.related] == ["playbook_data/policy/posting.yml"]


@pytest.mark.parametrize(
    ("code", "cure", "is_consequence"),
    [
        *(
            (code, Phrase("cure.did-you-mean", suggestion="y"), True)
            for code in ("PB202", "PB207", "PB302", "PB311")
        ),
        ("PB202", Phrase("cure.renamed", id="y"), True),
        ("PB202", Phrase("cure.other", kinds="y"), False),
        ("PB202", None, False),
        ("PB104", Phrase("cure.did-you-mean", suggestion="y"), False),
    ],
)
@pytest.mark.parametrize(("unused", "name"), [("PB723", "id"), ("PB312", "name")])
def test_only_the_suggested_target_of_a_broken_reference_is_not_reported_as_unused(
    unused: str, name: str, code: str, cure: Phrase | None, is_consequence: bool
) -> None:
    mistake = Code(code, "error").at(Location("b.yml"), cure=cure)
    facts: dict[str, Any] = {name: "y"}
    consequence = Code(unused, "warning", name).at(Location("a.yml"), **facts)
    kept = [mistake] if is_consequence else [mistake, consequence]
    assert without_consequences([mistake, consequence]) == kept
