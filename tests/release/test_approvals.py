"""What a person has to decide before a release, and corrections of old versions."""

from __future__ import annotations

import datetime as dt
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from factories import commit, copied, git
from release_history import released

from playbook.changes.record import read_record
from playbook.cli import main
from playbook.project import DATA_FOLDER
from playbook.release.codes import RefusedError
from playbook.release.prepare import PreparedRelease, prepare
from playbook.release.version_numbers import free_number, parse_version
from support import replace

DECISION = "decided: {by: {sv: Styrelsen, en: The board}, on: 2026-03-31, reference: Protokoll 4}"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory)


@pytest.fixture
def repo(tmp_path: Path, original: Path) -> Path:
    return copied(original, tmp_path / "repo")


def release(repo: Path, number: str) -> PreparedRelease:
    if git(repo, "status", "--porcelain"):
        commit(repo, "A change")
    return prepare(repo, parse_version(number), dt.date(2026, 4, 1))


def command(repo: Path, *arguments: str) -> Result:
    day = ("--today", "2026-04-01", "--project", str(repo))
    return CliRunner().invoke(main, ["release", *arguments, *day])


def lengthen_time_limit(repo: Path, amount: int) -> None:
    """A binding change: the time limit becomes ``amount`` working days, one more than before."""
    old = f"reply_within: {{duration: {{amount: {amount - 1}"
    replace(repo, "playbook.yml", old, f"reply_within: {{duration: {{amount: {amount}")


def reword(repo: Path, word: str) -> None:
    """A change that binds nobody."""
    replace(repo, "policy/posting.yml", "en: It is their name.", f"en: It is their {word} name.")


@pytest.mark.slow
def test_a_decision_counts_for_one_binding_release(repo: Path) -> None:
    replace(repo, "playbook.yml", "format: 2\n", f"format: 2\n{DECISION}\n")
    lengthen_time_limit(repo, 2)
    assert release(repo, "2.0.0").release_class == "major"
    reword(repo, "own")
    assert release(repo, "2.0.1").release_class == "patch", "it needs no decision"
    lengthen_time_limit(repo, 3)
    message = r"PB815: what applies has changed, .* of 2\.0\.1"
    with pytest.raises(RefusedError, match=message) as refused:
        release(repo, "3.0.0")
    assert refused.value.problems[0].location.path == f"{DATA_FOLDER}/playbook.yml"
    assert refused.value.problems[0].location.line > 1
    replace(repo, "playbook.yml", "en: The board", "en: the board")  # the same decision
    with pytest.raises(RefusedError, match="PB815: "):
        release(repo, "3.0.0")
    replace(repo, "playbook.yml", "Protokoll 4", "Protokoll 9")
    for day, message in (
        ("2026-03-30", "PB981: the decision is of 2026-03-30, but 2.0.1 was"),
        ("2026-04-02", "PB987: the decision is of 2026-04-02, but today is 2026-04-01"),
    ):
        replace(repo, "playbook.yml", "on: 2026-03-31", f"on: {day}")
        with pytest.raises(RefusedError, match=message):
            release(repo, "3.0.0")
        replace(repo, "playbook.yml", f"on: {day}", "on: 2026-03-31")
    assert release(repo, "3.0.0").release_class == "major"


@pytest.mark.slow
@pytest.mark.parametrize("with_earlier", [False, True])
def test_no_release_has_a_decision_in_the_future(repo: Path, with_earlier: bool) -> None:
    if not with_earlier:
        git(repo, "tag", "--delete", "v1.0.0")
        (repo / "changes" / "1.0.0.yml").unlink()
        replace(repo, "playbook.yml", "release: 1.0.0", "release: 0.0.0")
    future = DECISION.replace("2026-03-31", "2035-01-01")
    replace(repo, "playbook.yml", "format: 2\n", f"format: 2\n{future}\n")
    reword(repo, "own")
    with pytest.raises(RefusedError, match="PB987: the decision is of 2035-01-01, but today"):
        release(repo, "1.0.1" if with_earlier else "0.1.0")


