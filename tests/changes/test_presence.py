"""Chapters and values that are new or gone are reported, but bind nobody by themselves."""

from __future__ import annotations

from pathlib import Path

from playbook.changes.change import Change
from playbook.changes.compare import compare
from playbook.changes.record import release_class_of, to_record
from playbook.model.playbook import Playbook
from playbook.project import DATA_FOLDER, read_project
from support import SMALL, replace

CHAPTER = """\
chapter:
  id: replying
  title: {sv: Svara, en: Replying}
  summary: {sv: Hur man svarar., en: How to reply.}
  order: 2
entries: []
"""


def read(folder: Path) -> Playbook:
    playbook = read_project(folder).playbook
    assert playbook is not None
    return playbook


def add_chapter_and_value(project: Path) -> Playbook:
    """Add a chapter and a value to the small playbook; returns what is then read."""
    (project / DATA_FOLDER / "policy" / "replying.yml").write_text(CHAPTER, encoding="utf-8")
    line = "  greeting: {text: {sv: Hej, en: Hello}}\n"
    more = "  farewell: {text: {sv: Hej då, en: Goodbye}}\n"
    replace(project, "playbook.yml", line, line + more)
    return read(project)


def summaries(changes: list[Change]) -> list[tuple[str, str, bool, bool]]:
    """The ID and the type of each change, and whether it is of a chapter, and binding."""
    return [
        (change.id, change.change_type, change.is_chapter, change.is_binding) for change in changes
    ]


def test_a_chapter_and_a_value_that_are_gone_are_reported(small_project: Path) -> None:
    changes = compare(add_chapter_and_value(small_project), read(SMALL), "en")
    assert summaries(changes) == [
        ("replying", "removed", True, False),
        ("farewell", "removed", False, False),
    ]
    assert [(each.old, each.new) for each in changes[1].differences] == [("Goodbye", "")]
    assert changes[1].title == {"sv": "Farewell", "en": "Farewell"}


def test_a_new_chapter_or_value_makes_a_minor_release(small_project: Path) -> None:
    changes = compare(read(SMALL), add_chapter_and_value(small_project), "en")
    assert summaries(changes) == [
        ("replying", "added", True, False),
        ("farewell", "added", False, False),
    ]
    assert release_class_of(changes) == "minor"
    assert to_record(changes[0]).title == {"sv": "Svara", "en": "Replying"}


def test_a_chapter_that_cannot_be_read_is_not_gone(small_project: Path) -> None:
    old = add_chapter_and_value(small_project)
    path = small_project / DATA_FOLDER / "policy" / "replying.yml"
    path.write_text("chapter: [", encoding="utf-8")
    assert "replying" not in {each.id for each in compare(old, read(small_project), "en")}
    assert "replying" not in {each.id for each in compare(read(small_project), old, "en")}


def test_other_line_breaks_in_a_summary_are_no_change(small_project: Path) -> None:
    summary = "    en: What one may write, and what applies to whoever writes for {organisation}.\n"
    folded = summary.replace("en: What", "en: >\n      What").replace("and what", "and\n      what")
    replace(small_project, "policy/posting.yml", summary, folded)
    assert compare(read(SMALL), read(small_project), "en") == []
