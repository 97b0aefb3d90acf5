"""Checks that a kind from a separate package works like those of this package."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from playwright.sync_api import Browser, expect

from kinds.faq_project import faq_project, install
from playbook.changes.compare import compare
from playbook.changes.labels import Labels
from playbook.changes.record import release_class_of
from playbook.changes.renderers import as_text
from playbook.changes.report import Report
from playbook.edit.new import new_entry
from playbook.model.playbook import Playbook
from playbook.project import read_project
from playbook.release.environment import installed_versions, with_kinds
from playbook.release.manifest import Environment
from playbook.release.python_runner import CURRENT_PYTHON
from playbook.schema.files import schemas
from playbook.words.catalogue import words_of
from search.asking import SearchBox, served
from site_helpers import environment
from support import problem_lines, problems_of, replace

DATA = "faq/pictures.yml"


@pytest.fixture(scope="module")
def package_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder in which the package is installed."""
    return install(tmp_path_factory.mktemp("installed"))


@pytest.fixture(scope="module")
def site(package_folder: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The built site of a project with the kind."""
    project = faq_project(tmp_path_factory.mktemp("faq"))
    run_module(package_folder, project, "mkdocs", "build", "--strict", "--quiet")
    return project / "site"


@pytest.fixture
def project(package_folder: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with the kind; this process can import the package."""
    monkeypatch.syspath_prepend(str(package_folder))
    return faq_project(tmp_path / "project")


def run_module(package_folder: Path, folder: Path, *command: str) -> str:
    """Run a Python module that can import the package and must succeed; returns its output."""
    path = os.pathsep.join([str(package_folder), environment().get("PYTHONPATH", "")])
    completed = subprocess.run(
        [sys.executable, "-m", *command], cwd=folder, env={**environment(), "PYTHONPATH": path},
        capture_output=True, text=True, check=False,
    )  # fmt: skip
    assert completed.returncode == 0, completed.stdout + completed.stderr
    return completed.stdout


def read_playbook(folder: Path) -> Playbook:
    checked = read_project(folder)
    assert checked.playbook is not None
    return checked.playbook


def read_text(path: Path) -> str:
    return path.read_text(encoding="utf-8")


def levels_and_codes(project: Path) -> list[str]:
    """The level and the code of each problem, such as ``error PB103``."""
    return [f"{problem.level} {problem.code}" for problem in problems_of(project)]


@pytest.mark.slow
def test_a_kind_is_not_loaded_unless_the_playbook_names_it(
    package_folder: Path, tmp_path: Path
) -> None:
    faq_project(tmp_path, names_kind=False)
    code = (
        "import sys; from pathlib import Path; from playbook.project import read_project\n"
        "codes = sorted(p.code for p in read_project(Path()).problems)\n"
        "print(codes, 'faq_playbook' in sys.modules)"
    )
    path = os.pathsep.join([str(package_folder), *sys.path])
    completed = subprocess.run(
        [sys.executable, "-c", code], cwd=tmp_path, env={**environment(), "PYTHONPATH": path},
        capture_output=True, text=True, check=True,
    )  # fmt: skip
    assert completed.stdout == "['PB015'] False\n"


def test_entries_of_a_packaged_kind_are_read_and_checked(project: Path) -> None:
    assert problem_lines(project) == []
    assert "faq-lunch-photos" in read_playbook(project).entries
    replace(project, DATA, "role: moderator", "role: moderatr")
    replace(project, DATA, "verdict: yes", "verdict: perhaps")
    assert levels_and_codes(project) == ["error PB103", "error PB202"]
    replace(project, DATA, "verdict: perhaps", "verdict: yes")
    assert levels_and_codes(project) == ["error PB202"]


def test_a_changed_answer_is_stricter_and_the_release_is_major(project: Path) -> None:
    old = read_playbook(project)
    replace(project, DATA, "verdict: yes", "verdict: never")
    replace(project, DATA, "en: Yes if", "en: Never unless")
    new = read_playbook(project)
    changes = compare(old, new, "en")
    assert [change.change_type for change in changes] == ["stricter"]
    assert release_class_of(changes) == "major"
    report = as_text(Report(changes, Labels(old, new, words_of(new, "en"))))
    assert "Photos from the lunch room (Questions and answers: faq-lunch-photos)" in report
    assert "In a word: [-Yes-]{+Never+}" in report
    assert [change.change_type for change in compare(new, old, "en")] == ["looser"]


def test_the_schema_contains_the_fields_of_a_packaged_kind(project: Path) -> None:
    schema = json.loads(schemas(read_playbook(project))["faq.json"])
    fields = schema["properties"]["entries"]["items"]["properties"]
    assert fields["verdict"]["enum"] == ["yes", "depends", "never"]
    names = json.loads(schemas(read_playbook(project))["names.json"])["definitions"]
    assert "faq-lunch-photos" in json.dumps(names["entries"])
    settings = json.loads(schemas(read_playbook(project))["playbook.json"])
    assert "kinds" in settings["properties"]


def test_new_adds_an_entry_of_a_packaged_kind(project: Path) -> None:
    added = new_entry(
        read_playbook(project), project, "faq", "faq-logo", "faq-pictures", "2026-11-30"
    )
    assert "  - id: faq-logo" in added.text
    assert "verdict: yes  # The answer in a word." in added.text


@pytest.mark.slow
@pytest.mark.parametrize(("root", "question", "title"), [
    ("", "Får jag lägga ut bilder från lunchrummet?", "Frågor och svar"),
    ("en/", "May I post photos from the lunch room?", "Questions and answers"),
])  # fmt: skip
def test_a_packaged_kind_has_pages_and_is_listed(
    site: Path, root: str, question: str, title: str
) -> None:
    page = read_text(site / root / "faq/faq-pictures/index.html")
    assert question in page
    assert "faq-lunch-photos" in page
    assert question in read_text(site / root / "faq/index.html")
    assert question in read_text(site / root / "a-z/index.html")
    assert "faq-lunch-photos" in read_text(site / root / "roles/moderator/index.html")
    assert "faq-lunch-photos" not in read_text(site / root / "roles/employee/index.html")
    assert title in read_text(site / root / "index.html")
    assert "#w.faq" in read_text(site / root / "all/index.html")


@pytest.mark.slow
def test_a_packaged_kind_is_in_the_machine_readable_files(site: Path) -> None:
    guide = read_text(site / "llms.txt")
    assert "## Frågor och svar" in guide
    assert (
        "[Får jag lägga ut bilder från lunchrummet?](faq/faq-pictures/#faq-lunch-photos)" in guide
    )
    entries = json.loads(read_text(site / "entries.json"))["entries"]
    assert entries["faq-lunch-photos"]["title"]["en"] == "May I post photos from the lunch room?"
    schema = read_text(site / "playbook.schema.json")
    assert '"faq"' in schema


@pytest.mark.slow
def test_check_reports_no_problems_for_a_packaged_kind(package_folder: Path, project: Path) -> None:
    run_module(package_folder, project, "playbook", "check", "--strict")


def test_a_release_records_the_package_of_a_kind(package_folder: Path, project: Path) -> None:
    used = Environment("3.11", "linux-x86_64", "", {"mkdocs": "1.6.1"})
    recorded = with_kinds(used, project / "playbook_data", CURRENT_PYTHON)
    assert recorded.packages == {"faq-playbook": "1.0", "mkdocs": "1.6.1"}
    assert installed_versions(["faq-playbook"]) == {"faq-playbook": "1.0"}
    replace(project, "playbook.yml", "kinds: [faq]\n", "")
    assert with_kinds(used, project / "playbook_data", CURRENT_PYTHON) == used


@pytest.mark.slow
@pytest.mark.browser
@pytest.mark.parametrize(("root", "query", "answer"), [
    ("", "bilder från fikarummet och lunchrummet", "Ja om alla på bilden vill vara med."),
    ("en/", "photos lunch room", "Yes if everyone in the photo agrees."),
])  # fmt: skip
def test_the_search_returns_entries_of_a_packaged_kind(
    browser: Browser, site: Path, root: str, query: str, answer: str
) -> None:
    with served(site) as served_site:
        page = browser.new_page()
        page.goto(f"{served_site.url}{root}")
        assert SearchBox(page).ask(query)[0] == "faq-lunch-photos"
        first = page.locator("[role=option]").first
        expect(first).to_contain_text(answer)
        page.close()
