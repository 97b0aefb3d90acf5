"""Output of commands: to a closed pipe, in any encoding, in GitHub's log, on a terminal."""

from __future__ import annotations

import json
import os
import pty
import re
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.testing import CliRunner

from commands import environment, run
from playbook.cli import main, output
from playbook.project import DATA_FOLDER
from support import TESTS, replace


def run_into_closed_pipe(folder: Path, *arguments: str, errors: bool = False) -> tuple[int, bytes]:
    """The exit status of a command with a closed pipe, and its output on the other stream."""
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "playbook", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment(),
        stdout=subprocess.PIPE if errors else write_end,
        stderr=write_end if errors else subprocess.PIPE,
    ) as process:  # fmt: skip
        os.close(write_end)
        output_ = b"".join(filter(None, process.communicate(timeout=600)))
    return process.returncode, output_


@pytest.fixture
def broken(small_project: Path) -> Path:
    replace(small_project, "channels.yml", "standing: closed", "standing: öppen → 😀")
    return small_project


def test_a_closed_pipe_is_quiet_and_the_status_is_as_ever(broken: Path) -> None:
    assert run_into_closed_pipe(broken, "check") == (1, b"1 error\n")
    assert run_into_closed_pipe(broken, "health") == (0, b"")
    assert run_into_closed_pipe(broken, "check", "--format", "json")[0] == 1
    replace(broken, "channels.yml", "standing: öppen → 😀", "standing: closed")
    assert run_into_closed_pipe(broken, "check") == (0, b"no problems\n")
    assert run_into_closed_pipe(broken, "check", errors=True) == (0, b"")
    assert run_into_closed_pipe(broken, "chekc", errors=True) == (2, b"")


