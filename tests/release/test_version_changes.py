"""What a page of changes shows and leaves out."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from test_old_records import RECORD, Edit, entry, later, page, tree

from playbook.release.publish import add_to_folder

__all__ = ["tree"]
RULE = "name-colleagues"
TEXTS = {"sv": "Fråga alltid chefen först.", "en": "Always ask the manager first."}


def shown(tree: Path, work: Path, edit: Edit) -> str:
    """The English page from 2.1.0 to a version with an edit."""
    add_to_folder(later(work, edit), tree)
    return page(tree, "2.1.0-2.2.0")


def recorded(data: dict[str, Any], change_type: str, **fields: str) -> None:
    change = {"id": RULE, "kind": "policy", "type": change_type, "title": {"sv": "A", "en": "A"}}
    data["release"] = {**data["release"], "changes": [{**change, **fields}]}


def for_editors(data: dict[str, Any]) -> None:
    entry(data, RULE).update(reviewed="2026-06-30")
    entry(data, "reply-in-time").update(tags=["anew"], asked_as={"sv": ["Nytt"], "en": ["New"]})


def same_content(data: dict[str, Any]) -> None:
    entry(data, RULE).update(kind="faq")


@pytest.mark.parametrize("edit", [for_editors, same_content])
def test_what_readers_do_not_see_is_left_out(tree: Path, tmp_path: Path, edit: Edit) -> None:
    assert "<p>No changes that concern readers.</p>" in shown(tree, tmp_path / "new", edit)


@pytest.mark.parametrize(("since", "label"), [("2.1.0", "Editorial"), ("2.1.5", "Reworded")])
def test_a_reason_counts_only_for_the_comparison_that_it_was_given_for(
    tree: Path, tmp_path: Path, since: str, label: str
) -> None:
    """A version in between may have been released without being published."""

    def edit(data: dict[str, Any]) -> None:
        entry(data, RULE).update(statement=TEXTS)
        data["release"] = {**RECORD, "since": since}
        recorded(data, "editorial", because="Only clearer.")

    assert f'<p class="pb-what">Rules · {label}</p>' in shown(tree, tmp_path / "new", edit)


@pytest.mark.parametrize(("since", "label"), [("2.1.0", "Stricter"), ("2.1.5", "Changed")])
def test_the_record_has_the_type_of_a_change_that_cannot_be_computed(
    tree: Path, tmp_path: Path, since: str, label: str
) -> None:
    def edit(data: dict[str, Any]) -> None:
        entry(data, RULE).update(kind="faq", digest="another")
        data["release"] = {**RECORD, "since": since}
        recorded(data, "stricter")

    assert f'<p class="pb-what">faq · {label}</p>' in shown(tree, tmp_path / "new", edit)


def test_where_a_text_is_missing_readers_see_that_of_the_first_language(
    tree: Path, tmp_path: Path
) -> None:
    def edit(data: dict[str, Any]) -> None:
        entry(data, RULE).update(statement={"sv": TEXTS["sv"]})

    text = shown(tree, tmp_path / "new", edit)
    assert '<p class="pb-sides" lang="sv">' in text
    assert f"<ins>{TEXTS['sv']}</ins>" in text
