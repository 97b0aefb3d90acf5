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


def change_page(tree: Path, work: Path, edit: Edit) -> str:
    """The English page of the changes from 2.1.0 to 2.2.0, a version with an edit."""
    add_to_folder(later(work, edit), tree)
    return page(tree, "2.1.0-2.2.0")


def record_change(data: dict[str, Any], change_type: str, **fields: str) -> None:
    """Add a change of the rule to the change record of a version."""
    change = {"id": RULE, "kind": "policy", "type": change_type, "title": {"sv": "A", "en": "A"}}
    data["release"] = {**data["release"], "changes": [{**change, **fields}]}


def change_fields_for_editors(data: dict[str, Any]) -> None:
    entry(data, RULE).update(reviewed="2026-06-30")
    entry(data, "reply-in-time").update(tags=["anew"], asked_as={"sv": ["Nytt"], "en": ["New"]})


def change_kind_only(data: dict[str, Any]) -> None:
    entry(data, RULE).update(kind="faq")


@pytest.mark.parametrize("edit", [change_fields_for_editors, change_kind_only])
def test_what_readers_do_not_see_is_left_out(tree: Path, tmp_path: Path, edit: Edit) -> None:
    assert "<p>No changes that concern readers.</p>" in change_page(tree, tmp_path / "new", edit)


@pytest.mark.parametrize(("since", "label"), [("2.1.0", "Editorial"), ("2.1.5", "Reworded")])
def test_a_reason_counts_only_if_it_was_given_for_the_same_two_versions(
    tree: Path, tmp_path: Path, since: str, label: str
) -> None:
    """``since`` is the version before; one in between may be released but not published."""

    def edit(data: dict[str, Any]) -> None:
        entry(data, RULE).update(statement=TEXTS)
        data["release"] = {**RECORD, "since": since}
        record_change(data, "editorial", because="Only clearer.")

    assert f'<p class="pb-what">Rules · {label}</p>' in change_page(tree, tmp_path / "new", edit)


@pytest.mark.parametrize(("since", "label"), [("2.1.0", "Stricter"), ("2.1.5", "Changed")])
def test_the_record_has_the_type_of_a_change_that_cannot_be_computed(
    tree: Path, tmp_path: Path, since: str, label: str
) -> None:
    def edit(data: dict[str, Any]) -> None:
        entry(data, RULE).update(kind="faq", digest="another")
        data["release"] = {**RECORD, "since": since}
        record_change(data, "stricter")

    assert f'<p class="pb-what">faq · {label}</p>' in change_page(tree, tmp_path / "new", edit)


def test_a_missing_text_is_shown_in_the_first_language(tree: Path, tmp_path: Path) -> None:
    def edit(data: dict[str, Any]) -> None:
        entry(data, RULE).update(statement={"sv": TEXTS["sv"]})

    text = change_page(tree, tmp_path / "new", edit)
    assert '<p class="pb-sides" lang="sv">' in text
    assert f"<ins>{TEXTS['sv']}</ins>" in text
