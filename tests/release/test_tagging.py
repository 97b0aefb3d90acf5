"""If the commit or the tag of a release fails, all files and the index are restored."""

from __future__ import annotations

import datetime as dt
import os
from collections import Counter
from collections.abc import Callable
from dataclasses import replace as with_fields
from pathlib import Path

import pytest
from factories import as_root, commit, copied, git
from release_history import released
from test_committed import state, write_file

from playbook.changes.file_changes import FileChange
from playbook.changes.record import Record, read_record, to_recorded_file
from playbook.changes.states import editorial_reasons
from playbook.project import DATA_FOLDER
from playbook.release.checkout import snapshot
from playbook.release.codes import RefusedError
from playbook.release.prepare import PreparedRelease, Release, prepare, refuse_wrong_commit
from playbook.release.tagging import with_version_number
from playbook.release.version_numbers import parse_version
from support import line_of, replace

pytestmark = pytest.mark.slow  # each release is built

TODAY = dt.date(2026, 3, 2)
SETTINGS = f"{DATA_FOLDER}/playbook.yml"
Edit = Callable[[Path], object]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return released(tmp_path_factory)


@pytest.fixture
def repo(tmp_path: Path, original: Path) -> Path:
    """A correction of 1.0.0, with a note for readers, an ignored file and files that git skips."""
    repo = copied(original, tmp_path / "repo")
    replace(repo, "policy/posting.yml", "en: It is their name.", "en: It is their own name.")
    write_file(repo, "changes/next.yml", 'note: {sv: "Rättat.", en: "Corrected."}\n')
    write_file(repo, ".gitignore", "/site/\n.DS_Store\n")
    commit(repo, "Corrected")
    write_file(repo, "site/index.html", "built\n")
    write_file(repo, "docs/.DS_Store", "x\n")
    git(repo, "update-index", "--assume-unchanged", "mkdocs.yml")
    git(repo, "update-index", "--skip-worktree", "docs/about.md")
    (repo / "changes/next.yml").chmod(0o640)
    return repo


def release(repo: Path, version: str = "1.0.1") -> PreparedRelease:
    return prepare(repo, parse_version(version), TODAY)


def hook(name: str, script: str) -> Edit:
    """Install a git hook."""

    def edit(repo: Path) -> None:
        write_file(repo, f".git/hooks/{name}", f"#!/bin/sh\n{script}\n")
        (repo / ".git/hooks" / name).chmod(0o755)

    return edit


def settings(**values: str) -> Edit:
    def edit(repo: Path) -> None:
        for name, value in values.items():
            git(repo, "config", name.replace("_", "."), value)

    return edit


