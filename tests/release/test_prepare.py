"""``playbook release``: the class of the changes, the number, the change entry and the tag."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import commit, copied, git
from release_history import COLLEAGUES, released

from playbook.changes.record import read_record
from playbook.project import DATA_FOLDER
from playbook.release.codes import RefusedError
from playbook.release.prepare import PreparedRelease, prepare
from playbook.release.version_numbers import parse_version
from support import replace

pytestmark = pytest.mark.slow  # each release is built

TODAY = dt.date(2026, 3, 2)
POSTING = "policy/posting.yml"


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory)


@pytest.fixture
def repo(tmp_path: Path, original: Path) -> Path:
    return copied(original, tmp_path / "repo")


def release(repo: Path, version: str, *, dry_run: bool = False) -> PreparedRelease:
    return prepare(repo, parse_version(version), TODAY, dry_run=dry_run)


def change(repo: Path, old: str, new: str, name: str = POSTING) -> None:
    replace(repo, name, old, new)
    commit(repo, "A change")


def test_first_release_is_major_and_has_no_changes(repo: Path) -> None:
    assert git(repo, "describe", "--exact-match") == "v1.0.0"
    assert git(repo, "status", "--porcelain") == ""
    record = read_record(repo, "1.0.0", ["sv", "en"])
    assert record is not None
    assert (record.since, record.changes) == (None, [])


EDITS: dict[str, tuple[Callable[[Path], None], str, str]] = {
    "stricter": (
        lambda repo: change(repo, "\n    verdict: yes_if\n    statement: {sv: \"Ja, om hen",
                            "\n    verdict: ask_first\n    statement: {sv: \"Ja, om hen"),
        "2.0.0", "major",
    ),
    "retired": (
        lambda repo: change(
            repo, "  - id: name-colleagues\n",
            "  - id: name-colleagues\n    status: retired\n    replaced_by: share-job-posts\n"
            "    retired_because: {sv: Det löste sig., en: It sorted itself out.}\n",
        ),
        "2.0.0", "major",
    ),
    "value": (
        lambda repo: change(
            repo, "reply_within: {duration: {amount: 1", "reply_within: {duration: {amount: 2",
            "playbook.yml",
        ),
        "2.0.0", "major",
    ),
    "explained": (
        lambda repo: change(
            repo, "en: It is their name.", "en: It is their name and nobody else may lend it out."
        ),
        "1.1.0", "minor",
    ),
    "corrected": (
        lambda repo: change(repo, "en: It is their name.", "en: It is their own name."),
        "1.0.1", "patch",
    ),
}  # fmt: skip
"""An edit, the only semantic number for its release, and the class of its changes."""


@pytest.mark.parametrize(("edit", "number", "release_class"), EDITS.values(), ids=EDITS)
def test_each_release_class_requires_its_number(
    repo: Path, edit: Callable[[Path], None], number: str, release_class: str
) -> None:
    edit(repo)
    for other in {"2.0.0", "1.1.0", "1.0.1", "3.0.0"} - {number}:
        with pytest.raises(
            RefusedError, match=rf"PB803: .* are {release_class}, .*release it as {number}"
        ):
            release(repo, other)
    assert git(repo, "tag") == "v1.0.0"
    done = release(repo, number)
    assert done.release_class == release_class
    record = read_record(repo, number, ["sv", "en"])
    assert record is not None
    assert (record.version, record.since, record.release_class) == (number, "1.0.0", release_class)
    assert record.changes
    assert f"release: {number}\n" in (repo / DATA_FOLDER / "playbook.yml").read_text()


def test_calendar_number_only_has_to_increase(repo: Path) -> None:
    EDITS["stricter"][0](repo)
    assert release(repo, "2026.3").release_class == "major"
    change(repo, "en: It is their name.", "en: It is their own name.")
    with pytest.raises(
        RefusedError,
        match=r"PB802: the version 2026\.2 is not higher than the last release, 2026\.3",
    ):
        release(repo, "2026.2")
    assert release(repo, "2026.3.1").release_class == "patch"


def test_change_entry_contains_the_note_and_the_roles(repo: Path) -> None:
    EDITS["stricter"][0](repo)
    note = {"sv": "Fråga först från och med nu.", "en": "From now on, ask first."}
    (repo / "changes" / "next.yml").write_text(f"note: {note}\n".replace("'", '"'))
    commit(repo, "A sentence")
    release(repo, "2.0.0")
    record = read_record(repo, "2.0.0", ["sv", "en"])
    assert record is not None
    assert record.note == note
    assert [(change.id, change.change_type) for change in record.changes] == [
        ("name-colleagues", "stricter")
    ]
    assert not (repo / "changes" / "next.yml").exists()


def test_missing_id_is_an_error(repo: Path) -> None:
    path = repo / DATA_FOLDER / POSTING
    path.write_text(path.read_text().replace(COLLEAGUES, ""))
    commit(repo, "Gone")
    with pytest.raises(RefusedError, match=r"PB812: the id 'name-colleagues' was in 1\.0\.0 but"):
        release(repo, "2.0.0")


def test_unreadable_next_yml_is_refused(repo: Path) -> None:
    EDITS["corrected"][0](repo)
    (repo / "changes" / "next.yml").write_text("editorial: everything\n")
    commit(repo, "A typo")
    with pytest.raises(RefusedError, match=r"PB811: changes/next\.yml cannot be read: write it as"):
        release(repo, "1.0.1")


def test_unreadable_last_release_is_refused(repo: Path) -> None:
    """The data of an old release may have an old format; here it is broken."""
    keys = (repo / DATA_FOLDER / "keys.yml").read_text()
    (repo / DATA_FOLDER / "keys.yml").write_text("entries: nothing\n")
    commit(repo, "Broken")
    git(repo, "tag", "v1.0.1")
    (repo / DATA_FOLDER / "keys.yml").write_text(keys)
    commit(repo, "Fixed")
    with pytest.raises(
        RefusedError, match=r"PB813: the playbook of v1\.0\.1 can no longer be read"
    ):
        release(repo, "1.0.2")


def test_uncommitted_change_prevents_a_release(repo: Path) -> None:
    (repo / DATA_FOLDER / "policy" / "new.yml").write_text("entries: []\n")
    (repo / DATA_FOLDER / "more.yml").write_text("entries: []\n")
    with pytest.raises(RefusedError, match=r"PB806: the working tree has uncommitted changes") as e:
        release(repo, "1.0.1")
    [problem] = e.value.problems  # one cause, in two files
    assert len(problem.locations) == 2


def test_existing_tag_is_refused(repo: Path) -> None:
    with pytest.raises(RefusedError, match=r"PB804: the tag v1\.0\.0 already exists"):
        release(repo, "1.0.0")


def test_a_dry_run_changes_nothing(repo: Path) -> None:
    EDITS["corrected"][0](repo)
    head = git(repo, "rev-parse", "HEAD")
    assert release(repo, "1.0.1", dry_run=True).release_class == "patch"
    assert (git(repo, "rev-parse", "HEAD"), git(repo, "tag")) == (head, "v1.0.0")
    assert git(repo, "status", "--porcelain") == ""


def test_failing_commit_hook_restores_everything(repo: Path) -> None:
    EDITS["corrected"][0](repo)
    hook = repo / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\necho fatal: not today >&2\nexit 1\n")
    hook.chmod(0o755)
    with pytest.raises(RefusedError, match=r"PB855: git reported: .*not today"):
        release(repo, "1.0.1")
    assert git(repo, "status", "--porcelain") == ""
    assert git(repo, "tag") == "v1.0.0"


def test_correction_is_compared_with_the_release_that_it_corrects(repo: Path) -> None:
    EDITS["stricter"][0](repo)
    release(repo, "2.0.0")
    git(repo, "checkout", "--quiet", "v1.0.0")
    EDITS["corrected"][0](repo)
    done = release(repo, "1.0.1")
    assert (str(done.since), done.release_class) == ("1.0.0", "patch")


def test_starter_text_refuses_a_release_unless_it_is_a_trial(repo: Path) -> None:
    change(repo, "review: {", "starter: yes\nreview: {", "playbook.yml")
    with pytest.raises(RefusedError) as refused:
        release(repo, "1.0.1", dry_run=True)
    assert "PB604" in {problem.code for problem in refused.value.problems}
    number = parse_version("1.0.1")
    trial = prepare(repo, number, TODAY, dry_run=True, adopted=False)
    assert trial.number == number
