"""Checks that what stops MkDocs is a problem with its file, its line and its cure."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from commands import run
from site_helpers import build_in_process

pytestmark = pytest.mark.slow

SETTINGS = "site_name: Handbook\nplugins: [playbook]\n"
PAGES = {
    "# A\n\nText, [x](http://[::1/x)\n": "docs/a.md:3:11: error PB990: 'http://[::1/x' is not",
    "# A\n\n<http://[::1/x>\n": "docs/a.md:3:2: error PB990: 'http://[::1/x' is not",
    "# A\n\n`//[` [z](//[)\n": "docs/a.md:3:11: error PB990: '//[' is not",
    "---\ntemplate: gone.html\n---\n# A\n": "docs/a.md:2:1: error PB991: the page a.md cannot be",
    "---\ntitle: [x\n---\n# A\n": "docs/a.md:1:1: warning PB992: the lines between ---",
    "---\n- a\n---\n# A\n": "docs/a.md:1:1: warning PB992: the lines between ---",
}
"""A page, and the beginning of the line that reports its problem."""
CONFIGS = {
    "nav: [{x: 'http://[::1/x'}]": "mkdocs.yml:3:12: error PB990: 'http://[::1/x' is not",
    "site_url: 'http://[::1/x'": "mkdocs.yml:3:12: error PB990: 'http://[::1/x' is not",
    "nav: [index.md, gone.md]": "mkdocs.yml:3:17: warning PB994: nav names the page 'gone.md'",
    "nav: {a: a.md}": "mkdocs.yml:3:1: error PB993: 'nav' cannot be used: Expected nav",
    "navv: [a.md]": "mkdocs.yml:3:1: warning PB993: 'navv' cannot be used: Unrecognised",
    "nav: [": "mkdocs.yml:4:1: error PB993: 'mkdocs.yml' cannot be used: while parsing",
    "markdown_extensions: [gone]": "mkdocs.yml:3:1: error PB993: 'markdown_extensions' cannot",
    "markdown_extensions: [{toc: {a: 1}}]": "mkdocs.yml:3:1: error PB993: 'markdown_extensions'",
    "hooks: [gone.py]": "mkdocs.yml:3:1: error PB993: 'hooks' cannot be used: The path",
}
"""A setting, and the beginning of the line that reports its problem."""


def build_output(project: Path, settings: str, page: str) -> str:
    """The output of a build that fails."""
    (project / "docs").mkdir(exist_ok=True)
    (project / "docs" / "a.md").write_text(page, encoding="utf-8")
    (project / "mkdocs.yml").write_text(settings, encoding="utf-8")
    done = run(project, "build")
    output = (done.stdout + done.stderr).decode()
    assert done.returncode in (1, 2), output
    assert not re.search(r"Traceback|File \"|internal error|Error reading", output)
    return output


@pytest.mark.parametrize("page", PAGES)
def test_a_page_that_stops_the_build_is_a_problem(small_project: Path, page: str) -> None:
    assert build_output(small_project, SETTINGS, page).startswith(PAGES[page])


@pytest.mark.parametrize("setting", CONFIGS)
def test_a_setting_that_stops_the_build_is_a_problem(small_project: Path, setting: str) -> None:
    output = build_output(small_project, f"{SETTINGS}{setting}\n", "# A\n")
    assert output.startswith(CONFIGS[setting])


def test_an_address_in_code_and_a_text_between_two_rules_are_not_problems(project: Path) -> None:
    page = "---\n\nText\n\n---\n\n# A\n\n`http://[::1/x`\n\n```\n//[x\n```\n"
    (project / "docs" / "a.md").write_text(page, encoding="utf-8")
    build_in_process(project, strict=True)


EXCLUDED = {
    "exclude_docs: '*'": "assets/playbook/palette.css",
    "plugins: [playbook, {exclude: {glob: ['*']}}]": "assets/playbook/palette.css",
    "plugins: [playbook, {exclude: {glob: ['policy/*']}}]": "policy/index.html",
}


@pytest.mark.parametrize("setting", EXCLUDED)
def test_a_file_of_the_handbook_that_was_excluded_is_a_problem(
    small_project: Path, setting: str
) -> None:
    settings = SETTINGS if setting.startswith("exclude") else "site_name: Handbook\n"
    output = build_output(small_project, f"{settings}{setting}\n", "# A\n")
    path = EXCLUDED[setting]
    assert f"mkdocs.yml:1:1: error PB894: the handbook's own file or folder {path} was" in output
