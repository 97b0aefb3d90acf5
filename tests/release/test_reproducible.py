"""The same tag gives the same bytes: another day, folder, time zone and locale."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from factories import ROOT, Process, bare_repository, commit, git, project, tree_of
from release_history import adopted

from commands import environment, run
from playbook.project import DATA_FOLDER
from playbook.release.manifest import digest
from playbook.release.python_runner import passed_variables
from support import replace, to_format_1

pytestmark = pytest.mark.slow

FAKETIME = ("/usr/lib/x86_64-linux-gnu/faketime/libfaketime.so.1",
            "/usr/lib/aarch64-linux-gnu/faketime/libfaketime.so.1")  # fmt: skip


def playbook(folder: Path, *args: str, **variables: str) -> Process:
    """Run the command in a folder, as a person or CI would.

    Python reads some variables only when it starts, so with variables other than git's, the process
    is not forked.
    """
    if all(name.startswith("GIT_") for name in variables):
        done = run(folder, *args, env=variables)
        return Process(done.returncode, (done.stdout + done.stderr).decode())
    started = subprocess.run(
        [sys.executable, "-m", "playbook", *args], cwd=folder, env=environment(**variables),
        capture_output=True, text=True,
    )  # fmt: skip
    return Process(started.returncode, started.stdout + started.stderr)


def publish(folder: Path, *args: str, **variables: str) -> Process:
    """Publish a version whose tag was made by hand."""
    return playbook(folder, "publish", "--any-tag", *args, **variables)


@pytest.fixture(scope="module")
def tagged(tmp_path_factory: pytest.TempPathFactory) -> Path:
    repo = project(tmp_path_factory.mktemp("tagged") / "repo")
    git(repo, "tag", "v1.0.0")
    return repo


def faketime_library() -> str:
    found = [path for path in FAKETIME if Path(path).is_file()]
    assert found, "install faketime: tests/install-tools does"
    return found[0]


def test_another_day_folder_time_zone_and_locale_give_the_same_bytes(
    tagged: Path, tmp_path: Path
) -> None:
    elsewhere = tmp_path / "another place" / "with å in it"
    git(tagged, "clone", "--quiet", str(tagged), str(elsewhere))
    (tmp_path / "home").mkdir()  # libfaketime reads this file, because a build gets few variables
    (tmp_path / "home" / ".faketimerc").write_text("@2031-07-04 23:59:00\n")
    clock = {"LD_PRELOAD": faketime_library(), "HOME": str(tmp_path / "home")}
    place = {"TZ": "Pacific/Kiritimati", "LC_ALL": "tr_TR.UTF-8", "PYTHONHASHSEED": "7"}
    first = publish(tagged, "1.0.0", "--to", str(tmp_path / "one"), TZ="America/Lima")
    assert first.code == 0, first.output
    (elsewhere / "tmp").mkdir()
    second = publish(elsewhere, "1.0.0", "--to", str(tmp_path / "other"),
        TMPDIR=str(elsewhere / "tmp"), **clock, **place,
    )  # fmt: skip
    assert second.code == 0, second.output
    assert tree_of(tmp_path / "one") == tree_of(tmp_path / "other")
    build_variables = passed_variables({**os.environ, **clock}, installs=False)
    year = subprocess.run(["date", "+%Y"], env=build_variables, capture_output=True)
    assert year.stdout == b"2031\n", "otherwise the clock of the build was not another one"
    compressed = [path for path in tree_of(tmp_path / "one") if path.endswith(".gz")]
    assert compressed == []


def test_verify_builds_the_tag_again_and_finds_a_difference(tagged: Path, tmp_path: Path) -> None:
    tree = tmp_path / "tree"
    assert publish(tagged, "1.0.0", "--to", str(tree)).code == 0
    same = playbook(tagged, "verify", str(tree), "--rebuild", "--here")
    assert (same.code, same.output.splitlines()[0]) == (0, summary(tree, 0))
    manifest = json.loads((tree / "1.0.0/manifest.json").read_text())
    assert manifest["commit"] == git(tagged, "rev-parse", "v1.0.0^{commit}")
    assert manifest["date"] == "2026-03-02T08:00:00Z"
    assert manifest["environment"]["packages"]["mkdocs"]
    forged = b"forged"
    page = tree / "1.0.0/index.html"
    page.unlink()
    page.write_bytes(forged)
    other = playbook(tagged, "verify", str(tree), "--rebuild", "--here")
    assert other.code == 1
    assert "1.0.0/index.html:1:1: error PB830: 1.0.0/index.html differs" in other.output


def test_the_environment_of_the_lock_gives_the_same_bytes(tagged: Path, tmp_path: Path) -> None:
    """A version built with the tag's lock file is rebuilt with the installed packages."""
    repo, tree = tmp_path / "repo", tmp_path / "tree"
    git(tagged, "clone", "--quiet", str(tagged), str(repo))
    shutil.copy(ROOT / "requirements.txt", repo / "requirements.txt")
    commit(repo, "A lock")
    git(repo, "tag", "--force", "v1.0.0")
    done = publish(repo, "1.0.0", "--to", str(tree), "--rebuild")
    assert done.code == 0, done.output
    manifest = json.loads((tree / "1.0.0/manifest.json").read_text())
    assert manifest["environment"]["lock"] == digest((repo / "requirements.txt").read_bytes())
    checked = playbook(repo, "verify", str(tree), "--rebuild", "--here", SOURCE_DATE_EPOCH="0")
    assert (checked.code, checked.output.splitlines()[0]) == (0, summary(tree, 0)), checked.output


