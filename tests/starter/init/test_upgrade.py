"""Checks ``playbook upgrade``: what it replaces, merges, keeps and removes."""

from __future__ import annotations

import json
import re
import resource
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from factories import git

from commands import environment, run
from init_helpers import GIT_SOURCE
from playbook import __version__
from playbook.starter.changelog import changes_since
from playbook.starter.content import CHANGELOG, shipped_content
from playbook.starter.fork import with_plugin
from playbook.starter.merge import merge_file
from playbook.starter.upgrade import digest
from site_helpers import ROOT, tree_of

RECORD = ".playbook-init.json"
WORKFLOW = ".github/workflows/handbook.yml"
PACKAGE = ("--package", GIT_SOURCE)


@pytest.fixture(scope="module")
def created(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("created")
    done = run(
        folder, "init", "repo", "--name", "Norrdal", "--sector", "company", "--languages", "sv",
        "--countries", "SE", "--host", "github", "--starter", "empty", "--git", *PACKAGE,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    commit(folder / "repo", "Created")
    return folder / "repo"


@pytest.fixture
def repo(created: Path, tmp_path: Path) -> Path:
    shutil.copytree(created, tmp_path / "repo")
    return tmp_path / "repo"


def commit(repo: Path, message: str) -> str:
    git(repo, "add", "--all")
    git(repo, "commit", "--quiet", "--message", message)
    return git(repo, "rev-parse", "HEAD")


def pretend_older_file(repo: Path, path: str, text: str | None) -> None:
    """Make a file look as if an older generator wrote this text; None: as if it wrote no file."""
    record = json.loads((repo / RECORD).read_text("utf-8"))
    if text is None:
        (repo / path).unlink()
        del record["files"][path]
    else:
        (repo / path).parent.mkdir(parents=True, exist_ok=True)
        (repo / path).write_text(text, "utf-8")
        record["files"][path] = digest(text.encode())
    record["generator"] = "0.1.0"
    (repo / RECORD).write_text(json.dumps(record), "utf-8")
    commit(repo, f"An older {path}")


def upgrade(repo: Path, *args: str, status: int = 0) -> str:
    done = run(repo, "upgrade", *PACKAGE, *args)
    assert done.returncode == status, done.stdout + done.stderr
    return done.stdout.decode() + done.stderr.decode()


def test_an_upgrade_of_what_is_up_to_date_changes_nothing(repo: Path) -> None:
    before = tree_of(repo)
    assert upgrade(repo) == "Everything is up to date.\n\n"
    assert tree_of(repo) == before


@pytest.mark.slow
def test_files_that_nobody_changed_are_replaced_added_and_removed(repo: Path) -> None:
    newest = tree_of(repo)
    pretend_older_file(repo, ".editorconfig", "# older\n")
    pretend_older_file(repo, ".ci/obsolete/script.py", "print()\n")
    pretend_older_file(repo, ".ci/freshen", None)
    before = tree_of(repo)
    planned = upgrade(repo, "--dry-run")
    assert tree_of(repo) == before
    output = upgrade(repo)
    assert output == planned
    for line in (
        ".editorconfig: replaced", ".ci/freshen: added", ".ci/obsolete/script.py: removed",
        f"{RECORD}: replaced",
    ):  # fmt: skip
        assert f"{line}\n" in output
    assert "## 0.2.0" in output
    assert {path: data for path, data in tree_of(repo).items() if not path.startswith(".git/")} == {
        path: data for path, data in newest.items() if not path.startswith(".git/")
    }
    assert not (repo / ".ci" / "obsolete").exists()


@pytest.mark.slow
@pytest.mark.parametrize("ending", ["\n", "\r\n"])
def test_changed_file_is_merged(repo: Path, ending: str) -> None:
    newest = (repo / WORKFLOW).read_text("utf-8")
    pretend_older_file(repo, WORKFLOW, newest.replace("retention-days: 14", "retention-days: 7"))
    ours = (repo / WORKFLOW).read_text("utf-8").replace("name: handbook\n", "name: our handbook\n")
    (repo / WORKFLOW).write_bytes(ours.replace("\n", ending).encode())
    commit(repo, "Ours")
    assert f"{WORKFLOW}: merged with your changes\n" in upgrade(repo)
    wanted = newest.replace("name: handbook\n", "name: our handbook\n").replace("\n", ending)
    assert (repo / WORKFLOW).read_bytes() == wanted.encode()
    commit(repo, "Upgraded")
    again = upgrade(repo)
    assert WORKFLOW not in again, "the merged file has the newer changes already"


@pytest.mark.slow
def test_conflict_is_marked_and_reported(repo: Path) -> None:
    newest = (repo / WORKFLOW).read_text("utf-8")
    pretend_older_file(repo, WORKFLOW, newest.replace("name: handbook\n", "name: older\n"))
    ours = (repo / WORKFLOW).read_text("utf-8").replace("name: older\n", "name: ours\n")
    (repo / WORKFLOW).write_text(ours, "utf-8")
    commit(repo, "Ours")
    assert f"{WORKFLOW}: has a conflict; resolve it\n" in upgrade(repo, status=1)
    text = (repo / WORKFLOW).read_text("utf-8")
    assert "<<<<<<< yours\nname: ours\n=======\nname: handbook\n>>>>>>> new\n" in text


@pytest.mark.slow
def test_file_whose_former_version_is_unknown_is_written_beside_the_changed_one(repo: Path) -> None:
    record = json.loads((repo / RECORD).read_text("utf-8"))
    record["files"][".editorconfig"] = "0" * 64
    (repo / RECORD).write_text(json.dumps(record), "utf-8")
    newest = (repo / ".editorconfig").read_bytes()
    (repo / ".editorconfig").write_text("# ours\n", "utf-8")
    commit(repo, "Ours")
    output = upgrade(repo, status=1)
    assert ".editorconfig: has a conflict; resolve it (.editorconfig.new)\n" in output
    assert (repo / ".editorconfig").read_text("utf-8") == "# ours\n"
    assert (repo / ".editorconfig.new").read_bytes() == newest


@pytest.mark.slow
def test_removed_file_stays_removed_and_a_changed_one_that_is_not_needed_stays(repo: Path) -> None:
    pretend_older_file(repo, ".ci/obsolete.py", "print()\n")
    (repo / ".ci" / "obsolete.py").write_text("print(1)\n", "utf-8")
    (repo / ".vscode" / "extensions.json").unlink()
    commit(repo, "Ours")
    output = upgrade(repo)
    assert ".vscode/extensions.json: not restored, because you removed it\n" in output
    assert ".ci/obsolete.py: kept, because you changed it" in output
    assert (repo / ".ci" / "obsolete.py").read_text("utf-8") == "print(1)\n"
    assert not (repo / ".vscode" / "extensions.json").exists()


@pytest.mark.slow
def test_links_are_never_written_through(repo: Path) -> None:
    outside = repo.parent / "outside"
    outside.mkdir()
    newest = (repo / "RELEASES.md").read_bytes()
    pretend_older_file(repo, "UPGRADE.md", None)
    pretend_older_file(repo, ".ci/freshen", None)
    (repo / "UPGRADE.md").symlink_to("../outside/new.md")
    (repo / ".ci").rename(outside / "ci")
    (repo / ".ci").symlink_to("../outside/ci")
    record = json.loads((repo / RECORD).read_text("utf-8"))
    record["files"]["RELEASES.md"] = "0" * 64
    (repo / RECORD).write_text(json.dumps(record), "utf-8")
    (repo / "RELEASES.md").write_text("# Ours\n", "utf-8")
    commit(repo, "Ours")
    (repo / "RELEASES.md.new").symlink_to("../outside/releases.md")
    (repo / "RELEASES.md.new.2").write_text("mine", "utf-8")
    before = tree_of(outside)
    output = upgrade(repo, status=1)
    assert tree_of(outside) == before
    for path in ("UPGRADE.md", ".ci/freshen", ".ci/askpass"):
        assert f"{path}: not written, because it is a link or not a file\n" in output
    assert "RELEASES.md: has a conflict; resolve it (RELEASES.md.new.3)\n" in output
    assert (repo / "RELEASES.md.new.2").read_text("utf-8") == "mine"
    assert (repo / "RELEASES.md.new.3").read_bytes() == newest


@pytest.mark.slow
def test_upgrade_that_fails_changes_nothing_and_can_be_repeated(repo: Path) -> None:
    """As on a full disk, a write fails: no file can have more than 20 kB."""
    newest = (repo / "requirements.txt").read_bytes()
    assert len(newest) > 20_480
    pretend_older_file(repo, "requirements.txt", "older\n")
    before = tree_of(repo)
    done = subprocess.run(
        [sys.executable, "-m", "playbook", "upgrade", *PACKAGE], cwd=repo, env=environment(),
        capture_output=True, check=False,
        preexec_fn=lambda: resource.setrlimit(resource.RLIMIT_FSIZE, (20_480, 20_480)),
    )  # fmt: skip
    assert done.returncode == 2
    assert b"Error: nothing was changed: [Errno 27] File too large" in done.stderr
    after = tree_of(repo)
    for path in (RECORD, "requirements.txt"):
        assert after[path] == before[path]
    assert "requirements.txt: replaced\n" in upgrade(repo)
    assert (repo / "requirements.txt").read_bytes() == newest


@pytest.mark.slow
def test_record_is_written_last(repo: Path) -> None:
    """A process that is killed leaves the former record, and the upgrade can be repeated."""
    pretend_older_file(repo, "requirements.txt", "older\n")
    pretend_older_file(repo, ".editorconfig", "# older\n")
    upgrade(repo)
    times = [(repo / path).stat().st_mtime_ns for path in ("requirements.txt", ".editorconfig")]
    assert (repo / RECORD).stat().st_mtime_ns >= max(times)


@pytest.mark.slow
def test_data_in_the_record_still_belongs_to_the_organisation(repo: Path) -> None:
    settings = repo / "playbook_data" / "playbook.yml"
    pretend_older_file(repo, "playbook_data/playbook.yml", settings.read_text("utf-8"))
    assert "playbook_data/playbook.yml: " not in upgrade(repo)
    assert settings.is_file()


@pytest.mark.slow
@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("uncommitted", "there are changes that are not committed; commit them first"),
        ("no record", "this repository has no record of 'playbook init'"),
        ("broken record", f"{RECORD} cannot be read: "),
        ("newer record", f"{RECORD} has format 9, and this generator reads 1"),
        ("incomplete record", f"{RECORD} lacks name; restore it from git"),
        ("unknown host", f"{RECORD} has an invalid host: 'bitbucket'; restore it from git"),
        ("no countries", f"{RECORD} has an invalid countries: []; restore it from git"),
        ("linked record", f"{RECORD} is a link; replace it by the file"),
        ("no git", "not a git repository"),
    ],
)
def test_what_cannot_be_upgraded_is_refused_and_nothing_is_written(
    repo: Path, change: str, message: str
) -> None:
    record = repo / RECORD
    if change == "uncommitted":
        (repo / ".editorconfig").write_text("# ours\n", "utf-8")
    elif change == "no record":
        git(repo, "rm", "--quiet", RECORD)
    elif change == "broken record":
        record.write_text("{", "utf-8")
    elif change == "linked record":
        record.rename(repo.parent / "record.json")
        record.symlink_to("../record.json")
    elif change == "no git":
        shutil.rmtree(repo / ".git")
    else:
        data = json.loads(record.read_text("utf-8"))
        data = {**data, "format": 9} if change == "newer record" else data
        data = {**data, "host": "bitbucket"} if change == "unknown host" else data
        data = {**data, "countries": []} if change == "no countries" else data
        if change == "incomplete record":
            del data["name"]
        record.write_text(json.dumps(data), "utf-8")
    if change not in ("uncommitted", "no git"):
        commit(repo, change)
    before = tree_of(repo)
    assert message in upgrade(repo, status=2)
    assert tree_of(repo) == before


