"""Runs the commands of an organisation's computer as on Windows; windows/sitecustomize.py says how.

Not run here: a real Windows, its paths with drives and backslashes, and its consoles.
"""

from __future__ import annotations

import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import git

from site_helpers import build_in_process, make_project, tree_of
from support import TESTS

pytestmark = pytest.mark.slow

SIMULATION = TESTS / "machines" / "windows"
PACKAGE = ("--package", "git+https://git.example.com/playbook.git@" + "1" * 40)


def environment(folder: Path) -> dict[str, str]:
    """The environment of a process for which Windows is simulated in a folder."""
    paths = os.pathsep.join(map(str, (SIMULATION, TESTS.parent / "hooks")))
    added = {"WINDOWS_FOLDERS": str(folder), "PYTHONPATH": paths, "PYTHONDONTWRITEBYTECODE": "1"}
    return {**os.environ, **added, "NO_MKDOCS_2_WARNING": "1"}


def command(*arguments: str) -> list[str]:
    return [sys.executable, "-X", "warn_default_encoding", "-m", "playbook", *arguments]


def run(folder: Path, *arguments: str, status: int = 0) -> str:
    """The output of a command. Fails if it has another status, or warns of an encoding."""
    done = subprocess.run(
        command(*arguments), cwd=folder, env=environment(folder.parent), text=True,
        encoding="utf-8", stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == status, done.stdout
    assert "Traceback" not in done.stdout, done.stdout
    assert not re.search(r"/playbook/.*EncodingWarning", done.stdout), done.stdout
    return done.stdout


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the small playbook."""
    folder = make_project(tmp_path_factory.mktemp("windows") / "handbook")
    git(folder, "init", "--quiet", "--initial-branch=main", ".")
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--message", "one")
    return folder


@pytest.fixture
def changed(project: Path) -> Iterator[Path]:
    """The repository, which is restored after a test has changed it."""
    yield project
    git(project, "checkout", "--quiet", ".")
    git(project, "clean", "--quiet", "--force", "-d", "-x")


def test_the_simulation_refuses_what_windows_refuses(tmp_path: Path) -> None:
    """Otherwise the tests below would prove nothing."""
    code = """
import os
from pathlib import Path
def refused(step, *arguments):
    try:
        step(*arguments)
    except (OSError, ImportError, AttributeError):
        return
    raise SystemExit(f"{step} {arguments} was not refused")
open_file = Path("a").open("w")
refused(Path("a").unlink), refused(os.replace, "a", "b")
Path("c").write_text("c")
refused(os.rename, "c", "a"), refused(os.replace, "c", "a")
os.chmod("c", 0o444)
refused(os.remove, "c")
refused(os.mkdir, "con"), refused(Path("a:b").write_text, ""), refused(os.mkdir, "x" * 250)
refused(os.symlink, "a", "d"), refused(os.open, ".", os.O_RDONLY)
refused(lambda: os.geteuid()), refused(lambda: os.O_NOFOLLOW)
Path("e").write_text("1\\n2\\n")
assert Path("e").read_bytes() == b"1\\r\\n2\\r\\n"
"""
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env=environment(tmp_path), check=False
    )
    assert done.returncode == 0


def test_a_site_has_the_same_bytes_on_every_system(project: Path, tmp_path: Path) -> None:
    assert run(project, "check", "--strict").endswith("no problems\n")
    for _ in range(2):  # the second site replaces the first one
        assert run(project, "build").endswith("The handbook is in site\n")
    other = make_project(tmp_path / "handbook")
    build_in_process(other)
    assert tree_of(project / "site") == tree_of(other / "site")
    assert list(project.glob(".site*")) == []
    run(project, "build", "--from-disk", "--site-dir", "preview")
    pages = (project / "preview").rglob("*.html")
    assert [page for page in pages if b"\r" in page.read_bytes()] == []


def test_data_is_edited_and_compared(changed: Path) -> None:
    shown = run(changed, "new", "policy", "new-rule", "--chapter", "posting")
    assert "added 'new-rule' as a draft" in shown
    run(changed, "new", "chapter", "new-chapter")
    assert "10 files changed" in run(changed, "rename", "moderator", "host", "--yes")
    assert "host" in run(changed, "diff", "HEAD")
    run(changed, "remove", "language", "en", "--yes")
    run(changed, "fix")
    run(changed, "schema")
    names = git(changed, "ls-files", "--others", "--modified").splitlines()
    assert "playbook_data/policy/new-chapter.yml" in names
    files = [changed / name for name in names if name.endswith((".yml", ".json"))]
    assert [path for path in files if path.is_file() and b"\r" in path.read_bytes()] == []


def test_a_checkout_with_the_line_endings_of_windows_works(changed: Path) -> None:
    """As by git with ``core.autocrlf``, which its installer for Windows turns on."""
    git(changed, "config", "core.autocrlf", "true")
    for path in (*changed.glob("playbook_data/**/*.yml"), *changed.glob("docs/**/*.md")):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    git(changed, "add", "--all")
    assert git(changed, "status", "--porcelain") == ""
    assert run(changed, "check", "--strict").endswith("no problems\n")
    run(changed, "fix")
    assert git(changed, "status", "--porcelain") == ""
    run(changed, "new", "policy", "new-rule", "--chapter", "posting")
    text = (changed / "playbook_data" / "policy" / "posting.yml").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")
    git(changed, "config", "core.autocrlf", "false")


def test_a_repository_is_created(tmp_path: Path) -> None:
    """In a folder with a space and Swedish letters."""
    folder = tmp_path / "vår handbok"
    settings = ("--sector", "company", "--languages", "sv", "--countries", "SE", "--host", "github")
    run(tmp_path, "init", folder.name, "--name", "Åkeri", "--starter", "small", *settings, *PACKAGE)
    names = [path for path in folder.rglob("*") if path.is_file()]
    assert [path for path in names if path.suffix != ".png" and b"\r" in path.read_bytes()] == []
    assert "no problems" in run(folder, "check")


def test_all_writes_name_their_line_endings() -> None:
    """Otherwise they would be those of the system, and the bytes of a site too."""
    package = TESTS.parent / "hooks" / "playbook"
    calls = re.compile(r"\.write_text\((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*\)")
    for path in package.rglob("*.py"):
        for call in calls.findall(path.read_text(encoding="utf-8")):
            assert 'newline="\\n"' in call, f"{path}: {call}"
