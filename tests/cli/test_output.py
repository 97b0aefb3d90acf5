"""Command output to a closed pipe, in any encoding, in a GitHub log and on a terminal."""

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
    """The exit status of a command with a closed pipe, and the output on its other stream.

    ``errors`` is whether the closed pipe is for errors instead of output.
    """
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "playbook", *arguments]
    with subprocess.Popen(
        command, cwd=folder, env=environment(),
        stdout=subprocess.PIPE if errors else write_end,
        stderr=write_end if errors else subprocess.PIPE,
    ) as process:  # fmt: skip
        os.close(write_end)
        other_output = b"".join(filter(None, process.communicate(timeout=600)))
    return process.returncode, other_output


@pytest.fixture
def broken_project(small_project: Path) -> Path:
    replace(small_project, "channels.yml", "standing: closed", "standing: öppen → 😀")
    return small_project


@pytest.mark.slow
def test_a_closed_pipe_prints_no_error_and_keeps_the_exit_status(broken_project: Path) -> None:
    assert run_into_closed_pipe(broken_project, "check") == (1, b"1 error\n")
    assert run_into_closed_pipe(broken_project, "health") == (0, b"")
    assert run_into_closed_pipe(broken_project, "check", "--format", "json")[0] == 1
    replace(broken_project, "channels.yml", "standing: öppen → 😀", "standing: closed")
    assert run_into_closed_pipe(broken_project, "check") == (0, b"no problems\n")
    assert run_into_closed_pipe(broken_project, "check", errors=True) == (0, b"")
    assert run_into_closed_pipe(broken_project, "chekc", errors=True) == (2, b"")