POSTING = f"{DATA_FOLDER}/policy/posting.yml"
CHANGE = f"sed -i s/own/OWN/ {POSTING} && git add {POSTING}"
FAILURES: dict[str, tuple[Edit, str, str]] = {
    "pre-commit refuses": (
        hook("pre-commit", "echo first >&2; echo '\tfatal: not today' >&2; exit 1"),
        ".", "PB855: git reported: first / fatal: not today; fix what git reports",
    ),
    "commit-msg refuses": (
        hook("commit-msg", "echo 'write a ticket number'; exit 1"),
        ".", "PB855: git reported: write a ticket number; fix",
    ),
    "a hook that prints nothing": (
        hook("commit-msg", "exit 1"),
        ".", "PB855: git reported: git failed and printed nothing; fix",
    ),
    "a hook with signs of a terminal": (
        hook("commit-msg", "printf 'no\\033[2J\\n'; exit 1"),
        ".", r"PB855: git reported: no\u001b[2J;",
    ),
    "a hook changes the data": (
        hook("pre-commit", CHANGE), f"{DATA_FOLDER}/policy/posting.yml",
        f"PB857: {DATA_FOLDER}/policy/posting.yml in the new commit differs from what was checked",
    ),
    "a hook adds a file": (
        hook("pre-commit", "echo x >built.txt; git add built.txt"), "built.txt",
        "PB857: built.txt in the new commit differs",
    ),
    "a hook removes a file": (
        hook("pre-commit", "git update-index --force-remove docs/about.md"), "docs/about.md",
        "PB857: docs/about.md in the new commit differs",
    ),
    "a hook amends": (
        hook("post-commit", "test -e .git/once || { touch .git/once; echo x >>mkdocs.yml; "
             "git update-index --no-assume-unchanged mkdocs.yml; git add mkdocs.yml; "
             "git commit --quiet --amend --no-edit; }"),
        "mkdocs.yml", "PB857: mkdocs.yml in the new commit differs",
    ),
    "the commit cannot be signed": (
        settings(commit_gpgSign="true", gpg_program="false"),
        ".", "PB855: git reported: error: gpg",
    ),
    "the tag cannot be signed": (
        settings(tag_gpgSign="true", gpg_program="false"), ".", "PB855: git reported: error: ",
    ),
    "a hook keeps the tag away": (
        hook("reference-transaction",
             'while read _ _ ref; do case "$ref" in refs/tags/*) echo no tags; exit 1; esac; done'),
        ".", "PB855: git reported: no tags / ",
    ),
    "a tag in the way": (
        lambda repo: git(repo, "tag", "v1.0.1/old"), ".", "PB855: git reported: fatal: ",
    ),
    "nobody's name": (
        lambda repo: [git(repo, "config", "--unset", f"user.{key}") for key in ("name", "email")]
        + [git(repo, "config", "user.useConfigOnly", "true")],
        ".", "PB855: git reported: Author identity unknown",
    ),
    "a locked index": (lambda repo: write_file(repo, ".git/index.lock", ""), ".", "index.lock"),
}  # fmt: skip
"""An edit that makes the release fail, and the location and a part of the problem."""


@pytest.mark.parametrize("name", FAILURES)
def test_a_release_that_fails_leaves_the_repository_as_it_was(
    name: str, repo: Path, monkeypatch: pytest.MonkeyPatch, invalid_inputs: Counter[str]
) -> None:
    for variable in ("GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM"):
        monkeypatch.setenv(variable, os.devnull)
    edit, path, output = FAILURES[name]
    edit(repo)
    before = state(repo)
    with pytest.raises(RefusedError) as refused:
        release(repo)
    (line,) = map(line_of, refused.value.problems)
    location = str(repo) if path == "." else path
    assert line.startswith(f"{location}:1:1: error PB85")
    assert output in line
    assert "run this in the project's folder" not in line
    # What a hook has changed itself (PB857) is not undone.
    by_hook = {"built.txt", ".git/once", "mkdocs.yml", f"{DATA_FOLDER}/policy/posting.yml"}
    keys = {os.fsencode(name).hex() for name in by_hook} if "PB857" in output else set()
    after = state(repo)
    assert {name: after[name] for name in after.keys() - keys} == {
        name: before[name] for name in before.keys() - keys
    }
    invalid_inputs["failing releases"] += 1


def test_the_users_hooks_run_for_the_commit(repo: Path) -> None:
    """They do not run when the repository is read."""
    for name in ("pre-commit", "commit-msg", "post-commit", "post-index-change"):
        hook(name, f"echo {name} >>.git/ran")(repo)
    release(repo)
    ran = (repo / ".git/ran").read_text().splitlines()
    assert [name for name in ran if name != "post-index-change"] == [
        "pre-commit", "commit-msg", "post-commit",
    ]  # fmt: skip


def test_a_release_succeeds_after_a_refusal(repo: Path) -> None:
    hook("commit-msg", "exit 1")(repo)
    with pytest.raises(RefusedError):
        release(repo)
    (repo / ".git/hooks/commit-msg").unlink()
    release(repo)
    record = read_record(repo, "1.0.1", ["sv", "en"])
    assert record is not None
    assert record.note == {"sv": "Rättat.", "en": "Corrected."}
    assert not (repo / "changes/next.yml").exists()
    marked = [line for line in git(repo, "ls-files", "-v").splitlines() if line[0] != "H"]
    assert marked == ["S docs/about.md", "h mkdocs.yml"]


