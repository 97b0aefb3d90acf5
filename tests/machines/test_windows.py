"""Runs the commands that an organisation uses as on Windows: see windows/sitecustomize.py.

The tests cannot show what only a real Windows has: drives, backslashes in paths, and its consoles.
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

from site_helpers import make_project
from support import TESTS

pytestmark = pytest.mark.slow

SIMULATION = TESTS / "machines" / "windows"
COMMANDS = TESTS / "machines" / "commands_here.py"


def environment(folder: Path) -> dict[str, str]:
    """The environment of a process for which Windows is simulated in a folder."""
    paths = os.pathsep.join(map(str, (SIMULATION, TESTS.parent / "hooks")))
    return {
        **os.environ, "WINDOWS_FOLDERS": str(folder), "PYTHONPATH": paths,
        "PYTHONDONTWRITEBYTECODE": "1", "NO_MKDOCS_2_WARNING": "1",
    }  # fmt: skip


def run(folder: Path, *arguments: str) -> str:
    """The output of a command, which must succeed."""
    done = subprocess.run(
        [sys.executable, "-m", "playbook", *arguments], cwd=folder,
        env=environment(folder.parent), encoding="utf-8",
        stdout=subprocess.PIPE, stderr=subprocess.STDOUT, check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stdout
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
def restored_project(project: Path) -> Iterator[Path]:
    """The repository of `project`, which a test may change; afterwards it is restored."""
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


def test_all_commands_work_and_a_site_has_the_same_bytes(tmp_path: Path) -> None:
    """Runs the script that CI runs on each system."""
    here, simulated = tmp_path / "here.txt", tmp_path / "windows.txt"
    variables = environment(tmp_path)
    on_this_system = {**variables, "WINDOWS_FOLDERS": ""}
    on_windows = {**variables, "PYTHONWARNDEFAULTENCODING": "1"}
    for file, env in ((here, on_this_system), (simulated, on_windows)):
        done = subprocess.run(
            [sys.executable, COMMANDS, file], cwd=tmp_path, env={**env, "TMPDIR": str(tmp_path)},
            stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, check=False,
        )  # fmt: skip
        assert done.returncode == 0, done.stdout
    assert here.read_bytes() == simulated.read_bytes()


def test_a_checkout_with_the_line_endings_of_windows_works(restored_project: Path) -> None:
    """Git's installer for Windows turns ``core.autocrlf`` on, so a checkout has CRLF."""
    git(restored_project, "config", "core.autocrlf", "true")
    for path in (
        *restored_project.glob("playbook_data/**/*.yml"),
        *restored_project.glob("docs/**/*.md"),
    ):
        path.write_bytes(path.read_bytes().replace(b"\r\n", b"\n").replace(b"\n", b"\r\n"))
    git(restored_project, "add", "--all")
    assert git(restored_project, "status", "--porcelain") == ""
    assert run(restored_project, "check", "--strict").endswith("no problems\n")
    run(restored_project, "fix")
    assert git(restored_project, "status", "--porcelain") == ""
    run(restored_project, "new", "policy", "new-rule", "--chapter", "posting")
    text = (restored_project / "playbook_data" / "policy" / "posting.yml").read_bytes()
    assert text.count(b"\n") == text.count(b"\r\n")
    git(restored_project, "config", "core.autocrlf", "false")


def test_every_call_of_write_text_names_its_line_endings() -> None:
    """Otherwise files, also those of a site, would have the line endings of the system."""
    package = TESTS.parent / "hooks" / "playbook"
    calls = re.compile(r"\.write_text\((?:[^()]|\([^()]*\)|\((?:[^()]|\([^()]*\))*\))*\)")
    for path in package.rglob("*.py"):
        for call in calls.findall(path.read_text(encoding="utf-8")):
            assert 'newline="\\n"' in call, f"{path}: {call}"
