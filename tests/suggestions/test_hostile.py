"""Hundreds of hostile suggestions: each is refused, or changes only the fields that it names."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from playbook.edit.draft import Draft, EditRefusal, read_draft
from playbook.messages import messages
from playbook.model.editable_fields import editable_fields
from playbook.source.tree import read_tree
from playbook.suggestions.apply import EditedProject, edited_project
from playbook.suggestions.codes import RefusedError
from playbook.suggestions.message import commit_message, harmless
from playbook.suggestions.read import read_suggestion
from suggestion_texts import GOOD, ID, Hostile, as_text, hostile_suggestions
from support import SMALL

BATCH = 100
TABLE = list(hostile_suggestions())
NEVER_IN_A_MESSAGE = ("@", "#", "[", "]", "://", "<", ">", "\u202e", "\r", "\t", "\x1b")


@pytest.fixture(scope="module")
def draft() -> Draft:
    return read_draft(SMALL)


def apply(draft: Draft, raw: bytes) -> EditedProject | None:
    """The project with a suggestion; None if the suggestion is refused with printable lines."""
    try:
        return edited_project(draft, read_suggestion(raw, "suggestion.yml"))
    except RefusedError as refused:
        problems = refused.problems
    except EditRefusal as refusal:  # the project would have errors
        problems = refusal.problems
    assert problems
    lines = [line for problem in problems for line in messages().lines(problem)]
    assert all(line.isprintable() for line in lines)
    return None


def differences(old: Any, new: Any, path: tuple[Any, ...] = ()) -> Iterator[tuple[Any, ...]]:
    """The paths at which two values differ, down to the items of a mapping or a list of parts."""
    if isinstance(old, dict) and isinstance(new, dict):
        for key in {**old, **new}:
            yield from differences(old.get(key), new.get(key), (*path, key))
    elif isinstance(old, list) and isinstance(new, list) and len(old) == len(new):
        for index, pair in enumerate(zip(old, new, strict=True)):
            yield from differences(*pair, (*path, index))
    elif old != new:
        yield path


def assert_only_named_fields_change(draft: Draft, edited: EditedProject) -> None:
    (old,) = (each.tree.data for each in draft.sources.documents if each.tree.path == edited.path)
    tree, problems = read_tree(edited.path, edited.text)
    assert tree is not None
    assert not problems
    origin = draft.playbook.origins[edited.entry.id]
    names = {str(field.path[0]) for field in editable_fields(edited.entry)}
    for path in differences(old, tree.data):
        assert path[: len(origin.path)] == origin.path
        assert path[len(origin.path)] in names & edited.suggestion.fields.keys()
    entry = edited.after.entries[edited.entry.id]
    assert entry.model_dump(exclude=names) == edited.entry.model_dump(exclude=names)
    others = {id: each for id, each in edited.after.entries.items() if id != entry.id}
    assert others == {id: each for id, each in draft.playbook.entries.items() if id != entry.id}


def assert_harmless_message(edited: EditedProject) -> None:
    message = commit_message(edited.suggestion, edited.entry.id)
    assert not [mark for mark in NEVER_IN_A_MESSAGE if mark in message]
    subject, blank, *body = message.split("\n")
    assert (subject, blank) == (f"Change '{edited.entry.id}' as a reader suggested", "")
    starts = ("The reason that the reader gave:", "It was written for version", "  ")
    assert all(not line or line.startswith(starts) for line in body)


@pytest.mark.parametrize("start", range(0, len(TABLE), BATCH))
def test_a_hostile_suggestion_changes_nothing_but_the_fields_that_it_names(
    draft: Draft, start: int, hostile_inputs: Counter[str]
) -> None:
    for hostile in TABLE[start : start + BATCH]:
        assert_refused_or_limited(draft, hostile)
        hostile_inputs["suggestions"] += 1


def assert_refused_or_limited(draft: Draft, hostile: Hostile) -> None:
    try:
        edited = apply(draft, hostile.raw)
        if edited is not None:
            assert_only_named_fields_change(draft, edited)
            assert_harmless_message(edited)
    except Exception as error:
        raise AssertionError(f"{hostile.name}: {hostile.raw[:2000]!r}") from error


def test_the_suggestion_without_anything_hostile_is_applied(draft: Draft) -> None:
    edited = apply(draft, as_text(GOOD).encode())
    assert edited is not None
    assert edited.entry.id == ID
    assert {change.key for change in edited.changes} == {
        "verdict", "ask", "within", "summary.en", "statement.en", "conditions.en",
        "exceptions.1.text.en",
    }  # fmt: skip
    assert_only_named_fields_change(draft, edited)


@pytest.mark.parametrize(
    ("reason", "shown"),
    [
        ("Fixes #1, closes org/repo#2", "Fixes no. 1, closes org/repono. 2"),
        ("ask anna@example.com or @team", "ask (an address) or (an address)"),
        ("ｆｉｘｅｓ ＃３ ＠ｙｏｕ", "fixes no. 3 (an address)"),
        ("Closes GH-12 and gh-7.", "Closes GH 12 and gh 7."),
        ("[skip ci] [ci skip]", "(skip ci) (ci skip)"),
        ("see https://github.com/o/r/issues/1 or WWW.x.y", "see (a link) or (a link)"),
        ("a\n\nSigned-off-by: x <x@y>\n\nskip-checks: true",
         "a Signed-off-by: x (an address) skip-checks: true"),
    ],
)  # fmt: skip
def test_a_reason_has_no_effect_on_a_code_host(reason: str, shown: str) -> None:
    assert harmless(reason) == shown


def test_the_modules_that_read_suggestions_open_no_files() -> None:
    """So a path in a suggestion cannot make them read a file."""
    package = Path(read_suggestion.__code__.co_filename).parent
    readers = [path.name for path in package.glob("*.py") if "open(" in path.read_text("utf-8")]
    assert readers == []
