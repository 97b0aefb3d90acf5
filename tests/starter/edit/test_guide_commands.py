"""Checks that the commands of the guide "Make it yours" work on the starter."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from playbook.cli import main
from starter.content import ROOT
from starter.starter_project import new_project

COMMAND = re.compile(r"(?m)^ {4,}playbook ((?:remove|rename|new) .*)$")


def commands(page: str) -> list[str]:
    return COMMAND.findall((ROOT / "docs" / page).read_text(encoding="utf-8"))


def test_both_languages_show_the_same_commands() -> None:
    assert commands("make-it-yours.md") == commands("en/make-it-yours.md")


@pytest.mark.slow
@pytest.mark.parametrize("command", dict.fromkeys(commands("make-it-yours.md")))
def test_a_command_of_the_guide_works(tmp_path: Path, command: str) -> None:
    project = new_project(tmp_path)
    arguments = [*shlex.split(command), "--project", str(project)]
    if arguments[0] != "new":
        arguments.append("--dry-run")
    result = CliRunner().invoke(main, arguments)
    needs_a_decision = command.startswith("remove language")  # a link to a page in English only
    assert result.exit_code == int(needs_a_decision), result.output
