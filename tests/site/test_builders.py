"""MkDocs and ProperDocs, which follows it, build the same site with the same hooks."""

from __future__ import annotations

from pathlib import Path

from playbook.pages.plan import plan
from site_helpers import LANGUAGES, build, handbook_of, tree_of


def test_mkdocs_builds_every_planned_page_in_every_language(built: Path) -> None:
    planned_page = [page.path for page in plan(handbook_of(built))]
    roots = {language: "" if language == "sv" else f"{language}/" for language in LANGUAGES}
    wanted = {f"{root}{path}index.html" for root in roots.values() for path in planned_page}
    found = {path for path in tree_of(built / "site") if path.endswith(".html")}
    assert found == wanted | {"404.html", "about/index.html"}
    for language, root in roots.items():
        for path in planned_page:
            html = (built / "site" / root / path / "index.html").read_text(encoding="utf-8")
            assert f'<html lang="{language}"' in html


def test_properdocs_builds_the_same_site(built: Path, project: Path) -> None:
    done = build(project, "--strict", builder="properdocs")
    assert "The handbook is in site" in done.stdout + done.stderr
    ours, theirs = tree_of(built / "site"), tree_of(project / "site")
    assert ours.keys() == theirs.keys()
    assert [path for path in ours if ours[path] != theirs[path]] == []


def test_a_site_is_the_same_when_built_again(built: Path, project: Path) -> None:
    for _ in range(2):
        build(project)
        assert tree_of(project / "site") == tree_of(built / "site")
    assert list(project.glob(".site*")) == []
