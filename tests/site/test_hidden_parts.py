"""Checks that parts of entries that are hidden for the organisation are in no file of the site."""

from __future__ import annotations

import gzip
from pathlib import Path

import pytest

from playbook.project import DATA_FOLDER
from site_helpers import build_in_process, make_project
from support import problem_lines, replace

CANARY = "kanariefågel"


def add_hidden_parts(project: Path) -> None:
    """Add two parts of each type: one for public bodies and one for companies."""
    for sector, words in (("public_body", CANARY), ("company", "öppenhet")):
        scope = f"applies_to: {{sector: [{sector}]}}"
        text = f"{{all: {words}}}"
        answers = "          - {text: {sv: Ja, en: Yes}, to: reply}\n"
        replace(
            project, "flows.yml", answers,
            f"          - {{text: {text}, to: {sector.replace('_', '-')}, {scope}}}\n{answers}",
        )  # fmt: skip
        outcome = "      leave-it:\n"
        replace(
            project, "flows.yml", outcome,
            f"      {sector.replace('_', '-')}:\n        title: {text}\n        action: {text}\n"
            f"        role: employee\n        within: reply_within\n        record: no\n{outcome}",
        )  # fmt: skip
        step = "      - text:\n          sv: Kontakta"
        replace(project, "checklists.yml", step, f"      - {{text: {text}, {scope}}}\n{step}")
        texts = f"{{all: [{words}]}}"
        actions = "    actions_for:\n"
        replace(
            project, "incidents.yml", actions,
            f"{actions}      - {{{scope}, actions: {texts}}}\n",
        )  # fmt: skip
        exception = f"      - when: {{sector: [{sector}]}}\n        text: {text}\n"
        examples = f"      - {{{scope}, do: {texts}, dont: {texts}}}\n"
        path = project / DATA_FOLDER / "policy" / "posting.yml"
        data = path.read_text("utf-8")
        data = data.replace("    examples_for:\n", f"    examples_for:\n{examples}", 1)
        path.write_text(
            data.replace("    exceptions:\n", f"    exceptions:\n{exception}", 1), "utf-8"
        )


def files_with(folder: Path, words: str) -> list[str]:
    """The paths of the files that contain some words, also as escapes or compressed."""
    found = []
    for path in sorted(folder.rglob("*")):
        if path.is_file():
            data = path.read_bytes()
            data = gzip.decompress(data) if path.suffix == ".gz" else data
            if words.encode() in data or words.encode("unicode_escape") in data:
                found.append(path.relative_to(folder).as_posix())
    return found


@pytest.mark.slow
def test_no_file_has_a_hidden_part(tmp_path: Path) -> None:
    project = make_project(tmp_path / "project")
    add_hidden_parts(project)
    assert problem_lines(project) == []
    build_in_process(project)
    site = project / "site"
    assert files_with(site, CANARY) == []
    shown = files_with(site, "öppenhet")
    for page in ("flows", "checklists", "incidents", "policy/posting", "playbook.json"):
        assert [path for path in shown if path.startswith(page)], page
