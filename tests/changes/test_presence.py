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


def with_more(project: Path) -> Playbook:
    """The small playbook with one more chapter and value."""
    (project / DATA_FOLDER / "policy" / "replying.yml").write_text(CHAPTER, encoding="utf-8")
    line = "  greeting: {text: {sv: Hej, en: Hello}}\n"
    more = "  farewell: {text: {sv: Hej då, en: Goodbye}}\n"
    replace(project, "playbook.yml", line, line + more)
    return read(project)


def described(changes: list[Change]) -> list[tuple[str, str, bool, bool]]:
    return [(each.id, each.change_type, each.is_chapter, each.is_binding) for each in changes]


def test_a_chapter_and_a_value_that_are_gone_are_reported(small_project: Path) -> None:
    changes = compare(with_more(small_project), read(SMALL), "en")
    assert described(changes) == [
        ("replying", "removed", True, False),
        ("farewell", "removed", False, False),
    ]
    assert [(each.old, each.new) for each in changes[1].differences] == [("Goodbye", "")]
    assert changes[1].title == {"sv": "Farewell", "en": "Farewell"}


def test_a_new_chapter_or_value_makes_a_minor_release(small_project: Path) -> None:
    changes = compare(read(SMALL), with_more(small_project), "en")
    assert described(changes) == [
        ("replying", "added", True, False),
        ("farewell", "added", False, False),
    ]
    assert release_class_of(changes) == "minor"
    assert to_record(changes[0]).title == {"sv": "Svara", "en": "Replying"}


def test_a_chapter_that_cannot_be_read_is_not_gone(small_project: Path) -> None:
    old = with_more(small_project)
    path = small_project / DATA_FOLDER / "policy" / "replying.yml"
    path.write_text("chapter: [", encoding="utf-8")
    assert "replying" not in {each.id for each in compare(old, read(small_project), "en")}
    assert "replying" not in {each.id for each in compare(read(small_project), old, "en")}


def test_other_line_breaks_in_a_summary_are_no_change(small_project: Path) -> None:
    summary = "    en: What one may write, and what applies to whoever writes for {organisation}.\n"
    folded = summary.replace("en: What", "en: >\n      What").replace("and what", "and\n      what")
    replace(small_project, "policy/posting.yml", summary, folded)
    assert compare(read(SMALL), read(small_project), "en") == []
