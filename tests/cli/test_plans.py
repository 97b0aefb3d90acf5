"""Commands with a plan ask on a terminal, and write all files or none."""

from __future__ import annotations

import os
import pty
import select
import subprocess
import sys
from pathlib import Path

import pytest

from commands import environment
from playbook.cli.file_writing import write_all
from playbook.project import DATA_FOLDER
from support import TIMEOUT_SECONDS, problem_lines


class Terminal:
    """A command on a terminal, and what it has printed so far."""

    def __init__(self, folder: Path, *arguments: str) -> None:
        self.parent_end, child_end = pty.openpty()
        command = [sys.executable, "-m", "playbook", *arguments]
        self.process = subprocess.Popen(
            command, cwd=folder, env=environment(TERM="xterm"), stdin=child_end, stdout=child_end,
            stderr=child_end, start_new_session=True,
        )  # fmt: skip
        os.close(child_end)
        self.raw, self.output = b"", ""

    def answer(self, question: str, text: str) -> None:
        """Wait for a question, and answer it."""
        self.wait_for(question)
        os.write(self.parent_end, f"{text}\n".encode())
        self.raw, self.output = b"", ""

    def wait_for(self, question: str) -> None:
        """Wait for a question."""
        while question not in self.output:
            ready, _, _ = select.select([self.parent_end], [], [], TIMEOUT_SECONDS)
            assert ready, self.output
            part = os.read(self.parent_end, 65_536)
            self.raw += part
            self.output = self.raw.decode("utf-8", "replace")

    def end(self) -> int:
        """Wait for the end of the command; returns its exit status."""
        try:
            while part := os.read(self.parent_end, 65_536):
                self.output += part.decode("utf-8", "replace")
        except OSError:  # Linux reports the closed other end with EIO
            pass
        os.close(self.parent_end)
        return self.process.wait()


@pytest.mark.slow
def test_the_command_asks_for_a_replacement_and_before_it_writes(small_project: Path) -> None:
    terminal = Terminal(small_project, "remove", "entry", "how-do-i-reply")
    terminal.answer("Vad ersätter ”how-do-i-reply”?", "reply-in-time")
    terminal.answer("Ändra 5 filer? [y/N]", "j")
    assert terminal.end() == 0
    assert "5 filer ändrades" in terminal.output
    roles = (small_project / DATA_FOLDER / "roles.yml").read_text(encoding="utf-8")
    assert "[rutinen](id:reply-in-time)" in roles
    assert problem_lines(small_project) == []


@pytest.mark.slow
def test_no_answer_keeps_the_words_of_links_and_no_writes_nothing(small_project: Path) -> None:
    roles = small_project / DATA_FOLDER / "roles.yml"
    before = roles.read_bytes()
    terminal = Terminal(small_project, "remove", "entry", "how-do-i-reply")
    terminal.answer("Vad ersätter ”how-do-i-reply”?", "")
    terminal.answer("[y/N]", "n")
    assert terminal.end() == 1
    assert roles.read_bytes() == before


def test_if_a_file_cannot_be_written_the_others_are_restored(tmp_path: Path) -> None:
    (tmp_path / "a.yml").write_text("old", encoding="utf-8")
    (tmp_path / "gone.yml").write_text("old", encoding="utf-8")
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    texts = {"a.yml": "new", "gone.yml": None, "new.yml": "new", "file/b.yml": "new"}
    with pytest.raises(OSError, match="file"):
        write_all(tmp_path, texts)
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "a.yml": "old", "gone.yml": "old", "file": "not a folder"
    }  # fmt: skip


def test_if_a_file_cannot_be_replaced_the_others_are_restored(tmp_path: Path) -> None:
    """The path ``b`` is free when the files are written, and a folder when they are replaced."""
    (tmp_path / "a.yml").write_text("old", encoding="utf-8")
    (tmp_path / "gone.yml").write_text("old", encoding="utf-8")
    texts = {"a.yml": "new", "gone.yml": None, "new.yml": "new", "b": "new", "b/c.yml": "new"}
    with pytest.raises(OSError, match="b"):
        write_all(tmp_path, texts)
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name: path.read_text("utf-8") for path in files} == {
        "a.yml": "old", "gone.yml": "old"
    }  # fmt: skip


def test_files_are_written_with_their_mode_and_empty_folders_are_removed(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "a.yml").write_text("old", encoding="utf-8")
    (tmp_path / "b.yml").write_text("old", encoding="utf-8")
    (tmp_path / "b.yml").chmod(0o640)
    write_all(tmp_path, {"policy/a.yml": None, "b.yml": "new", "docs/c.svg": b"\0"})
    assert not (tmp_path / "policy").exists()
    assert (tmp_path / "b.yml").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "docs" / "c.svg").read_bytes() == b"\0"


@pytest.mark.slow
def test_a_file_that_is_saved_during_the_question_is_not_overwritten(small_project: Path) -> None:
    contacts = small_project / DATA_FOLDER / "contacts.yml"
    terminal = Terminal(small_project, "rename", "press-desk", "media-desk")
    terminal.wait_for("[y/N]")
    saved = contacts.read_bytes() + b"# a new line\n"
    contacts.write_bytes(saved)
    terminal.answer("[y/N]", "y")
    assert terminal.end() == 1
    assert "playbook_data/contacts.yml; inget skrevs" in terminal.output
    assert contacts.read_bytes() == saved


def test_no_link_is_followed_when_a_file_is_written(tmp_path: Path) -> None:
    project, outside = tmp_path / "project", tmp_path / "outside"
    project.mkdir()
    outside.write_text("theirs", encoding="utf-8")
    (project / "a.yml").write_text("old", encoding="utf-8")
    (project / ".a.yml.new").symlink_to(outside)
    write_all(project, {"a.yml": "new"})
    assert outside.read_text("utf-8") == "theirs"
    assert not (project / "a.yml").is_symlink()
    assert (project / "a.yml").read_text("utf-8") == "new"


def test_a_full_disk_changes_nothing_and_leaves_no_temporary_file(tmp_path: Path) -> None:
    """Even a file that could not be restored, because it is longer than the space left, stays."""
    old = "long " * 100
    (tmp_path / "a.yml").write_text(old, encoding="utf-8")
    (tmp_path / "b.yml").write_text(old, encoding="utf-8")
    script = (
        "import resource, signal, sys; from pathlib import Path; "
        "from playbook.cli.file_writing import write_all; "
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN); "
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100)); "
        "write_all(Path(sys.argv[1]), {'a.yml': 'new', 'b.yml': 'n' * 101})"
    )
    command = [sys.executable, "-c", script, str(tmp_path)]
    result = subprocess.run(command, env=environment(), capture_output=True, check=False, text=True)
    assert "OSError" in result.stderr
    assert {path.name: path.read_text("utf-8") for path in tmp_path.iterdir()} == {
        "a.yml": old, "b.yml": old
    }  # fmt: skip


def test_a_folder_that_the_project_needs_is_kept(tmp_path: Path) -> None:
    (tmp_path / "docs" / "en").mkdir(parents=True)
    (tmp_path / "docs" / "en" / "a.md").write_text("old", encoding="utf-8")
    write_all(tmp_path, {"docs/en/a.md": None}, kept_folders=["docs"])
    assert list(tmp_path.rglob("*")) == [tmp_path / "docs"]