def test_a_worktree_has_an_index_of_its_own(original: Path, tmp_path: Path) -> None:
    repo = copied(original, tmp_path / "repo")
    tree = tmp_path / "tree"
    git(repo, "worktree", "add", "--quiet", str(tree))
    replace(tree, "policy/posting.yml", "en: It is their name.", "en: It is their own name.")
    commit(tree, "Corrected")
    hook("commit-msg", "exit 1")(repo)
    index = repo / ".git/worktrees/tree/index"
    before = (state(tree), git(repo, "for-each-ref"), index.read_bytes())
    with pytest.raises(RefusedError, match="PB855"):
        release(tree)
    assert (state(tree), git(repo, "for-each-ref"), index.read_bytes()) == before
    (repo / ".git/hooks/commit-msg").unlink()
    release(tree)
    assert git(tree, "status", "--porcelain") == ""
    assert git(tree, "describe", "--exact-match") == "v1.0.1"


def test_the_first_release_that_fails_leaves_no_folder(tmp_path: Path, original: Path) -> None:
    repo = copied(original, tmp_path / "repo")
    git(repo, "tag", "--delete", "v1.0.0")
    git(repo, "reset", "--quiet", "--hard", "HEAD~1")
    hook("commit-msg", "exit 1")(repo)
    with pytest.raises(RefusedError):
        release(repo, "1.0.0")
    assert not (repo / "changes").exists()


def test_no_release_is_possible_without_the_tag_of_the_last_one(repo: Path) -> None:
    """The committed change entry shows that there was a release."""
    git(repo, "tag", "--delete", "v1.0.0")
    before = state(repo)
    for version in ("1.0.0", "1.0.1", "0.1.0"):
        with pytest.raises(
            RefusedError, match=r"changes/1\.0\.0\.yml:1:1: error PB856: "
        ) as output:
            release(repo, version)
        assert "records the release of 1.0.0, but there is no tag v1.0.0; fetch" in str(
            output.value
        )
    assert state(repo) == before


def test_a_release_in_a_shallow_clone_is_refused(repo: Path, tmp_path: Path) -> None:
    """Without parent commits, it would seem that there is no release yet."""
    git(tmp_path, "clone", "--quiet", "--depth=1", repo.as_uri(), "shallow")
    with pytest.raises(
        RefusedError, match="PB807: the repository is a shallow clone; run git fetch"
    ):
        release(tmp_path / "shallow")


def test_tags_that_are_not_versions_are_ignored(repo: Path) -> None:
    for name in ("deploy-2026-11-01", "v2", "v9.9", "v9.0.0-rc1", "9.0.0", "vv9.0.0"):
        git(repo, "tag", name)
    git(repo, "branch", "v1.0.0")
    assert str(release(repo).since) == "1.0.0"


LINES = {
    "plain": (b"a: 1\nrelease: 1.0.0\nb: 2\n", b"a: 1\nrelease: 1.0.1\nb: 2\n"),
    "CRLF": (b"a: 1\r\nrelease: 1.0.0\r\nb: 2", b"a: 1\r\nrelease: 1.0.1\r\nb: 2"),
    "one LF among CRLF": (b"a: 1\r\nrelease: 1.0.0\nb: 2", b"a: 1\r\nrelease: 1.0.1\nb: 2"),
    "CR": (b"a: 1\rrelease: 1.0.0\rb: 2\r", b"a: 1\rrelease: 1.0.1\rb: 2\r"),
    "first": (b"release: 1.0.0 # now", b"release: 1.0.1 # now"),
    "in quotes": (b'release: "1.0.0"\n', b"release: 1.0.1\n"),
    "another before": (b"last_release: 1\nrelease: 1.0.0\n", b"last_release: 1\nrelease: 1.0.1\n"),
}


@pytest.mark.parametrize("name", LINES)
def test_the_number_is_written_and_nothing_else(name: str) -> None:
    before, after = LINES[name]
    assert with_version_number(before, parse_version("1.0.1"), SETTINGS) == after


def test_a_release_whose_number_cannot_be_written_is_refused(repo: Path) -> None:
    text = (repo / SETTINGS).read_text()
    (repo / SETTINGS).write_text(text.replace("\nrelease: 1.0.0\n", '\n"release": 1.0.0\n'))
    commit(repo, "In quotes")
    before = state(repo)
    with pytest.raises(
        RefusedError, match=r"PB859: no line begins with 'release:'.* 'release: 1\.0\.1' on a "
    ):
        release(repo)
    assert state(repo) == before


