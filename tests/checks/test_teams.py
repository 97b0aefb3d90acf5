"""The teams of roles in ``playbook.yml``, and the CODEOWNERS that come from them."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.checks.teams import HEADER, codeowners, roles_without_team
from playbook.edit.fix import fixed_files
from playbook.project import DATA_FOLDER, read_project
from support import problem_lines, problems_of, replace

BRANCH = "  branch: main\n"


def add_teams(project: Path, teams: str) -> None:
    replace(project, "playbook.yml", BRANCH, f"{BRANCH}  teams: {{{teams}}}\n")


@pytest.mark.parametrize(
    ("role", "message"),
    [
        ("moderator", ""),
        ("press-desk", "'press-desk' is not the id of a role"),
        ("warden", "'warden' is not the id of a role; write 'moderator', as it is called now"),
    ],
)
def test_a_team_must_belong_to_a_role(small_project: Path, role: str, message: str) -> None:
    replace(
        small_project, "roles.yml", "  - id: moderator\n",
        "  - id: moderator\n    previous_ids: [warden]\n",
    )  # fmt: skip
    add_teams(small_project, f'{role}: "@example/social"')
    lines = problem_lines(small_project)
    if message:
        (line,) = lines
        assert f"error PB751: {message}" in line
    else:
        assert lines == []


def test_a_former_role_id_of_a_team_has_a_fix(small_project: Path) -> None:
    replace(
        small_project, "roles.yml", "  - id: moderator\n",
        "  - id: moderator\n    previous_ids: [warden]\n",
    )  # fmt: skip
    add_teams(small_project, 'warden: "@example/social"')
    (problem,) = problems_of(small_project)
    assert problem.fix is not None
    assert [edit.text for edit in problem.fix.edits] == ["moderator"]


def test_a_team_and_a_reference_to_the_same_unknown_role_are_one_problem(
    small_project: Path,
) -> None:
    add_teams(small_project, 'warden: "@example/social"')
    replace(small_project, "reading.yml", "owner: policy-owner", "owner: warden")
    (problem,) = problems_of(small_project)
    paths = {location.path for location in (problem.location, *problem.related)}
    assert paths == {"playbook_data/playbook.yml", "playbook_data/reading.yml"}


def test_a_role_in_an_unreadable_entry_is_not_reported_as_unknown(small_project: Path) -> None:
    replace(small_project, "roles.yml", "  - id: employee\n", "  - if: employee\n")
    add_teams(small_project, 'employee: "@example/all"')
    assert not [line for line in problem_lines(small_project) if "PB751" in line]


def test_codeowners_lists_each_file_with_the_teams_of_its_owners(small_project: Path) -> None:
    add_teams(small_project, 'policy-owner: "@example/policy", moderator: "@example/social"')
    replace(small_project, "reading.yml", "    owner: policy-owner\n", "")
    replace(small_project, "tone.yml", "    owner: policy-owner\n", "    owner: moderator\n")
    (small_project / DATA_FOLDER / "tone.yml").rename(small_project / DATA_FOLDER / "my tone.yml")
    playbook = read_project(small_project).playbook
    assert playbook
    text = codeowners(playbook, "a b/")
    assert text.startswith(HEADER)
    lines = text.removeprefix(HEADER).splitlines()
    assert lines == sorted(lines)
    assert "/a\\ b/playbook_data/playbook.yml @example/policy @example/social" in lines
    assert "/a\\ b/playbook_data/policy/posting.yml @example/policy" in lines
    assert "/a\\ b/playbook_data/reading.yml @example/policy" in lines


def test_the_team_of_the_role_that_owns_most_entries_reviews_what_has_no_team(
    small_project: Path,
) -> None:
    add_teams(small_project, 'moderator: "@example/social", policy-owner: "@example/policy"')
    replace(small_project, "tone.yml", "    owner: policy-owner\n", "    owner: employee\n")
    playbook = read_project(small_project).playbook
    assert playbook
    assert roles_without_team(playbook) == ["employee"]
    lines = codeowners(playbook, "", "pages").removeprefix(HEADER).splitlines()
    for path in ("changes/", "mkdocs.yml", "pages/", "playbook_data/", "playbook_data/tone.yml"):
        assert f"/{path} @example/policy" in lines
    folder = lines.index("/playbook_data/ @example/policy")
    assert all("playbook_data/" not in line for line in lines[:folder])


@pytest.mark.parametrize("quote", ["", "'", '"'])
def test_the_fix_of_a_team_without_at_is_valid_in_every_quoting(
    small_project: Path, quote: str
) -> None:
    add_teams(small_project, f"moderator: {quote}example/social{quote}")
    for path, text in fixed_files(small_project).items():
        (small_project / path).write_text(text, encoding="utf-8")
    assert problem_lines(small_project) == []
    playbook = read_project(small_project).playbook
    assert playbook
    assert playbook.settings.repository.teams == {"moderator": "@example/social"}
