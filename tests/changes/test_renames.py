"""A rename is one change, whatever refers to the renamed entry, chapter or value."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from changes.renaming import moves, read_playbook, rename, rewrite
from playbook.changes.compare import compare
from playbook.changes.record import release_class_of
from playbook.project import DATA_FOLDER, read_project
from support import SMALL, copy_small, replace


def test_renaming_everything_reports_only_moves(small_project: Path) -> None:
    old = read_playbook(SMALL)
    contents = [value.model_dump_json() for value in old.settings.values.values()]
    assert len({*contents}) == len(contents), "a value is recognised by its content"
    names = {id: f"{id}-anew" for id in (*old.entries, *old.chapter_origins)}
    names |= {name: f"{name}_anew" for name in old.settings.values}
    rename(small_project, names)
    changes = compare(old, read_playbook(small_project), "en")
    current = {id for id, entry in old.entries.items() if entry.status == "current"}
    expected = {names[id]: id for id in names if id in current or id not in old.entries}
    assert moves(changes) == expected
    assert release_class_of(changes) == "patch"


def test_renamed_role_with_many_references_is_one_change(small_project: Path) -> None:
    rename(small_project, {"policy-owner": "handbook-owner"})
    changes = compare(read_playbook(SMALL), read_playbook(small_project), "sv")
    assert moves(changes) == {"handbook-owner": "policy-owner"}


def test_entry_moved_to_a_new_chapter_is_not_a_renamed_chapter(
    small_project: Path,
) -> None:
    policy = small_project / DATA_FOLDER / "policy"
    moved: list[Any] = []

    def without(data: Any) -> Any:
        moved.extend(entry for entry in data["entries"] if entry["id"] == "reply-in-time")
        entries = [entry for entry in data["entries"] if entry not in moved]
        return {**data, "entries": entries}

    def with_only(data: Any) -> Any:
        return {**data, "chapter": {**data["chapter"], "id": "replies"}, "entries": moved}

    text = (policy / "posting.yml").read_text(encoding="utf-8")
    rewrite(policy / "posting.yml", without)
    (policy / "replies.yml").write_text(text, encoding="utf-8")
    rewrite(policy / "replies.yml", with_only)
    chapter, change = compare(read_playbook(SMALL), read_playbook(small_project), "en")
    assert (chapter.id, chapter.change_type, chapter.is_chapter) == ("replies", "added", True)
    assert (change.id, change.change_type) == ("reply-in-time", "moved")
    (difference,) = change.differences
    assert (difference.key, difference.old, difference.new) == ("chapter", "posting", "replies")


def test_other_changes_of_a_renamed_entry_are_reported(small_project: Path) -> None:
    rename(small_project, {"policy-owner": "handbook-owner", "share-job-posts": "share-posts"})

    def stricter(data: Any) -> Any:
        for entry in data["entries"]:
            if entry["id"] == "share-posts":
                entry["verdict"] = "ask_first"
                del entry["conditions"]
            elif entry["id"] == "reply-in-time":
                entry["ask"] = "press-desk"
        return data

    rewrite(small_project / DATA_FOLDER / "policy" / "posting.yml", stricter)
    changes = {
        change.id: change
        for change in compare(read_playbook(SMALL), read_playbook(small_project), "en")
    }
    assert {id: change.change_type for id, change in changes.items()} == {
        "share-posts": "stricter", "reply-in-time": "changed", "handbook-owner": "moved",
    }  # fmt: skip
    keys = {
        id: [difference.key for difference in change.differences] for id, change in changes.items()
    }
    assert keys["share-posts"].count("id") == 1
    assert keys["reply-in-time"] == ["ask"]


def test_merged_entry_is_removed_and_its_references_are_unchanged(
    small_project: Path,
) -> None:
    """What referred to the merged entry now refers to the one that it was merged into."""
    rename(small_project, {"ftc-endorsements": "marketing-act"})

    def merged(data: Any) -> Any:
        first, *others = data["entries"]
        kept = [entry for entry in others if entry["id"] != "marketing-act"]
        return {**data, "entries": [{**first, "previous_ids": ["ftc-endorsements"]}, *kept]}

    rewrite(small_project / DATA_FOLDER / "legal.yml", merged)
    text = (small_project / DATA_FOLDER / "policy" / "posting.yml").read_text(encoding="utf-8")
    assert "[vägledningen](id:marketing-act)" in text
    changes = compare(read_playbook(SMALL), read_playbook(small_project), "en")
    found = [(change.id, change.change_type) for change in changes]
    assert found == [("ftc-endorsements", "removed")]


def test_value_with_new_name_and_new_content_is_not_a_rename(
    small_project: Path,
) -> None:
    """What uses the value reads differently, so that it has changed."""
    rename(small_project, {"emoji_max": "emoji_limit"})

    def fewer(data: Any) -> Any:
        data["values"]["emoji_limit"] = {"count": "1"}
        return data

    rewrite(small_project / DATA_FOLDER / "playbook.yml", fewer)
    changes = compare(read_playbook(SMALL), read_playbook(small_project), "en")
    assert changes
    assert "moved" not in {change.change_type for change in changes}


@pytest.mark.parametrize("unreadable", ["new", "old"])
def test_unreadable_renamed_entry_is_not_reported_as_added(
    small_project: Path, tmp_path: Path, unreadable: str
) -> None:
    rename(small_project, {"viral": "going-viral"})
    states = {"old": SMALL, "new": small_project}
    if unreadable == "old":
        states["old"] = tmp_path / "old"
        copy_small(states["old"])
        replace(
            states["old"], "glossary.yml", "  - id: viral\n", "  - id: viral\n    usee: avoid\n"
        )
    old, new = (read_project(states[side]).playbook for side in ("old", "new"))
    assert old
    assert new
    types = {change.change_type for change in compare(old, new, "en")}
    assert types.isdisjoint({"added", "removed"})


@pytest.mark.parametrize("id", ["reply-in-time", "reply-soon"])
def test_editorial_reason_may_use_former_or_current_id(small_project: Path, id: str) -> None:
    rename(small_project, {"reply-in-time": "reply-soon"})
    posting = small_project / DATA_FOLDER / "policy" / "posting.yml"
    text = posting.read_text(encoding="utf-8")
    assert "Ja, inom {reply_within}" in text
    posting.write_text(text.replace("Ja, inom {reply_within}", "Ja, redan inom {reply_within}"))
    old, new = read_playbook(SMALL), read_playbook(small_project)
    types = [
        [change.change_type for change in compare(old, new, "en", reasons)]
        for reasons in ({}, {id: "Clearer."})
    ]
    assert types == [["reworded"], ["editorial"]]
