"""Checks that MkDocs and its fork ProperDocs build the same site with the same hooks."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.pages.plan import plan
from site_helpers import LANGUAGES, build, handbook_of, tree_of


@pytest.mark.slow
def test_mkdocs_builds_every_planned_page_in_every_language(built: Path) -> None:
    paths = [page.path for page in plan(handbook_of(built))]
    roots = {language: "" if language == "sv" else f"{language}/" for language in LANGUAGES}
    planned = {f"{root}{path}index.html" for root in roots.values() for path in paths}
    pages = {path for path in tree_of(built / "site") if path.endswith(".html")}
    assert pages == planned | {"404.html", "about/index.html"}
    for language, root in roots.items():
        for path in paths:
            html = (built / "site" / root / path / "index.html").read_text(encoding="utf-8")
            assert f'<html lang="{language}"' in html


@pytest.mark.slow
def test_properdocs_builds_the_same_site(built: Path, project: Path) -> None:
    result = build(project, "--strict", builder="properdocs")
    assert "The handbook is in site" in result.stdout + result.stderr
    by_mkdocs, by_properdocs = tree_of(built / "site"), tree_of(project / "site")
    assert by_mkdocs.keys() == by_properdocs.keys()
    assert [path for path in by_mkdocs if by_mkdocs[path] != by_properdocs[path]] == []


@pytest.mark.slow
def test_builds_are_reproducible(built: Path, project: Path) -> None:
    for _ in range(2):
        build(project)
        assert tree_of(project / "site") == tree_of(built / "site")
    assert list(project.glob(".site*")) == []
