"""PB731: translations that are outdated since a revision or the last release."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from support import replace


def check(project: Path, *arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(main, ["check", "--strict", *arguments, str(project)])
    return result.exit_code, result.stdout


@pytest.fixture
def repository(small_project: Path) -> Path:
    """The small playbook, committed and tagged as 1.0.0."""
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.com"]
    for command in (
        ["init", "-q"],
        ["add", "."],
        ["commit", "-q", "-m", "First"],
        ["tag", "v1.0.0"],
    ):
        subprocess.run(["git", *identity, *command], cwd=small_project, check=True)
    return small_project


SWEDISH = ("policy/posting.yml", "{sv: Fråga juristen först.", "{sv: Fråga alltid juristen.")


@pytest.mark.parametrize("since", ["HEAD", "v1.0.0", "release"])
def test_text_changed_in_one_language_only_is_reported(repository: Path, since: str) -> None:
    assert check(repository, "--since", since) == (0, "")
    replace(repository, *SWEDISH)
    shown = "HEAD" if since == "HEAD" else "v1.0.0"
    assert check(repository, "--since", since) == (
        1,
        "playbook_data/policy/posting.yml:138:49: warning PB731: 'statement' of 'paid-in-the-us' "
        f"has changed since {shown}, but its en text has not; translate the change, "
        "or suppress the warning with a reason\n",
    )
    assert check(repository) == (0, "")


def test_outdated_translation_can_be_suppressed(repository: Path) -> None:
    replace(repository, *SWEDISH)
    suppression = "    suppress: [{code: PB731, because: A slip in Swedish., until: 2099-12-31}]\n"
    asks = "    question: {sv: Får vi betala för inlägg i USA?"
    replace(repository, "policy/posting.yml", asks, suppression + asks)
    assert check(repository, "--since", "HEAD") == (0, "")


def test_unknown_revision_exits_with_status_2(repository: Path) -> None:
    assert check(repository, "--since", "yesterday")[0] == 2


def test_since_release_without_any_release_is_an_error(repository: Path) -> None:
    subprocess.run(["git", "tag", "--delete", "v1.0.0"], cwd=repository, check=True)
    result = CliRunner().invoke(main, ["check", "--since", "release", str(repository)])
    assert result.exit_code == 2
    assert "Error: there is no release yet: no tag such as v1.0.0 precedes" in result.stderr


@pytest.mark.parametrize(
    "tag", ["deploy-2026-11-01", "v2", "v1.2", "v1.0.1-rc1", "1.0.1", "v1.0.0x"]
)
def test_tags_that_are_not_versions_are_ignored(repository: Path, tag: str) -> None:
    """A tag that is not a release is newer than the release, and is ignored."""
    replace(repository, *SWEDISH)
    identity = ["-c", "user.name=Editor", "-c", "user.email=editor@example.com"]
    for command in (["commit", "-q", "-a", "-m", "More"], ["tag", tag]):
        subprocess.run(["git", *identity, *command], cwd=repository, check=True)
    status, output = check(repository, "--since", "release")
    assert status == 1
    assert "has changed since v1.0.0, but its en text has not" in output