@pytest.fixture
def announced(repo: Path) -> tuple[Release, PreparedRelease, Record]:
    """A release, its result and its change entry."""
    prepared = release(repo)
    record = read_record(repo, "1.0.1", ["sv", "en"])
    assert record is not None
    tagged = Release(repo, git(repo, "rev-parse", "HEAD~1"), repo, parse_version("1.0.1"), TODAY)
    return tagged, prepared, record


def refusal(
    announced: tuple[Release, PreparedRelease, Record],
    *,
    prepared: PreparedRelease | None = None,
    record: Record | None = None,
) -> str:
    """The refusal of the new commit if another result or change entry was announced; or ""."""
    tagged, true_result, true_record = announced
    with snapshot(tagged.project, "HEAD") as folder:
        reasons = editorial_reasons(folder)
        try:
            refuse_wrong_commit(
                tagged, folder, prepared or true_result, record or true_record, reasons
            )
        except RefusedError as refused:
            return str(refused)
    return ""


def test_what_is_announced_is_what_the_commit_holds(
    announced: tuple[Release, PreparedRelease, Record],
) -> None:
    assert refusal(announced) == ""
    another_number = with_fields(announced[1], number=parse_version("1.0.2"))
    assert "PB858: the new commit does not match its announcement: its data has" in refusal(
        announced, prepared=another_number
    )
    more_changes = with_fields(announced[1], changes=announced[1].changes * 2)
    assert "its changes since the last release" in refusal(announced, prepared=more_changes)
    no_changes = with_fields(announced[1], changes=())
    assert "its changes since the last release" in refusal(announced, prepared=no_changes)
    another_entry = announced[2].model_copy(update={"changes": []})
    assert "its change entry" in refusal(announced, record=another_entry)


def test_the_record_names_the_pages_written_by_hand_that_changed(repo: Path) -> None:
    write_file(repo, "docs/sunday.md", "# Never on a Sunday\n")
    commit(repo, "A page")
    prepared = release(repo)
    assert prepared.files == (FileChange("docs/sunday.md", "added"),)
    record = read_record(repo, "1.0.1", ["sv", "en"])
    assert record is not None
    assert record.files == [to_recorded_file(prepared.files[0])]


def test_pages_that_cannot_be_compared_stop_the_release_before_it_is_tagged(repo: Path) -> None:
    """Git has lost what docs/ was in the last release."""
    write_file(repo, "docs/sunday.md", "# Never on a Sunday\n")
    commit(repo, "A page")
    lost = git(repo, "rev-parse", "v1.0.0:docs")
    (repo / ".git" / "objects" / lost[:2] / lost[2:]).unlink()
    before = state(repo)
    with pytest.raises(RefusedError, match=r"PB855: .*docs|PB855: .*" + lost):
        release(repo)
    assert state(repo) == before


def test_a_release_in_a_repository_of_somebody_else_is_refused(
    repo: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Git's output is reported in full, because it names the required setting."""
    monkeypatch.setenv("GIT_CONFIG_GLOBAL", os.devnull)
    as_root("chown", "65534", str(repo), str(repo / ".git"))
    try:
        with pytest.raises(RefusedError) as refused:
            release(repo)
    finally:
        as_root("chown", str(os.geteuid()), str(repo), str(repo / ".git"))
    output = str(refused.value)
    assert f"git reported: fatal: detected dubious ownership in repository at '{repo}'" in output
    assert f"git config --global --add safe.directory {repo}" in output


def test_a_release_without_a_repository_or_a_commit_is_refused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GIT_CEILING_DIRECTORIES", str(tmp_path))
    empty = tmp_path / "empty"
    empty.mkdir()
    with pytest.raises(RefusedError, match="PB808: git cannot read the repository: fatal: not a"):
        release(empty)
    git(empty, "init", "--quiet")
    with pytest.raises(
        RefusedError, match="PB855: git reported: 'HEAD' is neither a folder with a playbook"
    ):
        release(empty)
