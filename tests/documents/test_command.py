"""Checks ``playbook pdf``: drafts, refusals, and its message if a library is missing."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from pdf_files import font_with, opened, page_texts
from playbook.cli import main
from site_helpers import make_project
from support import replace

pytestmark = pytest.mark.slow


def playbook_pdf(*arguments: object) -> Result:
    return CliRunner().invoke(main, ["pdf", *map(str, arguments)])


@pytest.fixture
def project(tmp_path: Path) -> Path:
    return make_project(tmp_path / "project")


def test_the_working_data_becomes_a_draft_dated_by_source_date_epoch(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767222000")  # 31 December 23:00 in UTC
    done = playbook_pdf("--project", project, "--chapter", "posting", "--language", "sv")
    path = project / "pdf" / "playbook-draft-sv-chapter-posting.pdf"
    assert done.exit_code == 0, done.output
    assert done.output.startswith(f"{path}: ")
    data = path.read_bytes()
    texts = page_texts(data)
    assert "Utkast efter version 1.0.0" in texts[0]
    assert "1 januari 2026" in texts[0]  # the day of the organisation
    assert "Det gäller inte och ska inte skrivas under." in " ".join(texts[1].split())
    assert "Underskrift" not in texts[1]
    with opened(data) as document:
        assert str(document.docinfo["/CreationDate"]) == "D:20251231230000Z"


@pytest.mark.parametrize("name", ["weasyprint", "pikepdf"])
def test_without_a_library_one_line_says_what_to_install(
    name: str, project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, name, None)  # as Python marks a module that cannot be imported
    done = playbook_pdf("--project", project)
    assert done.exit_code == 2
    (line,) = [line for line in done.output.splitlines() if line.startswith("Error: ")]
    assert line == (
        f"Error: playbook pdf needs {name}: run python -m pip install './WHEEL_FILE[pdf]'"
    )
    assert not (project / "pdf").exists()


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--role", "x"], "unknown role 'x'; use one of: employee, moderator, policy-owner"),
        (["--chapter", "x"], "unknown chapter 'x'; use one of: posting"),
        (["--language", "de"], "unknown language 'de'; use one of: en, sv"),
    ],
)
def test_an_unknown_name_is_refused_with_the_known_ones(
    arguments: list[str], message: str, project: Path
) -> None:
    done = playbook_pdf("--project", project, *arguments)
    assert done.exit_code == 2
    assert f"Error: {message}\n" in done.output
    assert not (project / "pdf").exists()


def test_a_version_without_a_tag_is_refused(repository: Path) -> None:
    done = playbook_pdf("7.0.0", "--project", repository)
    assert done.exit_code == 1
    assert "PB805" in done.output


def test_data_with_errors_is_refused(project: Path) -> None:
    replace(project, "reading.yml", "entries:", "entires:")
    done = playbook_pdf("--project", project)
    assert done.exit_code == 1
    assert "reading.yml" in done.output
    assert not (project / "pdf").exists()


def test_a_character_that_no_font_has_is_refused_with_its_place(project: Path) -> None:
    title = "title: {sv: Dela våra inlägg, en: Share our posts}"
    replace(project, "policy/posting.yml", title, title.replace("Dela", "𓀀 Dela"))
    done = playbook_pdf("--project", project, "--chapter", "posting", "--language", "sv")
    assert done.exit_code == 1
    assert "policy/posting.yml:13" in done.output
    assert "PB950" in done.output
    assert "𓀀 (U+13000)" in done.output
    font = project / "sign.ttf"
    font.write_bytes(font_with("𓀀"))
    options = ("--project", project, "--chapter", "posting", "--language", "sv", "--font", font)
    done = playbook_pdf(*options)
    assert done.exit_code == 0, done.output
    with opened((project / "pdf" / "playbook-draft-sv-chapter-posting.pdf").read_bytes()) as made:
        fonts = [font for page in made.pages for font in page.obj.Resources.Font.values()]
        assert any(str(font.BaseFont).endswith("Sign") for font in fonts)