def test_a_tag_in_format_1_is_published_and_rebuilt(tagged: Path, tmp_path: Path) -> None:
    """It is built without migrated files, and the next release records only what has changed."""
    tree = tmp_path / "tree"
    repo = tmp_path / "repo"
    git(tagged, "clone", "--quiet", str(tagged), str(repo))
    git(repo, "config", "user.name", "Ed")
    git(repo, "config", "user.email", "ed@verkstan.test")
    to_format_1(adopted(repo))
    commit(repo, "Format 1")
    git(repo, "tag", "--force", "v1.0.0")
    done = publish(repo, "1.0.0", "--to", str(tree))
    assert done.code == 0, done.output
    assert playbook(repo, "fix").output.count(": fixed") == 4
    commit(repo, "Format 2")
    assert playbook(repo, "diff", "v1.0.0", "HEAD").output == "Inga ändringar.\n"
    replace(repo, "keys.yml", "Listen first.", "Listen last.")
    commit(repo, "Last")
    prepared = playbook(repo, "release", "1.1.0", "--today", "2026-03-04")
    assert prepared.code == 0, prepared.output
    record = (repo / "changes" / "1.1.0.yml").read_text()
    assert record.count("- {") == 1
    assert '"listen"' in record
    done = publish(repo, "1.1.0", "--to", str(tree))
    assert done.code == 0, done.output
    checked = playbook(repo, "verify", str(tree), "--rebuild", "--here")
    assert checked.code == 0, checked.output
    assert checked.output.startswith("2 versions, ")


def summary(tree: Path, differences: int) -> str:
    # Not counted: the manifests of the root and of the version, and two files that hosts hide.
    files = sum(1 for path in tree.rglob("*") if path.is_file()) - 4
    return f"1 version, {files} files, {differences} difference{'s' * (differences != 1)}"


