"""Commands give the same result in any repository, or report one problem that says why not."""

from __future__ import annotations

import contextlib
import dataclasses
import os
import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest
from click.testing import CliRunner
from factories import commit, copied, git, tree_of
from release_history import released
from repeated_builds import kept_builds
from repository_kinds import COMMANDS, KINDS, Kind, Repository

from playbook.cli import main
from playbook.project import DATA_FOLDER
from playbook.release.checkout import checkout
from playbook.release.codes import RefusedError
from playbook.release.tagged_release import find_tag
from playbook.release.version_numbers import parse_version
from support import replace

_CHANGED_FILES = re.compile(
    r"\n\n\d+ published files? outside[^\n]*(?:\n+(?:  |- )[^\n]*)*|\n  \w+, not classified: [^\n]*"
)
"""The part of a report that names changed files."""
AT = "2026-03-02T09:00:00Z"
COMMIT_DEPENDENT_FILES = re.compile(r"manifest|sbom|\.cdx")
"""Files that name the commit, or contain the digests of all others."""
BUILD_INPUTS = (DATA_FOLDER, "docs", "changes", "mkdocs.yml")


_POSITION = re.compile(r"(?:/blob/[0-9a-f]{40,64}/)?playbook_data/[^\s)]+(?::|#L)\d+")
"""A position in a file; its line, and the commit in a link to it, differ in some repositories."""


@dataclass(frozen=True)
class Outcome:
    """The exit status and the output of a command, without this test's paths and commits."""

    status: int
    output: str


@dataclass(frozen=True)
class Result:
    """What each command printed; by path, the digests of published files and of a build's inputs.

    Without a publication, there are no published files.
    """

    outcomes: dict[str, Outcome]
    published: dict[str, str]
    inputs: dict[str, str]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, and a correction that is not released yet."""
    repo = copied(released(tmp_path_factory), tmp_path_factory.mktemp("original") / "repo")
    replace(repo, "policy/posting.yml", "en: It is their name.", "en: It is their own name.")
    commit(repo, "A correction", AT)
    return repo


@pytest.fixture(scope="module", autouse=True)
def kept(tmp_path_factory: pytest.TempPathFactory) -> Iterator[None]:
    """Each shape has the same files, so that most are built once."""
    with kept_builds(tmp_path_factory.mktemp("builds")):
        yield


@pytest.fixture(scope="module")
def plain(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    work = tmp_path_factory.mktemp("plain")
    return run_commands(Repository(copied(original, work / "repo")), work, KINDS["plain"])


@contextlib.contextmanager
def variables(repository: Repository) -> Iterator[None]:
    """Set the variables of a repository, and the time of new commits."""
    before = dict(os.environ)
    clock = {"GIT_COMMITTER_DATE": AT, "GIT_AUTHOR_DATE": AT}
    os.environ.update({**clock, **repository.variables})
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def command(repository: Repository, work: Path, *arguments: str) -> Outcome:
    with variables(repository), contextlib.chdir(repository.project):
        invoked = CliRunner().invoke(main, arguments)
    output = invoked.output.replace(str(repository.project), "PROJECT").replace(str(work), "WORK")
    return Outcome(invoked.exit_code, _POSITION.sub("playbook_data/FILE:LINE", output))


def run_commands(repository: Repository, work: Path, kind: Kind) -> Result:
    """Run all commands one after the other; if the release is refused, 1.0.0 is published."""
    published: dict[str, str] = {}
    day = ("--today", "2026-03-02")
    outcomes = {
        "check": command(repository, work, "check", *day),
        "diff": command(repository, work, "diff", "v1.0.0", "--language", "en"),
        "comment": command(repository, work, "comment", "v1.0.0", "--language", "en"),
        "release": command(repository, work, "release", "1.0.1", *day),
    }
    version = "1.0.0" if outcomes["release"].status else "1.0.1"
    if kind.is_published or "publish" in kind.problems:
        target = work / "out"
        outcomes["publish"] = command(
            repository, work, "publish", version, "--any-tag", "--to", str(target)
        )
        files = tree_of(target / version) if (target / version).is_dir() else {}
        published = {
            path: hash for path, hash in files.items() if not COMMIT_DEPENDENT_FILES.search(path)
        }
    return Result(outcomes, published, build_inputs(repository, work, version))


def build_inputs(repository: Repository, work: Path, version: str) -> dict[str, str]:
    """The digest of each file of a tag that a build reads; none if publishing is refused."""
    with variables(repository), contextlib.chdir(repository.project):
        try:
            tagged = find_tag(repository.project, parse_version(version))
            checkout(repository.project, tagged.commit, work / "source")
        except RefusedError:
            return {}
    files = tree_of(work / "source" / tagged.prefix)
    return {path: hash for path, hash in files.items() if path.split("/")[0] in BUILD_INPUTS}


def is_reported(outcome: Outcome, problem: str) -> bool:
    """Whether a command reports the given problem and ends with a usual exit status."""
    match = re.search(problem, outcome.output)
    return outcome.status in (0, 1, 2) and match is not None


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_commands_do_not_depend_on_the_repository(
    name: str, original: Path, plain: Result, tmp_path: Path, repository_shapes: Counter[str]
) -> None:
    kind = KINDS[name]
    made = kind.make(tmp_path, copied(original, tmp_path / "repo"))
    repository = made if isinstance(made, Repository) else Repository(made)
    before = tags_and_head(repository)
    result = run_commands(repository, tmp_path, kind)
    for command_name, outcome in result.outcomes.items():
        assert not re.search("internal error|Traceback", outcome.output), outcome.output
        if command_name in kind.problems:
            assert is_reported(outcome, kind.problems[command_name]), (command_name, outcome)
        else:
            expected = plain.outcomes[command_name]
            if changes_pages(repository):
                outcome = dataclasses.replace(
                    outcome, output=_CHANGED_FILES.sub("", outcome.output)
                )
            assert outcome == expected, (command_name, outcome.output)
    is_released = not {"release", "publish"} & kind.problems.keys()
    if kind.is_published and is_released:
        assert result.published == plain.published
    if not kind.has_other_files and is_released:
        assert result.inputs == plain.inputs
    if result.outcomes["release"].status:
        assert tags_and_head(repository) == before, "a refused release changes nothing"
    repository_shapes["with all commands"] += 1  # printed at the end of the run


def changes_pages(repository: Repository) -> bool:
    """Whether the commit has other pages than the last release, so that reports name them."""
    try:
        return bool(git(repository.project, "diff", "--name-only", "refs/tags/v1.0.0", "HEAD",
                        "--", "docs"))  # fmt: skip
    except AssertionError:
        return False


def tags_and_head(repository: Repository) -> str:
    """The tags and the checked-out commit, or nothing if git cannot read them."""
    try:
        return git(repository.project, "show-ref", "--head")
    except AssertionError:
        return ""


@pytest.mark.slow
def test_the_plain_repository_gives_results(plain: Result) -> None:
    """Otherwise, all other repositories would only be compared with failures."""
    assert {name: outcome.status for name, outcome in plain.outcomes.items()} == dict.fromkeys(
        COMMANDS, 0
    )
    assert "1 change." in plain.outcomes["diff"].output
    assert "1.0.1 is tagged v1.0.1: patch" in plain.outcomes["release"].output
    assert "1.0.1 is published in WORK/out" in plain.outcomes["publish"].output
    assert len(plain.published) > 60
    assert len(plain.inputs) > 20
