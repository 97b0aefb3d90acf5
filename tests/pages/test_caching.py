"""A preview renders only the pages that a change concerns, and never shows an old one."""

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

WHOLE = handbook_of(SMALL).playbook
IDS = sorted(WHOLE.entries)
ROLE = ["roles/", "roles/policy-owner/", "roles/policy-owner/card/"]
RULES = ["policy/", "policy/posting/", "quiz/"]
WORDS = ("Nytt.", "Vi modererar allt viralt.", "Se [rollen](id:moderator).", "{reply_within}")


def pages(handbook: Handbook, cache: PageCache) -> dict[tuple[str, str], str]:
    """The HTML of every page by language and path, with title and anchors."""
    return {
        (
            page.language,
            page.planned_page.path,
        ): f"{page.title}|{page.toc}|{sorted(page.anchors)}|{page.html}"
        for page in render_all(handbook, plan(handbook), cache)
    }


def with_entry(playbook: Playbook, entry: Entry) -> Playbook:
    return dataclasses.replace(playbook, entries={**playbook.entries, entry.id: entry})


def changed(part: BaseModel, path: tuple[Any, ...], value: Any) -> Any:
    """A copy of a model with the value at a path replaced."""
    if not path:
        return value
    first, *rest = path
    if isinstance(part, BaseModel):
        names = {field.alias or name: name for name, field in type(part).model_fields.items()}
        inner = changed(getattr(part, names[first]), tuple(rest), value)
        return part.model_copy(update={names[first]: inner})
    if isinstance(part, Mapping):
        return {**part, first: changed(part[first], tuple(rest), value)}
    return [
        changed(item, tuple(rest), value) if i == first else item for i, item in enumerate(part)
    ]


@st.composite
def edits(draw: st.DrawFn) -> Any:
    """An edit: a function from a playbook to a changed one."""
    entry_id = draw(st.sampled_from(IDS))
    found = [f for f in WHOLE.found[entry_id] if isinstance(f.marker, TextMarker)]
    page_type = draw(
        st.sampled_from(["text", "text", "text", "status", "scope", "see", "old", "value"])
    )
    words = draw(st.sampled_from(WORDS))
    text = draw(st.sampled_from(found))
    language = draw(st.sampled_from(["sv", "en"]))

    def edit(playbook: Playbook) -> Playbook:
        entry = playbook.entries[entry_id]
        if page_type == "text":
            new = (words,) if text.marker.many else words  # type: ignore[union-attr]
            value = {**text.value, language: new}
            return with_entry(playbook, changed(entry, text.path, value))
        if page_type == "value":
            values = playbook.settings.values
            settings = playbook.settings.model_copy(
                update={"values": {**values, "reply_within": values["role_hours"]}}
            )
            return dataclasses.replace(playbook, settings=settings)
        update: dict[str, Any] = {
            "status": {"status": "draft"},
            "scope": {"applies_to": AppliesTo(sector=["public_body"])},
            "see": {"see_also": [draw_target]},
            "old": {"previous_ids": [f"{entry_id}-before"]},
        }
        return with_entry(playbook, entry.model_copy(update=update[page_type]))

    draw_target = draw(st.sampled_from(IDS))
    return edit


@pytest.mark.slow
@settings(max_examples=settings().max_examples // 4)  # each renders all pages several times
@given(st.lists(edits(), min_size=1, max_size=4))
def test_what_is_kept_is_what_would_be_rendered(some_edits: list[Any]) -> None:
    cache = PageCache()
    playbook = WHOLE
    pages(Handbook(playbook), cache)
    for edit in some_edits:
        playbook = edit(playbook)
        handbook = Handbook(playbook)
        assert pages(handbook, cache) == pages(handbook, PageCache())


@pytest.fixture
def rendered(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The paths of the Swedish pages that were rendered, not kept."""
    paths: list[str] = []
    real = render_module.render

    def noted(handbook: Handbook, planned_page: Any, language: str, key: str = "") -> Any:
        if language == "sv":
            paths.append(planned_page.path)
        return real(handbook, planned_page, language, key)

    monkeypatch.setattr(render_module, "render", noted)
    return paths


@pytest.mark.parametrize(
    ("file", "old", "new", "concerned"),
    [
        ("tone.yml", "Den andra är skriven", "Den andra skrevs", ["tone/"]),
        ("roles.yml", "Hålla reglerna", "Se över dem", ROLE),
        ("policy/posting.yml", "Vi ber dig", "Du får", RULES),
        # The next entries of the file move down a line, and their links to it with them.
        ("policy/posting.yml", "    tags: [disclosure]\n", "", RULES),
        # Who uses an entry is shown with it.
        ("reading.yml", "Kort och klar.", "'Se [oss](id:listen).'",
         ["health/", "keys/", "reading/"]),
    ],
)  # fmt: skip
def test_a_change_renders_the_pages_it_concerns(
    small_project: Path, rendered: list[str], file: str, old: str, new: str, concerned: list[str]
) -> None:
    cache = PageCache()
    pages(handbook_of(small_project), cache)
    everything = sorted(rendered)
    rendered.clear()
    pages(handbook_of(small_project), cache)
    assert rendered == []
    replace(small_project, file, old, new)
    assert handbook_of(small_project).playbook != WHOLE
    pages(handbook_of(small_project), cache)
    assert sorted(rendered) == concerned
    assert len(everything) > 2 * len(concerned)


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("glossary.yml", "modererade", "moderera bort"),
        ("policy/posting.yml", "{sv: Skriva inlägg,", "{sv: Inlägg,"),
        ("playbook.yml", "amount: 1,", "amount: 2,"),
    ],
)
def test_what_any_page_may_show_renders_them_all(
    small_project: Path, rendered: list[str], file: str, old: str, new: str
) -> None:
    cache = PageCache()
    pages(handbook_of(small_project), cache)
    everything = sorted(rendered)
    rendered.clear()
    replace(small_project, file, old, new)
    pages(handbook_of(small_project), cache)
    assert sorted(rendered) == everything
