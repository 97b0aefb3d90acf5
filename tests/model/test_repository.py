"""Branches that git cannot have, and links that lead to another host, are refused."""

from __future__ import annotations

from pathlib import Path

import pytest

from support import problem_lines, replace

BAD_BRANCHES = [
    "../../x", "-x", "--help", "a..b", "a//b", "/a", "a/", "a.", ".a", "a/.b", "main.lock",
    "a.lock/b", "HEAD", "a b", "a~1", "a:b",
]  # fmt: skip
GOOD_BRANCHES = ["main", "release/2026.1", "a_b-c", "2026", "a/-b", "HEAD/a", "lock"]


def lines(project: Path, settings: str) -> list[str]:
    """The problem lines with more settings of the repository."""
    branch = "" if settings.startswith("  branch:") else "  branch: main\n"
    replace(project, "playbook.yml", "  branch: main\n", f"{branch}{settings}\n")
    return problem_lines(project)


@pytest.mark.parametrize("name", BAD_BRANCHES)
def test_a_branch_that_git_cannot_have_is_refused(small_project: Path, name: str) -> None:
    [line] = lines(small_project, f"  branch: '{name}'")
    assert f"error PB106: '{name}' is not a valid branch" in line


@pytest.mark.parametrize("name", GOOD_BRANCHES)
def test_a_branch_of_git_is_accepted(small_project: Path, name: str) -> None:
    assert lines(small_project, f"  branch: '{name}'") == []


@pytest.mark.parametrize(
    "start", ["@evil.test/", ".evil.test/", ":8080/", "%2F@evil.test/", "evil/"]
)
@pytest.mark.parametrize(
    "link",
    [
        "  issue_link: '{url}START{id}'",
        "  change_link: '{url}START{id}'",
        "  proposal_link: '{url}START{title}'",
        "  source_link: '{url}START{path}'",
        "contribute: {report: ['{url}START{id}']}",
        "contribute: {suggest: ['{url}START{id}']}",
    ],
)
def test_a_link_leads_to_the_repository(small_project: Path, link: str, start: str) -> None:
    found = lines(small_project, link.replace("START", start))
    assert len(found) == 1
    assert "is not a valid link pattern" in found[0]
