"""Pages cannot include files outside the project, where the plugin include-markdown is used."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from mkdocs.config import load_config
from mkdocs.structure.files import get_files

from playbook.messages import messages
from playbook.site.includes import include_problems

OUTSIDE = (
    "/etc/hostname", "../../secret.txt", "./../../secret.txt", "../.git/config", "../docs/.x.md",
    "https://evil.example/x.md", "../../*.txt", "en/../../../secret.txt", "../../p*/secret.txt",
)  # fmt: skip
INSIDE = ("other.md", "./other.md", "../README.md", "*.md", "en/../other.md")


def problem_lines(tmp_path: Path, page: str, plugins: str = "[include-markdown]") -> list[str]:
    """The problems of the includes in a page of a project with these plugins."""
    docs = tmp_path / "project" / "docs"
    docs.mkdir(parents=True)
    (tmp_path / "secret.txt").write_text("secret", encoding="utf-8")
    (tmp_path / "project" / "README.md").write_text("About\n", encoding="utf-8")
    (docs / "other.md").write_text("# Other\n", encoding="utf-8")
    (docs / "index.md").write_text(page, encoding="utf-8")
    config_file = tmp_path / "project" / "mkdocs.yml"
    config_file.write_text(f"site_name: x\nplugins: {plugins}\n", encoding="utf-8")
    config = load_config(str(config_file))
    problems = include_problems(get_files(config), config)
    return [line for problem in problems for line in messages().lines(problem)]


@pytest.mark.parametrize("directive", ["include", "include-markdown"])
@pytest.mark.parametrize("name", OUTSIDE)
def test_an_include_from_outside_is_refused(
    directive: str, name: str, tmp_path: Path, hostile_inputs: Counter[str]
) -> None:
    [line] = problem_lines(tmp_path, f"# Page\n\n{{% {directive} '{name}' %}}\n")
    assert line.startswith(f"docs/index.md:3:1: error PB036: '{name}' is outside of the project")
    hostile_inputs["includes"] += 1


@pytest.mark.parametrize("name", INSIDE)
def test_an_include_from_the_project_is_accepted(name: str, tmp_path: Path) -> None:
    assert problem_lines(tmp_path, f'{{%include-markdown "{name}" %}}\n') == []


def test_an_included_file_is_read_too(tmp_path: Path) -> None:
    part = tmp_path / "project" / "part.txt"
    part.parent.mkdir()
    part.write_text('{% include "../../secret.txt" %}', encoding="utf-8")
    [line] = problem_lines(tmp_path, '{% include "../part.txt" %}\n')
    assert line.startswith("part.txt:1:1: error PB036: ")


def test_without_the_plugin_the_text_is_only_text(tmp_path: Path) -> None:
    assert problem_lines(tmp_path, '{% include "/etc/hostname" %}\n', plugins="[]") == []
