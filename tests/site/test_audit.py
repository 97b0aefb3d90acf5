"""Checks that the audit reports every problem of a damaged site, and none in an undamaged site."""

from __future__ import annotations

import inspect
import shutil
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from mkdocs.commands.build import build as build_in_process
from mkdocs.config import load_config

import damage
from playbook.messages import messages
from playbook.problems import Code
from playbook.site import audit as audit_module
from playbook.site.audit import ExpectedSite, audit
from playbook.site.session import Session
from site_helpers import make_project

sys.path.insert(0, str(Path(__file__).parent))

CASES: dict[str, Callable[[Path], None]] = {
    name: function
    for name, function in vars(damage).items()
    if name.startswith("pb9") and inspect.isfunction(function)
}
"""The functions that damage a site; each name begins with the code of the problem."""
EXPECTED = Path(__file__).parent / "audit.txt"
ODD_NAMES = ("vanliga frågor", "a%20b", "a#b")
"""Names of hand-written pages whose URLs MkDocs encodes."""


@pytest.fixture(scope="module")
def site_and_plan(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, ExpectedSite]:
    """A built site, and its expected content."""
    project = make_project(tmp_path_factory.mktemp("audit"))
    for name in ODD_NAMES:
        (project / "docs" / f"{name}.md").write_text("# Frågor\n\n[Om](about.md)\n", "utf-8")
    config = load_config(str(project / "mkdocs.yml"))
    session: Session = vars(sys.modules["hooks/mkdocs_hooks.py"])["session"]
    build_in_process(config)
    assert session.build
    expected = session.build.expected
    session.close()
    return project / "site", expected


def code_of(name: str) -> str:
    """The code of the problem that a function with this name causes."""
    return name[: len("pb901")].upper()


def expected_problems() -> dict[str, list[str]]:
    """The expected problems of each case, by the heading with its name."""
    by_case: dict[str, list[str]] = {}
    for line in EXPECTED.read_text(encoding="utf-8").splitlines():
        if line.startswith("# "):
            lines = by_case.setdefault(line[2:], [])
        elif line:
            lines.append(line)
    return by_case


@pytest.mark.slow
def test_an_undamaged_site_has_no_problems(site_and_plan: tuple[Path, ExpectedSite]) -> None:
    assert audit(*site_and_plan) == []


@pytest.mark.slow
def test_a_page_whose_name_is_encoded_in_its_url_and_links_to_it_are_found(
    site_and_plan: tuple[Path, ExpectedSite], tmp_path: Path
) -> None:
    site, expected = site_and_plan
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    damage.append_html(copy, "tone", '<a href="../vanliga%20fr%C3%A5gor/#top">x</a>')
    assert audit(copy, expected) == []
    shutil.rmtree(copy / "a#b")
    missing = [problem for problem in audit(copy, expected) if problem.code == "PB901"]
    assert [problem.location.path for problem in missing] == ["docs/a#b.md"]


@pytest.mark.slow
def test_a_link_to_the_top_of_a_page_needs_no_id(
    site_and_plan: tuple[Path, ExpectedSite], tmp_path: Path
) -> None:
    site, expected = site_and_plan
    copy = Path(shutil.copytree(site, tmp_path / "site"))
    damage.append_html(copy, "tone", '<a href="#top">x</a> <a href="../keys/#top">x</a>')
    assert audit(copy, expected) == []


@pytest.mark.slow
def test_each_kind_of_damage_is_reported_as_expected(
    site_and_plan: tuple[Path, ExpectedSite], tmp_path: Path, accept: bool
) -> None:
    site, expected = site_and_plan
    problems = {}
    for name, damage_site in CASES.items():
        copy = tmp_path / name
        shutil.copytree(site, copy)
        damage_site(copy)
        found = audit(copy, expected)
        problems[name] = [line for problem in found for line in messages().lines(problem)]
        assert any(f" {code_of(name)}: " in line for line in problems[name]), name
    if accept:
        text = "\n".join("\n".join([f"# {name}", *problems[name], ""]) for name in problems)
        EXPECTED.write_text(text, encoding="utf-8")
    assert problems == expected_problems()


def test_every_code_of_the_audit_has_a_case() -> None:
    codes = {code.code for code in vars(audit_module).values() if isinstance(code, Code)}
    assert codes == set(map(code_of, CASES))
