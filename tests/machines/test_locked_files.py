"""Files that another program, such as a virus scanner, has open on Windows; other limits there."""

from __future__ import annotations

import os
import shutil
import socket
import time
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook import system_errors
from playbook.cli import main
from playbook.cli.project_paths import Selection
from playbook.site import staging
from playbook.site.commands import AddressError, _check_address
from playbook.site.mirror import mirror
from playbook.site.staging import Staging
from playbook.system_errors import MAX_PATH, WAITS, reason_of

IN_USE = "The process cannot access the file because it is being used by another process"


def windows_error(path: object, number: int = 32) -> PermissionError:
    """The error of Windows for a file that another program has open."""
    error = PermissionError(13, IN_USE, path)
    error.winerror = number  # type: ignore[attr-defined]
    return error


class LockedFiles:
    """Makes ``os.replace`` fail a number of times, as if other programs had the files open."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.failures = 0
        self._replace = os.replace
        monkeypatch.setattr(os, "replace", self.replace)
        monkeypatch.setattr(system_errors, "WAITS", (0.0,) * len(WAITS))

    def replace(self, source: str | Path, target: str | Path) -> None:
        if self.failures:
            self.failures -= 1
            raise windows_error(target)
        self._replace(source, target)


@pytest.fixture
def locked_files(monkeypatch: pytest.MonkeyPatch) -> LockedFiles:
    return LockedFiles(monkeypatch)


def fix(project: Path) -> tuple[int, str]:
    """The exit status and the output of ``playbook fix`` for a misspelt key in roles.yml."""
    keys = project / "playbook_data" / "keys.yml"
    keys.write_text(keys.read_text(encoding="utf-8") + "\n\n", encoding="utf-8")
    roles = project / "playbook_data" / "roles.yml"
    roles.write_text(roles.read_text("utf-8").replace("title:", "titel:", 1), encoding="utf-8")
    result = CliRunner().invoke(main, ["fix", str(project)])
    return result.exit_code, result.output


def test_a_file_that_is_closed_soon_is_written(
    small_project: Path, locked_files: LockedFiles
) -> None:
    locked_files.failures = len(WAITS)
    status, output = fix(small_project)
    assert status == 0, output
    assert "playbook_data/roles.yml: fixed" in output
    assert locked_files.failures == 0


def test_a_file_that_stays_open_is_reported_with_a_cure(
    small_project: Path, locked_files: LockedFiles
) -> None:
    locked_files.failures = len(WAITS) + 1
    status, output = fix(small_project)
    path = small_project / "playbook_data" / "roles.yml"
    assert status == 2
    assert output == (
        f"Error: {path}: {IN_USE}; close the file in other programs, and run the command again\n"
    )
    assert "titel:" in path.read_text(encoding="utf-8")
    assert list(path.parent.glob(".*.new")) == []


def test_a_file_of_a_site_is_replaced_once_a_browser_has_closed_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("new", "site"):
        (tmp_path / name).mkdir()
        (tmp_path / name / "index.html").write_text(name)
    errors = [windows_error("a"), windows_error("b")]
    replace = Path.replace

    def locked_replace(path: Path, target: Path) -> Path:
        if errors:
            raise errors.pop()
        return replace(path, target)

    monkeypatch.setattr(Path, "replace", locked_replace)
    mirror(tmp_path / "new", tmp_path / "site", tmp_path / "part", shutil.copyfile,
           keep=lambda path: False)  # fmt: skip
    assert errors == []
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_another_error_is_raised_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse() -> None:
        attempts.append(1)
        raise PermissionError(13, "Permission denied", "a")

    attempts: list[int] = []
    with pytest.raises(PermissionError):
        system_errors.patiently(refuse)
    assert len(attempts) == 1


def test_the_error_for_a_long_path_says_how_to_shorten_it() -> None:
    path_not_found = 3  # the error of Windows, also for a path that is too long
    error = windows_error("x" * MAX_PATH, path_not_found)
    assert reason_of(error) == (
        f"{IN_USE}; the path is too long for Windows: move the project to a shorter one"
    )
    assert reason_of(windows_error("x", path_not_found)) == IN_USE


def test_the_folder_of_an_old_build_is_removed_where_processes_cannot_be_found(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(staging, "_CAN_FIND_PROCESSES", False)
    old, recent = (tmp_path / f".site-building-{number}" for number in (1, 2))
    old.mkdir()
    recent.mkdir()
    os.utime(old, times=(time.time() - 2 * staging._LONGEST_BUILD,) * 2)
    target = Staging(tmp_path / "site")
    target.open()
    target.close()
    assert [path.name for path in tmp_path.iterdir()] == [recent.name]


def test_a_project_on_another_drive_has_its_whole_path(monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(path: object) -> str:
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    monkeypatch.setattr(os.path, "relpath", refuse)
    assert Selection(Path("/d/handbook"), ()).relative_folder == "/d/handbook/"


def test_an_address_in_use_is_refused() -> None:
    with socket.socket() as server:
        server.bind(("127.0.0.1", 0))
        server.listen()
        with pytest.raises(AddressError, match="cannot serve on"):
            _check_address(*server.getsockname())


def test_windows_does_not_run_git_from_the_working_folder() -> None:
    assert os.environ["NoDefaultCurrentDirectoryInExePath"]  # noqa: SIM112
