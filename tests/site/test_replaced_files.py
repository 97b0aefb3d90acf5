"""Files in docs/ that take the place of the handbook's own are reported."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config import load_config

from playbook.site.replaced_files import replaced_files
from support import line_of

REPLACED = [
    "assets/playbook/crisis.css", "assets/playbook/playbook.css", "assets/playbook/post/post.css",
    "assets/playbook/marks/no.svg", "assets/playbook/theme.js", "assets/playbook/search/box.js",
]  # fmt: skip
OWN = [
    "assets/playbook/icon.svg", "assets/playbook/card.png", "assets/playbook/logo.png",
    "assets/playbook/brand.css", "assets/crisis.css", "crisis.css",
]  # fmt: skip


def lines(project: Path, name: str, settings: str = "") -> list[str]:
    """The problem lines with a file in docs/ and more settings."""
    path = project / "docs" / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text("/* ours */\n", encoding="utf-8")
    with (project / "mkdocs.yml").open("a", encoding="utf-8") as file:
        file.write(settings)
    config = load_config(str(project / "mkdocs.yml"))
    return [line_of(problem) for problem in replaced_files(config)]


@pytest.mark.parametrize("name", REPLACED)
def test_a_file_that_replaces_another_is_reported(project: Path, name: str) -> None:
    [line] = lines(project, name)
    assert line.startswith(f"docs/{name}:1:1: warning PB979: the file replaces one of the handbook")


@pytest.mark.parametrize("name", OWN)
def test_a_file_of_the_organisation_is_accepted(project: Path, name: str) -> None:
    assert lines(project, name) == []


def test_a_file_that_mkdocs_yml_names_is_accepted(project: Path) -> None:
    assert lines(project, REPLACED[0], "extra: {replaced: [crisis.css]}\n") == []
