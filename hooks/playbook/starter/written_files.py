"""Renders the files that ``init`` writes from templates: settings of tools, and the README."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path

import jinja2

from ..languages.pack import REFERENCE
from .answers import Answers
from .package_source import PIN, PackageSource

TEMPLATES = Path(__file__).parent / "templates"
PLAIN: Mapping[str, str] = {
    ".gitignore": "gitignore",
    ".gitattributes": "gitattributes",
    ".editorconfig": "editorconfig",
    ".vscode/settings.json": "vscode-settings.json",
    ".vscode/extensions.json": "vscode-extensions.json",
}
"""The files that are the same in each repository, with their templates."""
GITLAB_FORMS: Mapping[str, str] = {
    ".gitlab/issue_templates/wrong-page.md": "gitlab-wrong-page.md",
    ".gitlab/issue_templates/propose-change.md": "gitlab-propose-change.md",
}
_PIP = ".venv/bin/python -m pip install"


@functools.cache
def _templates() -> jinja2.Environment:
    """The templates. The files are not HTML, so nothing is escaped."""
    return jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=False,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )


def tool_files(answers: Answers) -> Mapping[str, bytes]:
    """The settings of git and of text editors, and the issue forms of GitLab, by path."""
    names = {**PLAIN, **(GITLAB_FORMS if answers.host == "gitlab" else {})}
    return {path: _render(name) for path, name in names.items()}


def site_settings(answers: Answers, site_name: str, not_in_nav: list[str]) -> bytes:
    """The text of ``mkdocs.yml``."""
    return _render("mkdocs.yml.jinja", answers=answers, site_name=site_name, not_in_nav=not_in_nav)


def readme(
    answers: Answers, package: PackageSource, site_name: str, *, guide: str | None,
    release_guide: str,
) -> bytes:  # fmt: skip
    """The README in the first language.

    ``guide`` is the page that shows what to replace, ``release_guide`` the one for releases.
    """
    names = (f"README.{language}.md" for language in (answers.languages[0], REFERENCE))
    name = next(name for name in names if (TEMPLATES / name).is_file())
    install = _indented(install_commands(package))
    return _render(name, answers=answers, site_name=site_name, guide=guide,
                   release_guide=release_guide, install=install)  # fmt: skip


def install_commands(package: PackageSource) -> tuple[str, ...]:
    """The commands that install the generator as pinned. pip has no digests for a commit."""
    venv = "python3 -m venv .venv"  # a line of its own: PowerShell 5 has no &&
    if package.has_digest:
        return (venv, f"{_PIP} --require-hashes -r requirements.txt -r {PIN}")
    return (
        venv,
        f"{_PIP} --require-hashes -r requirements.txt",
        f"{_PIP} --no-deps --no-build-isolation -r {PIN}",
    )


def _indented(lines: tuple[str, ...]) -> str:
    return "\n".join(f"    {line}" for line in lines)


def _render(name: str, **variables: object) -> bytes:
    return _templates().get_template(name).render(**variables).encode()
