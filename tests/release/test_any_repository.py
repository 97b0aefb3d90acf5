"""Commands give the same result in any repository, or report one problem that says why not."""

from __future__ import annotations

import contextlib
import dataclasses
import datetime as dt
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
from repository_kinds import COMMANDS, KINDS, Kind, Repository

from playbook.cli import main
from playbook.project import DATA_FOLDER
from playbook.release.checkout import checkout
from playbook.release.codes import RefusedError
from playbook.release.tagged_release import find_tag
from playbook.release.version_numbers import parse_version
from support import replace

_FILES = re.compile(
    r"\n\n\d+ published files? outside[^\n]*(?:\n+(?:  |- )[^\n]*)*|\n  \w+, not classified: [^\n]*"
)
"""The part of a report that names changed files."""
AT = "2026-03-02T09:00:00Z"
OF_THE_COMMIT = re.compile(r"manifest|sbom|\.cdx")
"""Files that name the commit, or contain the digests of all others."""
READ = (DATA_FOLDER, "docs", "changes", "mkdocs.yml")


_LINE = re.compile(r"(?:/blob/[0-9a-f]{40,64}/)?playbook_data/[^\s)]+(?::|#L)\d+")
"""A line of a file and the commit that a link names, which some repositories change."""


@dataclass(frozen=True)
class Outcome:
    """The exit status and the output of a command, without this test's paths and commits."""

    status: int
    output: str


@dataclass(frozen=True)
class Result:
    """What the commands printed, and the digests of the published and of the read files."""

    outcomes: dict[str, Outcome]
    built: dict[str, str]
    read: dict[str, str]


@pytest.fixture(scope="module")
def original(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A release, and a correction that is not released yet."""
    repo = copied(released(tmp_path_factory), tmp_path_factory.mktemp("original") / "repo")
    replace(repo, "policy/posting.yml", "en: It is their name.", "en: It is their own name.")
    commit(repo, "A correction", AT)
    return repo


@pytest.fixture(scope="module")
def plain(original: Path, tmp_path_factory: pytest.TempPathFactory) -> Result:
    work = tmp_path_factory.mktemp("plain")
    return results(Repository(copied(original, work / "repo")), work, KINDS["plain"])


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
        result = CliRunner().invoke(main, arguments)
    output = result.output.replace(str(repository.project), "PROJECT").replace(str(work), "WORK")
    return Outcome(result.exit_code, _LINE.sub("playbook_data/FILE:LINE", output))


def results(repository: Repository, work: Path, kind: Kind) -> Result:
    """Run all commands one after the other. A version is published even if it is not new."""
    built: dict[str, str] = {}
    day = ("--today", "2026-03-02")
    outcomes = {
        "check": command(repository, work, "check", *day),
        "diff": command(repository, work, "diff", "v1.0.0", "--language", "en"),
        "comment": command(repository, work, "comment", "v1.0.0", "--language", "en"),
        "release": command(repository, work, "release", "1.0.1", *day),
    }
    version = "1.0.0" if outcomes["release"].status else "1.0.1"
    if kind.builds or "publish" in kind.problems:
        target = work / "out"
        outcomes["publish"] = command(
            repository, work, "publish", version, "--any-tag", "--to", str(target)
        )
        built = tree_of(target / version) if (target / version).is_dir() else {}
        built = {path: hash for path, hash in built.items() if not OF_THE_COMMIT.search(path)}
    return Result(outcomes, built, read_files(repository, work, version))


def read_files(repository: Repository, work: Path, version: str) -> dict[str, str]:
    """The digest of each file of a tag that a build reads; none if publishing is refused."""
    with variables(repository), contextlib.chdir(repository.project):
        try:
            tagged = find_tag(repository.project, parse_version(version))
            checkout(repository.project, tagged.commit, work / "source")
        except RefusedError:
            return {}
    files = tree_of(work / "source" / tagged.prefix)
    return {path: hash for path, hash in files.items() if path.split("/")[0] in READ}


def is_reported(outcome: Outcome, problem: str) -> bool:
    """Whether a command reports one problem, without a traceback."""
    found = re.search(problem, outcome.output)
    return outcome.status in (0, 1, 2) and found is not None


@pytest.mark.slow
@pytest.mark.parametrize("name", KINDS)
def test_commands_do_not_depend_on_the_repository(
    name: str, original: Path, plain: Result, tmp_path: Path, repository_shapes: Counter[str]
) -> None:
    kind = KINDS[name]
    made = kind.make(tmp_path, copied(original, tmp_path / "repo"))
    repository = made if isinstance(made, Repository) else Repository(made)
    before = tags_and_head(repository)
    found = results(repository, tmp_path, kind)
    for each, outcome in found.outcomes.items():
        assert not re.search("internal error|Traceback", outcome.output), outcome.output
        if each in kind.problems:
            assert is_reported(outcome, kind.problems[each]), (each, outcome)
        else:
            expected = plain.outcomes[each]
            if changes_pages(repository):
                outcome = dataclasses.replace(outcome, output=_FILES.sub("", outcome.output))
            assert outcome == expected, (each, outcome.output)
    if kind.builds and not {"release", "publish"} & kind.problems.keys():
        assert found.built == plain.built
    if not kind.adds and not {"release", "publish"} & kind.problems.keys():
        assert found.read == plain.read
    if found.outcomes["release"].status:
        assert tags_and_head(repository) == before, "a refused release changes nothing"
    repository_shapes["with all commands"] += 1


def changes_pages(repository: Repository) -> bool:
    """Whether the commit really has other pages than the last release, which a report names."""
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
    """Otherwise, all others would only be compared with failures."""
    assert {name: outcome.status for name, outcome in plain.outcomes.items()} == dict.fromkeys(
        COMMANDS, 0
    )
    assert "1 change." in plain.outcomes["diff"].output
    assert "1.0.1 is tagged v1.0.1: patch" in plain.outcomes["release"].output
    assert "1.0.1 is published in WORK/out" in plain.outcomes["publish"].output
    assert min(len(plain.built), 3 * len(plain.read)) > 60
    assert dt.datetime.fromisoformat(AT).year == 2026