def test_a_moved_tag_is_found(tagged: Path, tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    git(tagged, "clone", "--quiet", str(tagged), str(repo))
    tree = tmp_path / "tree"
    assert publish(repo, "1.0.0", "--to", str(tree)).code == 0
    replace(repo, "keys.yml", "Listen first.", "Listen last.")
    commit(repo, "Quietly", "2026-03-03T08:00:00Z")
    git(repo, "tag", "--force", "v1.0.0")
    again = publish(repo, "1.0.0", "--to", str(tree))
    assert again.code == 1
    assert (
        "error PB820: version 1.0.0 is already published, but en/keys/index.html differs"
        in again.output
    )
    checked = playbook(repo, "verify", str(tree), "--rebuild", "--here")
    assert "1.0.0/en/keys/index.html differs" in checked.output
    assert "1.0.0/manifest.json names another commit than v1.0.0" in checked.output


def test_a_lock_file_with_packages_that_are_not_installed_is_refused(
    tagged: Path, tmp_path: Path
) -> None:
    repo = tmp_path / "repo"
    git(tagged, "clone", "--quiet", str(tagged), str(repo))
    (repo / "requirements.txt").write_text("mkdocs==1.5.0 \\\n    --hash=sha256:00\n")
    commit(repo, "A lock")
    git(repo, "tag", "--force", "v1.0.0")
    done = publish(repo, "1.0.0", "--to", str(tmp_path / "tree"))
    assert done.code == 1
    assert "error PB831: mkdocs is 1.6.1 here but was 1.5.0 for the release" in done.output
    rebuilt = publish(repo, "1.0.0", "--to", str(tmp_path / "tree"), "--rebuild")
    assert rebuilt.code == 1
    assert "error PB833: the environment of the tag cannot be created" in rebuilt.output
    assert not (tmp_path / "tree").exists()


def test_a_tag_without_a_lock_has_no_environment_to_rebuild(tagged: Path, tmp_path: Path) -> None:
    done = publish(tagged, "1.0.0", "--to", str(tmp_path / "tree"), "--rebuild")
    assert (done.code, len(done.output.splitlines())) == (1, 1)
    assert "error PB832: the tag has no requirements.txt" in done.output
    assert not (tmp_path / "tree").exists()


def test_a_tag_whose_data_names_another_version_is_refused(tagged: Path, tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    git(tagged, "clone", "--quiet", str(tagged), str(repo))
    git(repo, "tag", "v1.0.1")
    done = publish(repo, "1.0.1", "--to", str(tmp_path / "tree"))
    assert (done.code, len(done.output.splitlines())) == (1, 1)
    assert "error PB809: the tag v1.0.1 contains version 1.0.0 of the handbook" in done.output
    assert not (tmp_path / "tree").exists()


CASES = {
    "no tag": ("PB805: there is no tag v1.0.1", ("publish", "--any-tag", "1.0.1")),
    "no number": ("PB801: 'one' is not a valid version number", ("publish", "--any-tag", "one")),
}


@pytest.mark.parametrize(("output", "args"), CASES.values(), ids=CASES)
def test_a_version_that_does_not_exist_is_refused_in_one_line(
    tagged: Path, tmp_path: Path, output: str, args: list[str]
) -> None:
    done = playbook(tagged, *args, "--to", str(tmp_path / "tree"))
    assert (done.code, len(done.output.splitlines())) == (1, 1)
    assert output in done.output
    assert not (tmp_path / "tree").exists()


def test_a_dirty_folder_a_shallow_clone_and_no_repository_are_refused(
    tagged: Path, tmp_path: Path
) -> None:
    dirty, shallow, bad = tmp_path / "dirty", tmp_path / "shallow", tmp_path / "no repository"
    git(tagged, "clone", "--quiet", str(tagged), str(dirty))
    replace(dirty, "keys.yml", "Listen first.", "Listen last.")
    git(tagged, "clone", "--quiet", "--depth", "1", tagged.as_uri(), str(shallow))
    bad.mkdir()
    for folder, code in ((dirty, "PB806"), (shallow, "PB807"), (bad, "PB808")):
        done = publish(folder, "1.0.0", "--to", str(tmp_path / "tree"))
        assert (done.code, len(done.output.splitlines())) == (1, 1), done.output
        assert f"error {code}: " in done.output
    assert not (tmp_path / "tree").exists()


def test_a_tag_that_does_not_build_is_refused(tagged: Path, tmp_path: Path) -> None:
    repo = tmp_path / "repo"
    git(tagged, "clone", "--quiet", str(tagged), str(repo))
    (repo / DATA_FOLDER / "keys.yml").write_text("entries: [{id: UPPER}]\n")
    commit(repo, "Wrong")
    git(repo, "tag", "v1.0.1")
    done = publish(repo, "1.0.1", "--to", str(tmp_path / "tree"))
    assert (done.code, len(done.output.splitlines())) == (1, 1)
    assert "error PB810: the tag could not be built: playbook_data/keys.yml:1:" in done.output


def test_real_versions_need_little_space_in_git(
    tagged: Path, tmp_path: Path, report_line: Callable[[str], None]
) -> None:
    """The branch of a real handbook, after git gc."""
    repo, remote = tmp_path / "repo", bare_repository(tmp_path / "remote.git")
    git(tagged, "clone", "--quiet", str(tagged), str(repo))
    git(repo, "remote", "set-url", "origin", str(remote))
    assert publish(repo, "1.0.0", "--branch", "pages").code == 0
    sizes = [packed_size(remote)]
    replace(repo, "playbook.yml", "release: 1.0.0", "release: 1.0.1")
    commit(repo, "Release 1.0.1", "2026-04-02T08:00:00Z")
    git(repo, "tag", "v1.0.1")
    assert publish(repo, "1.0.1", "--branch", "pages").code == 0
    sizes.append(packed_size(remote) - sizes[0])
    report_line(
        f"packed, a handbook: {sizes[0]} bytes, a release without changed entries {sizes[1]}"
    )
    assert sizes[1] <= sizes[0] / 2
    assert git(remote, "rev-parse", "pages:latest") == git(remote, "rev-parse", "pages:1.0.1")


def packed_size(repo: Path) -> int:
    git(repo, "gc", "--quiet", "--prune=now", "--aggressive")
    return sum(path.stat().st_size for path in (repo / "objects" / "pack").glob("*.pack"))