@pytest.fixture(scope="module")
def fork(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the files of this one, except for its tests."""
    folder = tmp_path_factory.mktemp("fork") / "repo"
    listed = subprocess.run(
        ["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, check=True, text=True
    ).stdout
    for path in filter(None, listed.split("\0")):
        if not path.startswith(("tests/", "changes/")) and (ROOT / path).is_file():
            (folder / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(ROOT / path, folder / path)
    git(folder, "init", "--quiet", "--initial-branch=main")
    git(folder, "config", "core.autocrlf", "false")
    return folder


@pytest.mark.slow
def test_fork_becomes_a_repository_that_installs_the_generator(fork: Path) -> None:
    base = commit(fork, "The generator")
    changed = ("hooks/playbook/visible.py", WORKFLOW, "Makefile", "playbook_data/roles.yml")
    for path in changed:
        with (fork / path).open("a", encoding="utf-8") as file:
            file.write("# ours\n")
    (fork / "docs" / "ours.md").write_text("# Vår sida\n", "utf-8")
    commit(fork, "Ours")
    organisation = ("playbook_data/", "docs/", "schema/")
    kept = {path: data for path, data in tree_of(fork).items() if path.startswith(organisation)}
    assert any(path.startswith("schema/") for path in kept)
    (fork / "mkdocs.yml").rename(fork.parent / "mkdocs.yml")
    (fork / "mkdocs.yml").symlink_to("../mkdocs.yml")
    commit(fork, "A link")
    linked = tree_of(fork)
    assert "mkdocs.yml is a link" in upgrade(fork, "--fork", base, status=2)
    assert tree_of(fork) == linked
    git(fork, "reset", "--quiet", "--hard", "HEAD~")
    output = upgrade(fork, "--fork", base)
    after = tree_of(fork)
    assert {path: data for path, data in after.items() if path.startswith(organisation)} == kept
    assert [path for path in after if path.startswith("hooks/")] == ["hooks/playbook/visible.py"]
    assert "hooks/playbook/visible.py: kept, because you changed it" in output
    assert f"{WORKFLOW}: merged with your changes\n" in output
    workflow = (fork / WORKFLOW).read_text("utf-8")
    assert "-r generator.txt" in workflow
    assert workflow.endswith("# ours\n")
    config = (fork / "mkdocs.yml").read_text("utf-8")
    assert "\nplugins: [playbook]" in config
    assert "hooks:" not in config
    checked = run(fork, "check", "--strict")
    assert checked.returncode == 0, checked.stdout
    commit(fork, "Upgraded")
    assert upgrade(fork).startswith("Everything is up to date.\n")


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("plugins: []  # x\nhooks: [hooks/mkdocs_hooks.py]\n", "plugins: [playbook]  # x\n"),
        ("hooks: [hooks/mkdocs_hooks.py]\nplugins: [tags, a]\n", "plugins: [playbook, tags, a]\n"),
        (
            "hooks:\n  - hooks/mkdocs_hooks.py\nplugins:\n  - tags\n",
            "plugins:\n  - playbook\n  - tags\n",
        ),
        ("site_name: x\nhooks: [hooks/mkdocs_hooks.py]\n", "site_name: x\nplugins: [playbook]\n"),
        ("site_name: x\nhooks: [ours.py, hooks/mkdocs_hooks.py]\n", None),
        ("site_name: x\n", None),
        ("hooks:\n  - hooks/mkdocs_hooks.py\n  - mine.py\n", None),
        ("hooks: [hooks/mkdocs_hooks.py]\nstrict: true", "strict: true\nplugins: [playbook]\n"),
        ("plugins:\n  # Ours\n  - tags\nhooks: [hooks/mkdocs_hooks.py]\n", None),
        ("plugins: {tags: {}}\nhooks: [hooks/mkdocs_hooks.py]\n", None),
        ("plugins: [\n  tags]\nhooks: [hooks/mkdocs_hooks.py]\n", None),
        (
            "plugins: [{x: 'a\\d'}]\nhooks: [hooks/mkdocs_hooks.py]\n",
            "plugins: [playbook, {x: 'a\\d'}]\n",
        ),
        ("plugins: [{x: [1, 2]}]\nhooks: [hooks/mkdocs_hooks.py]\n",
         "plugins: [playbook, {x: [1, 2]}]\n"),
        ("plugins: ['a]', b]\nhooks: [hooks/mkdocs_hooks.py]\n", "plugins: [playbook, 'a]', b]\n"),
        ("plugins: [a, a#b] # ]\nhooks: [hooks/mkdocs_hooks.py]\n",
         "plugins: [playbook, a, a#b] # ]\n"),
        ("hooks: [hooks/mkdocs_hooks.py]\nx: !!python/name:os.system\n",
         "x: !!python/name:os.system\nplugins: [playbook]\n"),
        ("hooks: [hooks/mkdocs_hooks.py]\nsite_name: \udce5\n", None),
        ("hooks: [hooks/mkdocs_hooks.py]\nsite_name: [\n", None),
    ],
)  # fmt: skip
def test_plugin_replaces_the_hook(old: str, new: str | None) -> None:
    assert with_plugin(old.encode("utf-8", "surrogateescape")) == new


def test_the_newest_version_of_the_changelog_is_that_of_the_package() -> None:
    changelog = shipped_content().text(CHANGELOG)
    assert re.findall(r"(?m)^## (\S+?)(?:,.*)?$", changelog)[0] == __version__
    assert changes_since(changelog, __version__) == ""


def test_the_changes_since_a_version_are_the_newer_sections() -> None:
    newest, released = "## 0.3.0, not released yet\n\nC", "## 0.2.0, 2026-12-01\n\nB"
    text = f"# Changelog\n\n{newest}\n\n{released}\n\n## 0.1.0\n\nA\n"
    assert changes_since(text, "0.1.0") == f"{newest}\n\n{released}"
    assert changes_since(text, "0.3.0") == ""
    assert changes_since(text, "").count("## ") == 3


def test_both_sides_of_a_merge_are_kept() -> None:
    merged = merge_file(b"a\n1\n2\n3\nb2\n", b"a\n1\n2\n3\nb\n", b"a2\n1\n2\n3\nb\n")
    assert merged == (b"a2\n1\n2\n3\nb2\n", False)
    conflict = b"<<<<<<< yours\nx\n=======\nz\n>>>>>>> new\n"
    assert merge_file(b"x\n", b"y\n", b"z\n") == (conflict, True)