@pytest.mark.slow
def test_a_fixed_draft_into_a_closed_pipe_prints_no_error(broken_project: Path) -> None:
    replace(broken_project, "channels.yml", "standing: öppen → 😀", "standing: closed")
    read_end, write_end = os.pipe()
    os.close(read_end)
    command = [sys.executable, "-m", "playbook", "post", "--fix"]
    completed = subprocess.run(
        command, cwd=broken_project, env=environment(), input=b"Hej. " * 50_000, stdout=write_end,
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    os.close(write_end)
    assert (completed.returncode, completed.stderr) == (0, b"1 post: no findings\n")


@pytest.mark.slow
def test_a_command_without_output_streams_keeps_its_exit_status(broken_project: Path) -> None:
    code = "import sys, playbook.cli\nsys.stdout = sys.stderr = None\nplaybook.cli.main(['check'])"
    completed = subprocess.run(
        [sys.executable, "-c", code], cwd=broken_project, env=environment(), check=False
    )
    assert completed.returncode == 1


@pytest.mark.slow
@pytest.mark.parametrize("encoding", ["ascii", "cp1252", "utf-8"])
@pytest.mark.parametrize("output_format", ["text", "json", "sarif", "github"])
def test_characters_outside_the_encoding_are_escaped(
    broken_project: Path, output_format: str, encoding: str
) -> None:
    variables = {"PYTHONIOENCODING": encoding}
    completed = run(broken_project, "check", "--format", output_format, env=variables)
    assert completed.returncode == 1
    assert b"Traceback" not in completed.stderr
    stdout = completed.stdout.decode(encoding)
    if output_format in ("json", "sarif"):
        assert "öppen → 😀" in json.dumps(json.loads(stdout), ensure_ascii=False)
    elif encoding == "utf-8":
        assert "öppen → 😀" in stdout
    else:
        assert "\\u2192 \\ud83d\\ude00" in stdout


@pytest.mark.slow
def test_a_pipe_gets_utf_8_whatever_the_system_uses(broken_project: Path) -> None:
    """As on Windows, where a pipe has the encoding of the region, such as cp1252."""
    variables = environment(LC_ALL="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    variables.pop("PYTHONIOENCODING", None)
    command = [sys.executable, "-m", "playbook", "check", "--format", "json"]
    done = subprocess.run(
        command, cwd=broken_project, env=variables, capture_output=True, check=False
    )
    assert "öppen → 😀" in done.stdout.decode("utf-8")
    assert json.loads(done.stdout)["failing"] == 1


def test_usage_errors_escape_characters_outside_the_encoding(broken_project: Path) -> None:
    usage_error = run(broken_project, "check", "nö→", env={"PYTHONIOENCODING": "ascii"})
    assert usage_error.returncode == 2
    assert b"Path 'n\\u00f6\\u2192' does not exist." in usage_error.stderr


ESCAPED_COMMANDS = {
    "::error file=x::you": "\\u003a:error file=x::you",
    "a\n \t ::stop-commands::x": "a\n \t \\u003a:stop-commands::x",
    "a ##[error]b ###[group]": "a \\u0023#[error]b #\\u0023#[group]",
    "a::b # [c] ## [d]": "a::b # [c] ## [d]",
}
"""Texts with workflow commands of GitHub Actions, and the same texts with these escaped."""


@pytest.mark.parametrize("text", ESCAPED_COMMANDS)
def test_workflow_commands_in_output_are_escaped_in_github_actions(
    text: str, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    for github_actions, shown in (("true", ESCAPED_COMMANDS[text]), ("", text)):
        monkeypatch.setenv("GITHUB_ACTIONS", github_actions)
        output.write(text)
        output.write_error(text)
        assert capsys.readouterr() == (f"{shown}\n", f"{shown}\n")
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    output.write(text, commands=True)
    assert capsys.readouterr().out == f"{text}\n"


def test_annotations_are_not_escaped(broken_project: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("GITHUB_ACTIONS", "true")
    stdout = CliRunner().invoke(main, ["check", "--format", "github", str(broken_project)]).stdout
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
    printed = b""
    try:
        while part := os.read(parent_end, 65_536):
            printed += part
    except OSError:  # Linux reports the closed other end with EIO
        pass
    process.wait(timeout=600)
    os.close(parent_end)
    return printed.replace(b"\r\n", b"\n")


@pytest.mark.slow
def test_a_person_gets_all_results_in_the_handbook_s_language(small_project: Path) -> None:
    """A program gets them in English."""
    folder = f"{DATA_FOLDER}/tone.yml"
    new = run_on_terminal(small_project, "new", "tone", "calm-tone").decode()
    assert new.startswith(f"{folder}:")
    assert new.endswith(": ”calm-tone” tillagd som utkast; ersätt varje ”…”\n")
    (small_project / "draft.txt").write_text("Ditt ärende är mottaget", encoding="utf-8")
    post = run_on_terminal(small_project, "post", "draft.txt").decode()
    assert "draft.txt:1:16: varning: " in post
    assert post.endswith("1 inlägg: 1 varning\n")
    piped = run(small_project, "post", "draft.txt")
    assert b"draft.txt:1:16: warning: " in piped.stdout
    assert piped.stderr == b"1 post: 1 warning\n"


@pytest.mark.slow
def test_a_terminal_gets_our_colours_but_no_escape_sequences_from_data(
    broken_project: Path,
) -> None:
    replace(broken_project, "channels.yml", "öppen → 😀", '"\\e[2J\\x9b"')
    terminal_output = run_on_terminal(broken_project, "check", "--format", "text").decode()
    assert "\x1b[31m\x1b[1mfel\x1b[0m PB103" in terminal_output
    assert "”\\u001b[2J\\u009b” är inte ett giltigt värde" in terminal_output
    assert not set("\x1b\x9b") & set(re.sub("\x1b\\[[0-9]+m", "", terminal_output))


def test_a_fixed_draft_is_unchanged_in_a_pipe_and_escaped_on_a_terminal(
    small_project: Path,
) -> None:
    draft = "Hej \x1b[2J\r\nå\x9b\u202e\t".encode()
    completed = run(small_project, "post", "--fix", stdin=draft)
    assert completed.stdout == draft
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
    # The terminal adds a carriage return.
    terminal_output = terminal_output.replace(b"\r\r\n", b"\r\n")
    assert terminal_output == "Hej \\u001b[2J\r\nå\\u009b\\u202e\t\\xff".encode()


def test_an_internal_error_is_one_line_with_its_location(
    small_project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from playbook import __version__

    @click.command()
    def fail() -> None:
        raise LookupError("a\nb\x1b[2J")

    monkeypatch.setitem(main.commands, "boom", fail)
    result = CliRunner().invoke(main, ["boom"])
    assert result.exit_code == 2
    assert result.stdout == ""
    (line,) = result.stderr.splitlines()
    assert line.startswith(f"Error: internal error of playbook {__version__} in cli/__init__.py:")
    assert line.endswith(": LookupError: a\\nb\\u001b[2J; please report this bug")


def test_an_interrupted_command_exits_with_130(monkeypatch: pytest.MonkeyPatch) -> None:
    @click.command()
    def wait() -> None:
        raise KeyboardInterrupt

    monkeypatch.setitem(main.commands, "wait", wait)
    result = CliRunner().invoke(main, ["wait"])
    assert result.exit_code == 130
    assert result.stderr.splitlines()[-1] == "Error: interrupted"


def test_a_usage_error_is_one_escaped_line_and_the_help_has_many_lines() -> None:
    result = CliRunner().invoke(main, ["check", "--format", "x\n::error::\x1b[2J\u2028y"])
    assert result.exit_code == 2
    assert result.stderr.splitlines()[-1].startswith("Error: Invalid value for '--format': 'x\\n:")
    assert not set(result.stderr) & set("\x1b\u2028")
    help_result = CliRunner().invoke(main, [])
    assert help_result.exit_code == 2
    assert len(help_result.output.splitlines()) > 12


def test_a_file_name_with_any_bytes_is_escaped_in_an_error(small_project: Path) -> None:
    name = os.fsdecode(b"a\x1b\xff.md")
    (small_project / name).mkdir()
    (small_project / DATA_FOLDER / "themes.yml").write_bytes(b"entries: x\n")
    completed = run(small_project, "check", "--summary", f"{name}/b.md/c.md")
    assert completed.returncode == 2
    assert completed.stderr == b"Error: a\\u001b\\xff.md/b.md/c.md: No such file or directory\n"