def test_a_draft_that_nobody_waits_for_is_quiet_too(broken: Path) -> None:
    replace(broken, "channels.yml", "standing: öppen → 😀", "standing: closed")
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "playbook", "post", "--fix"]
    done = subprocess.run(
        command, cwd=broken, env=environment(), input=b"Hej. " * 50_000, stdout=write_end,
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(write_end)
    assert (done.returncode, done.stderr) == (0, b"1 post: no findings\n")


def test_a_command_without_streams_still_has_its_status(broken: Path) -> None:
    code = "import sys, playbook.cli\nsys.stdout = sys.stderr = None\nplaybook.cli.main(['check'])"
    done = subprocess.run([sys.executable, "-c", code], cwd=broken, env=environment(), check=False)
    assert done.returncode == 1


@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("form", ["text", "json", "sarif", "github"])
def test_no_encoding_is_too_small(broken: Path, form: str, encoding: str) -> None:
    done = run(broken, "check", "--format", form, env={"PYTHONIOENCODING": encoding})
    assert done.returncode == 1
    assert b"Traceback" not in done.stderr
    stdout = done.stdout.decode(encoding)
    if form in ("json", "sarif"):
        assert "öppen → 😀" in json.dumps(json.loads(stdout), ensure_ascii=False)
    elif encoding == "utf-8":
        assert "öppen → 😀" in stdout
    else:
        assert "\\u2192 \\ud83d\\ude00" in stdout


def test_no_encoding_is_too_small_for_what_click_refuses(broken: Path) -> None:
    wrong = run(broken, "check", "nö→", env={"PYTHONIOENCODING": "ascii"})
    assert wrong.returncode == 2
    assert b"Path 'n\\u00f6\\u2192' does not exist." in wrong.stderr


COMMANDS = {
    "::error file=x::you": "\\u003a:error file=x::you",
    "a\n \t ::stop-commands::x": "a\n \t \\u003a:stop-commands::x",
    "a ##[error]b ###[group]": "a \\u0023#[error]b #\\u0023#[group]",
    "a::b # [c] ## [d]": "a::b # [c] ## [d]",
}


@pytest.mark.parametrize("text", COMMANDS)
def test_a_log_of_github_finds_no_command_in_what_is_said(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for inside, shown in (("true", COMMANDS[text]), ("", text)):
        monkeypatch.setenv("GITHUB_ACTIONS", inside)
        output.write(text)
        output.write_error(text)
        assert capsys.readouterr() == (f"{shown}\n", f"{shown}\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    output.write(text, commands=True)
    assert capsys.readouterr().out == f"{text}\n"


def test_annotations_are_meant_as_commands(broken: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    stdout = CliRunner().invoke(main, ["check", "--format", "github", str(broken)]).stdout
    assert stdout.startswith("::error file=")


def run_on_terminal(folder: Path, *arguments: str) -> bytes:
    """The output of a command on a terminal."""
    parent_end, child_end = pty.openpty()
    command = [sys.executable, "-m", "playbook", *arguments]
    process = subprocess.Popen(
        command, cwd=folder, env=environment(TERM="xterm"), stdin=subprocess.DEVNULL,
        stdout=child_end, stderr=child_end,
    )  # fmt: skip
    os.close(child_end)
    output_ = b""
    try:
        while part := os.read(parent_end, 65_536):
            output_ += part
    except OSError:  # Linux reports the closed other end with EIO
        pass
    process.wait(timeout=600)
    os.close(parent_end)
    return output_.replace(b"\r\n", b"\n")


def test_a_terminal_gets_colours_of_ours_and_no_command_of_theirs(broken: Path) -> None:
    replace(broken, "channels.yml", "öppen → 😀", '"\\e[2J\\x9b"')
    terminal_output = run_on_terminal(broken, "check", "--format", "text").decode()
    assert "\x1b[31m\x1b[1mfel\x1b[0m PB103" in terminal_output
    assert "”\\u001b[2J\\u009b” är inte ett giltigt värde" in terminal_output
    assert not set("\x1b\x9b") & set(re.sub("\x1b\\[[0-9]+m", "", terminal_output))


def test_a_fixed_draft_is_byte_for_byte_in_a_file_and_safe_on_a_terminal(
    small_project: Path,
) -> None:
    draft = "Hej \x1b[2J\r\nå\x9b\u202e\t".encode()
    done = run(small_project, "post", "--fix", stdin=draft)
    assert done.stdout == draft
    (small_project / "draft.txt").write_bytes(draft)
    code = f"""
import sys
sys.path.insert(0, {str(TESTS.parent / "hooks")!r})
sys.argv = ["playbook"]
from playbook.cli.output import write_bytes
write_bytes(open("draft.txt", "rb").read() + b"\\xff")
"""
    (small_project / "show.py").write_text(code)
    parent_end, child_end = pty.openpty()
    subprocess.run([sys.executable, "show.py"], cwd=small_project, stdout=child_end, check=True)
    os.close(child_end)
    terminal_output = os.read(parent_end, 65_536)
    os.close(parent_end)
    terminal_output = terminal_output.replace(b"\r\r\n", b"\r\n")  # the terminal adds one
    assert terminal_output == "Hej \\u001b[2J\r\nå\\u009b\\u202e\t\\xff".encode()


def test_a_fault_of_our_own_is_a_line_with_its_place(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playbook import __version__

    @click.command()
    def boom() -> None:
        raise LookupError("a\nb\x1b[2J")

    monkeypatch.setitem(main.commands, "boom", boom)
    result = CliRunner().invoke(main, ["boom"])
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"Error: internal error of playbook {__version__} in cli/__init__.py:")
    assert line.endswith(": LookupError: a\\nb\\u001b[2J; report it")


def test_whoever_ends_a_command_is_told_no_problem(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def wait() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(main.commands, "wait", wait)
    result = CliRunner().invoke(main, ["wait"])
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "Error: interrupted"


def test_what_click_refuses_is_one_line_and_help_is_many() -> None:
    result = CliRunner().invoke(main, ["check", "--format", "x\n::error::\x1b[2J\u2028y"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: Invalid value for '--format': 'x\\n:")
    assert not set(result.stderr) & set("\x1b\u2028")
    helped = CliRunner().invoke(main, [])
    assert helped.exit_code == 2
    assert len(helped.output.splitlines()) > 12


def test_a_file_is_named_whatever_its_name(small_project: Path) -> None:
    name = os.fsdecode(b"a\x1b\xff.md")
    (small_project / name).mkdir()
    (small_project / DATA_FOLDER / "themes.yml").write_bytes(b"entries: x\n")
    done = run(small_project, "check", "--summary", f"{name}/b.md/c.md")
    assert done.returncode == 2
    assert done.stderr == b"Error: a\\u001b\\xff.md/b.md/c.md: No such file or directory\n"
