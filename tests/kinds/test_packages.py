"""Checks that an unfinished kind in a package is reported with what is missing."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.messages import messages
from support import problem_lines, problems_of, replace

MODEL = """
from typing import ClassVar
from pydantic import Field
from playbook.model.directions import Explains
from playbook.model.entry import Entry
from playbook.model.kind_spec import KindSpec
from playbook.model.types import Text

class Note(Entry):
    \"\"\"A note.\"\"\"
    spec: ClassVar[KindSpec] = KindSpec(
        kind="notes", group="rules", nav_order=200, is_binding=True, bindings={"text": Explains()},
    )
    text: Text = Field(description="The note.")
"""
LABELS = "title: Notes\nabout: What we noted.\n"
CASES = {
    "valid": ("", "", None),
    "no-binding": ('{"text": Explains()}', "{}", "its bindings do not name: text"),
    "other-binding": ('{"text"', '{"txt": Explains(), "text"',
                      "its bindings name what is not one of its fields: txt"),
    "no-headline": ("is_binding=True", 'is_binding=True, headline="ask"',
                    "its specification names what is not one of its fields: ask"),
    "header": ("    text: Text", "    owner: str = ''\n    text: Text",
               "it redefines what every entry has: owner"),
    "other-name": ('kind="notes"', 'kind="note"',
                   "its entry point is named 'notes', but the kind of its model is 'note'"),
    "raises": ("class Note", "1 / 0\nclass Note", "ZeroDivisionError('division by zero')"),
    "no-class": ("class Note", "Note = 1\nclass Other",
                 "its entry point is not a subclass of Entry"),
}  # fmt: skip
"""By case: a text in `MODEL`, its replacement, and a part of the expected reason, if any."""


def install(folder: Path, name: str, model: str, languages: tuple[str, ...] = ("en", "sv")) -> None:
    """Install a package ``name`` with the kind ``notes`` in a folder."""
    package = folder / name
    (package / "labels").mkdir(parents=True)
    (package / "__init__.py").write_text(model, encoding="utf-8")
    (package / "detail.html").write_text('{% extends "card.html" %}', encoding="utf-8")
    for language in languages:
        (package / "labels" / f"{language}.yml").write_text(LABELS, encoding="utf-8")
    metadata_folder = folder / f"{name}-1.dist-info"
    metadata_folder.mkdir()
    (metadata_folder / "METADATA").write_text(
        f"Metadata-Version: 2.1\nName: {name}\nVersion: 1\n", "utf-8"
    )
    (metadata_folder / "entry_points.txt").write_text(
        f"[playbook.kinds]\nnotes = {name}:Note\n", "utf-8"
    )


def with_kind_named(project: Path) -> Path:
    """Name the kind in the project's ``playbook.yml``, and return the project."""
    replace(project, "playbook.yml", "languages: [sv, en]", "languages: [sv, en]\nkinds: [notes]")
    return project


@pytest.mark.parametrize("case", CASES)
def test_an_unfinished_kind_is_reported_with_the_reason(
    case: str, small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    old, new, reason = CASES[case]
    package = f"notes_{case.replace('-', '_')}"
    install(tmp_path / "installed", package, MODEL.replace(old, new, 1))
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    lines = problem_lines(with_kind_named(small_project))
    if reason is None:
        assert lines == []
    else:
        assert len(lines) == 1
        assert (
            f"error PB512: the kind 'notes' of the package {package} cannot be used: " in lines[0]
        )
        assert reason in lines[0]


CHECK = """
from pathlib import Path
from playbook.problems import Code, Phrase

SHORT = Code("NOTE101", "warning", "id", "why", labels=Path(__file__).parent / "labels")

def check(playbook):
    for note in playbook.of_kind("notes"):
        location = playbook.origins[note.id].location(("id",))
        yield SHORT.at(location, id=note.id, why=Phrase("note.why", least="9"))
"""
SENTENCES = {
    "en": """problems:
  NOTE101: {message: "the note '{id}' is short: {why}", cure: write more}
phrases: {note.why: "at least {least} words"}
""",
    "sv": """problems:
  NOTE101: {message: "anteckningen ”{id}” är kort: {why}", cure: skriv mer}
phrases: {note.why: "minst {least} ord"}
""",
}
NOTES = """entries:
  - {id: a-note, title: {all: A note}, text: {all: Hello}, owner: policy-owner}
"""


@pytest.mark.parametrize(
    ("languages", "language", "expected"),
    [
        (("en", "sv"), "en", "the note 'a-note' is short: at least 9 words; write more"),
        (("en", "sv"), "sv", "anteckningen ”a-note” är kort: minst 9 ord; skriv mer"),
        (("en",), "sv", "the note 'a-note' is short: at least 9 words; write more"),
        (("sv",), "en", "anteckningen ”a-note” är kort: minst 9 ord; skriv mer"),
        ((), "en", "the package of this check has no sentence for it (id: a-note, why: note.why);"
                   " ask whoever makes the package for one"),
    ],
)  # fmt: skip
def test_the_problems_of_a_kind_have_the_sentences_of_its_labels(
    small_project: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    languages: tuple[str, ...],
    language: str,
    expected: str,
) -> None:
    package = f"notes_of_{'_'.join(languages) or 'none'}_in_{language}"
    model = CHECK + MODEL.replace("is_binding=True", "is_binding=True, checks=(check,)")
    install(tmp_path / "installed", package, model)
    for each in languages:
        path = tmp_path / "installed" / package / "labels" / f"{each}.yml"
        path.write_text(LABELS + SENTENCES[each], encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    (small_project / "playbook_data" / "notes.yml").write_text(NOTES, encoding="utf-8")
    (problem,) = problems_of(with_kind_named(small_project))
    assert problem.code == "NOTE101"
    assert messages(language).sentence(problem) == expected


def test_missing_files_of_a_kind_are_reported(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "installed", "notes_bare", MODEL, languages=())
    (tmp_path / "installed" / "notes_bare" / "detail.html").unlink()
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    (line,) = problem_lines(with_kind_named(small_project))
    assert "it has no template detail.html; it has no labels in a folder labels" in line


def test_a_problem_without_a_cure_is_reported(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "installed", "notes_cureless", MODEL)
    path = tmp_path / "installed" / "notes_cureless" / "labels" / "sv.yml"
    path.write_text(f"{LABELS}problems: {{NOTE101: {{message: Kort}}}}\n", encoding="utf-8")
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    (line,) = problem_lines(with_kind_named(small_project))
    assert "labels/sv.yml needs a message and a cure for NOTE101" in line


def test_missing_labels_of_a_kind_are_shown_in_a_different_language(
    small_project: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path / "installed", "notes_english", MODEL, languages=("en",))
    monkeypatch.syspath_prepend(str(tmp_path / "installed"))
    (line,) = problem_lines(with_kind_named(small_project))
    assert (
        "warning PB513: the kind 'notes' has no labels in 'sv', so pages show those in 'en'" in line
    )
    assert "or write them in playbook_data/languages/sv/ui.yml, under 'kinds: {notes: …}'" in line
    strings = small_project / "playbook_data" / "languages" / "sv" / "ui.yml"
    strings.parent.mkdir(parents=True)
    strings.write_text("kinds: {notes: {title: Anteckningar}}\n", encoding="utf-8")
    assert not [line for line in problem_lines(small_project) if "PB513" in line]
