"""Hooks and options of plugins in mkdocs.yml cannot bring in files from outside the project."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from playbook.project import check_links
from support import line_of

OUTSIDE = (
    "hooks: [../hook.py]",
    "hooks: [../not-there.py]",
    "hooks: [docs/../../hook.py]",
    "hooks: [/etc/hook.py]",
    "hooks: [!ENV [NO_SUCH_NAME, ../hook.py]]",
    "plugins: [{macros: {include_dir: /etc}}]",
    "plugins: [{macros: {include_dir: /}}]",
    "plugins: {macros: {include_dir: ..}}",
    "plugins: [{macros: {include_yaml: [../base.yml]}}]",
    "plugins: [{macros: {module_name: ../hook}}]",
    "plugins: [{x: {y: [{z: ../../outside}]}}]",  # seen from the folder of pages
    "markdown_extensions: [{pymdownx.b64: {base_path: ../outside}}]",
    "markdown_extensions: [{pymdownx.snippets: {base_path: [docs, ../outside]}}]",
)
INSIDE = (
    "hooks: [hook.py, ./docs/hook.py]",
    "plugins: [{macros: {include_dir: include, module_name: main}}]",
    "plugins: [{redirects: {redirect_maps: {a.md: ../new/, b.md: https://e.example/}}}]",
    "plugins: [{htmlproofer: {ignore_urls: ['/en/*', '../r/*/history/', '*.ics']}}]",
    "plugins: [{x: {y: /, z: //, code: 'a/b'}}]",
    "markdown_extensions: [{pymdownx.snippets: {base_path: [., docs]}}]",
    "plugins: 1\nhooks: {}\nmarkdown_extensions: [[]]",
)


@pytest.fixture
def project(tmp_path: Path) -> Path:
    project = tmp_path / "project"
    for folder in ("docs", "include"):
        (project / folder).mkdir(parents=True)
    (tmp_path / "outside").mkdir()
    for name in ("hook.py", "base.yml"):
        (tmp_path / name).write_text("", encoding="utf-8")
    return project


def problem_lines(project: Path, config: str) -> list[str]:
    (project / "mkdocs.yml").write_text(f"site_name: x\n{config}\n", encoding="utf-8")
    return [line_of(problem) for problem in check_links(project)]


@pytest.mark.parametrize("config", OUTSIDE)
def test_a_path_that_leads_out_is_refused(
    project: Path, config: str, hostile_inputs: Counter[str]
) -> None:
    [line] = problem_lines(project, config)
    key = config.partition(":")[0]
    assert line.startswith("mkdocs.yml:2:")
    assert f" error PB036: {key}: " in line
    hostile_inputs["paths in settings"] += 1


@pytest.mark.parametrize("config", INSIDE)
def test_other_values_are_accepted(project: Path, config: str) -> None:
    assert problem_lines(project, config) == []


def test_an_inherited_configuration_is_read_too(project: Path) -> None:
    (project / "base.yml").write_text("hooks: [../hook.py]\n", encoding="utf-8")
    [line] = problem_lines(project, "INHERIT: base.yml")
    assert line.startswith("base.yml:1:9: error PB036: hooks: ../hook.py is outside of the project")


def test_a_link_in_a_folder_that_an_option_names_must_stay_inside(project: Path) -> None:
    (project / "include" / "x").symlink_to("/etc")
    [line] = problem_lines(project, "plugins: [{macros: {include_dir: include}}]")
    assert line.startswith("include/x:1:1: error PB011: ")
