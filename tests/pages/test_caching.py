"""Checks that a preview renders only the affected pages, and shows no outdated page."""

from __future__ import annotations

import dataclasses
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel

from playbook.model.entry import AppliesTo, Entry
from playbook.model.playbook import Playbook
from playbook.model.types import TextMarker
from playbook.pages import render as render_module
from playbook.pages.handbook import Handbook
from playbook.pages.plan import plan
from playbook.pages.render import render_all
from playbook.pages.rendered_pages import PageCache
from site_helpers import handbook_of
from support import SMALL, replace

UNCHANGED = handbook_of(SMALL).playbook
IDS = sorted(UNCHANGED.entries)
ROLE_PAGES = [
    "roles/", "roles/policy-owner/", "roles/policy-owner/card/", "roles/policy-owner/confirm/",
    "who-may-do-what/",
]  # fmt: skip
"""The pages of a role, and those that list all roles."""
RULE_PAGES = [
    "policy/", "policy/posting/", "quiz/", "roles/moderator/", "roles/policy-owner/",
    "who-may-do-what/",
]  # fmt: skip
"""The pages with the rules of a chapter, and the pages of roles that decide on their sanctions."""
WORDS = ("Nytt.", "Vi modererar allt viralt.", "Se [rollen](id:moderator).", "{reply_within}")


def pages(handbook: Handbook, cache: PageCache) -> dict[tuple[str, str], str]:
    """The HTML of every page with its title and anchors, by language and path."""
    return {
        (
            page.language,
            page.planned_page.path,
        ): f"{page.title}|{page.toc}|{sorted(page.anchors)}|{page.html}"
        for page in render_all(handbook, plan(handbook), cache)
    }


def with_entry(playbook: Playbook, entry: Entry) -> Playbook:
    return dataclasses.replace(playbook, entries={**playbook.entries, entry.id: entry})


def with_value_at(part: BaseModel, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a model with the value at a path replaced."""
    if not path:
        return value
    first, *rest = path
    if isinstance(part, BaseModel):
        names = {field.alias or name: name for name, field in type(part).model_fields.items()}
        inner = with_value_at(getattr(part, names[first]), tuple(rest), value)
        return part.model_copy(update={names[first]: inner})
    if isinstance(part, Mapping):
        return {**part, first: with_value_at(part[first], tuple(rest), value)}
    return [
        with_value_at(item, tuple(rest), value) if i == first else item
        for i, item in enumerate(part)
    ]


@st.composite
def edits(draw: st.DrawFn) -> Any:
    """An edit: a function from a playbook to a changed playbook."""
    entry_id = draw(st.sampled_from(IDS))
    texts = [
        field for field in UNCHANGED.marked_values[entry_id] if isinstance(field.marker, TextMarker)
    ]
    edit_types = ["text", "text", "text", "status", "scope", "see_also", "previous_ids", "value"]
    edit_type = draw(st.sampled_from(edit_types))
    words = draw(st.sampled_from(WORDS))
    text = draw(st.sampled_from(texts))
    language = draw(st.sampled_from(["sv", "en"]))
    target_id = draw(st.sampled_from(IDS))

    def edit(playbook: Playbook) -> Playbook:
        entry = playbook.entries[entry_id]
        if edit_type == "text":
            new = (words,) if text.marker.many else words  # type: ignore[union-attr]
            value = {**text.value, language: new}
            return with_entry(playbook, with_value_at(entry, text.path, value))
        if edit_type == "value":
            values = playbook.settings.values
            settings = playbook.settings.model_copy(
                update={"values": {**values, "reply_within": values["role_hours"]}}
            )
            return dataclasses.replace(playbook, settings=settings)
        update: dict[str, Any] = {
            "status": {"status": "draft"},
            "scope": {"applies_to": AppliesTo(sector=["public_body"])},
            "see_also": {"see_also": [target_id]},
            "previous_ids": {"previous_ids": [f"{entry_id}-before"]},
        }
        return with_entry(playbook, entry.model_copy(update=update[edit_type]))

    return edit


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4)  # each example renders all pages several times
@given(st.lists(edits(), min_size=1, max_size=4))
def test_pages_from_the_cache_are_the_same_as_without_it(edit_sequence: list[Any]) -> None:
    cache = PageCache()
    playbook = UNCHANGED
    pages(Handbook(playbook), cache)
    for edit in edit_sequence:
        playbook = edit(playbook)
        handbook = Handbook(playbook)
        assert pages(handbook, cache) == pages(handbook, PageCache())


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the Swedish pages that were rendered, not taken from the cache."""
    paths: list[str] = []
    original_render = render_module.render

    def recording(handbook: Handbook, planned_page: Any, language: str, key: str = "") -> Any:
        if language == "sv":
            paths.append(planned_page.path)
        return original_render(handbook, planned_page, language, key)

    monkeypatch.setattr(render_module, "render", recording)
    return paths


@pytest.mark.parametrize(
    ("file", "old", "new", "affected"),
    [
        ("tone.yml", "Den andra är skriven", "Den andra skrevs", ["tone/"]),
        ("roles.yml", "Hålla reglerna", "Se över dem", ROLE_PAGES),
        ("policy/posting.yml", "Vi ber dig", "Du får", RULE_PAGES),
        # The next entries in the file move up a line, which changes their edit links.
        ("policy/posting.yml", "    tags: [disclosure]\n", "", RULE_PAGES),
        # An entry shows which entries refer to it.
        ("reading.yml", "Kort och klar.", "'Se [oss](id:listen).'",
         ["health/", "keys/", "reading/"]),
    ],
)  # fmt: skip
def test_a_change_renders_only_the_affected_pages(
    small_project: Path, rendered: list[str], file: str, old: str, new: str, affected: list[str]
) -> None:
    cache = PageCache()
    pages(handbook_of(small_project), cache)
    everything = sorted(rendered)
    rendered.clear()
    pages(handbook_of(small_project), cache)
    assert rendered == []
    replace(small_project, file, old, new)
    assert handbook_of(small_project).playbook != UNCHANGED
    pages(handbook_of(small_project), cache)
    assert sorted(rendered) == affected
    assert len(everything) > 2 * len(affected)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("glossary.yml", "modererade", "moderera bort"),
        ("policy/posting.yml", "{sv: Skriva inlägg,", "{sv: Inlägg,"),
        ("playbook.yml", "amount: 1,", "amount: 2,"),
    ],
)
def test_a_change_that_can_affect_any_page_renders_all_pages(
    small_project: Path, rendered: list[str], file: str, old: str, new: str
) -> None:
    cache = PageCache()
    pages(handbook_of(small_project), cache)
    everything = sorted(rendered)
    rendered.clear()
    replace(small_project, file, old, new)
    pages(handbook_of(small_project), cache)
    assert sorted(rendered) == everything