@pytest.mark.slow
def test_no_release_is_dated_before_the_one_it_follows(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    reword(repo, "own")
    commit(repo, "A change")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2001-02-03T00:00:00Z")
    head = git(repo, "rev-parse", "HEAD")
    with pytest.raises(RefusedError, match="PB980: the release would be dated 2001-02-03, but"):
        release(repo, "1.0.1")
    monkeypatch.setenv("GIT_COMMITTER_DATE", "2098-02-03T00:00:00Z")
    with pytest.raises(RefusedError, match="PB817: the release would be dated 2098-02-03, but tod"):
        release(repo, "1.0.1")
    assert git(repo, "rev-parse", "HEAD") == head


@pytest.mark.slow
def test_a_binding_release_is_possible_in_a_handbook_without_decisions(repo: Path) -> None:
    lengthen_time_limit(repo, 2)
    assert release(repo, "2.0.0").release_class == "major"


@pytest.mark.slow
def test_a_calendar_version_after_semantic_ones_needs_an_option(repo: Path) -> None:
    lengthen_time_limit(repo, 2)
    commit(repo, "A change")
    refused = command(repo, "2026.4")
    assert refused.exit_code == 1
    assert "PB814: 2026.4 is a calendar version, but the last release, 1.0.0, is" in refused.output
    assert git(repo, "tag") == "v1.0.0"
    done = command(repo, "2026.4", "--switch-to-calendar")
    assert (done.exit_code, git(repo, "tag").split()) == (0, ["v1.0.0", "v2026.4"]), done.output
    reword(repo, "own")
    commit(repo, "A change")
    assert command(repo, "2026.4.1").exit_code == 0, "it is no longer a switch"


@pytest.mark.slow
def test_reviews_that_are_due_are_reported_and_stop_no_release(repo: Path) -> None:
    reword(repo, "own")
    commit(repo, "A change")
    arguments = ["release", "1.0.1", "--today", "2027-02-01", "--project", str(repo)]
    done = CliRunner().invoke(main, arguments)
    assert done.exit_code == 0, done.output
    assert "notice PB712" in done.output
    assert "PB712" not in command(repo, "9.9.9").output, "no review is due on 1 April 2026"


@pytest.mark.parametrize(
    ("existing", "number"),
    [
        ((), "3.0.0"),
        (("3.0.0",), "2.1.0"),
        (("3.0.0", "2.1.0"), "2.0.1"),
        (("2.1.0",), "3.0.0"),
        (("3.0.0", "2.1.0", "2.0.1"), None),
    ],
)
def test_a_binding_correction_gets_the_highest_free_number(
    existing: tuple[str, ...], number: str | None
) -> None:
    free = free_number(parse_version("2.0.0"), "major", existing)
    assert (free and free.text) == number


@pytest.mark.slow
def test_a_binding_correction_of_an_old_version_is_possible(repo: Path) -> None:
    lengthen_time_limit(repo, 2)
    release(repo, "2.0.0")
    git(repo, "checkout", "--quiet", "v1.0.0")
    lengthen_time_limit(repo, 2)
    with pytest.raises(RefusedError, match=r"PB803: .* release it as 1\.1\.0"):
        release(repo, "1.0.1")
    assert release(repo, "1.1.0").release_class == "major"
    record = read_record(repo, "1.1.0", ["sv", "en"])
    assert record is not None
    assert (record.since, record.release_class) == ("1.0.0", "major")
    git(repo, "checkout", "--quiet", "v1.0.0")
    lengthen_time_limit(repo, 2)
    with pytest.raises(RefusedError, match=r"PB803: .* release it as 1\.0\.1"):
        release(repo, "1.2.0")
    release(repo, "1.0.1")
    git(repo, "checkout", "--quiet", "v1.0.0")
    lengthen_time_limit(repo, 2)
    with pytest.raises(RefusedError, match=r"PB816: 1\.0\.0 has been corrected .* 1\.0\.1"):
        release(repo, "1.0.2")
    assert git(repo, "tag").split() == ["v1.0.0", "v1.0.1", "v1.1.0", "v2.0.0"]
