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
from playbook.cli.plans import write_all
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
        while question not in self.output:
            ready, _, _ = select.select([self.parent_end], [], [], TIMEOUT_SECONDS)
            assert ready, self.output
            part = os.read(self.parent_end, 65_536)
            self.raw += part
            self.output = self.raw.decode("utf-8", "replace")
        os.write(self.parent_end, f"{text}\n".encode())
        self.raw, self.output = b"", ""

    def end(self) -> int:
        """The exit status."""
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
    terminal.answer("Ändra 5 filer? [y/N]", "y")
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


def test_files_are_written_with_their_mode_and_empty_folders_are_removed(tmp_path: Path) -> None:
    (tmp_path / "policy").mkdir()
    (tmp_path / "policy" / "a.yml").write_text("old", encoding="utf-8")
    (tmp_path / "b.yml").write_text("old", encoding="utf-8")
    (tmp_path / "b.yml").chmod(0o640)
    write_all(tmp_path, {"policy/a.yml": None, "b.yml": "new", "docs/c.svg": b"\0"})
    assert not (tmp_path / "policy").exists()
    assert (tmp_path / "b.yml").stat().st_mode & 0o777 == 0o640
    assert (tmp_path / "docs" / "c.svg").read_bytes() == b"\0"
