"""Only words can be reworded: a date, a number, a reference or a choice never is, in any kind."""

from __future__ import annotations

import datetime as dt
import types
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Annotated, Any, Literal, Union, get_args, get_origin

import pytest
from pydantic import BaseModel

from playbook.changes.change import BINDING
from playbook.changes.classifiers import ComparedStates
from playbook.changes.classify import classify, direction_of
from playbook.changes.rewording import is_rewording, without_words
from playbook.kinds import KINDS
from playbook.model.directions import binds
from playbook.model.entry import AppliesTo, Entry
from playbook.model.playbook import Playbook
from playbook.model.types import TextMarker
from playbook.project import read_project
from support import SMALL

Changes = Iterator[tuple[str, Any]]
"""Paths to parts that are not texts, each with a copy of the value with only that part changed."""
LEAVES: Mapping[type, tuple[Any, Any]] = {
    str: ("one", "other"),
    bool: (False, True),
    int: (1, 2),
    Decimal: (Decimal(1), Decimal(2)),
    dt.date: (dt.date(2026, 4, 1), dt.date(2026, 5, 1)),
}
"""Two different values of each type of leaf."""


def example_of(annotation: Any, metadata: tuple[Any, ...] = ()) -> Any:
    """A value of a type, with every optional part, and one item in each list."""
    marker = next((item for item in metadata if isinstance(item, TextMarker)), None)
    if marker is not None:
        return {"sv": ("Ett ord",) if marker.many else "Ett ord"}
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        return example_of(arguments[0], arguments[1:])
    if origin in (Union, types.UnionType):
        return example_of(_without_none(annotation))
    if origin is list:
        return [example_of(arguments[0])]
    if origin in (dict, Mapping):
        return {"a-name": example_of(arguments[1])}
    if origin is Literal:
        return arguments[0]
    if issubclass(annotation, BaseModel):
        fields = annotation.model_fields.items()
        parts = {
            name: example_of(field.annotation, tuple(field.metadata)) for name, field in fields
        }
        return annotation.model_construct(**parts)
    return LEAVES[annotation][0]


def changes(annotation: Any, value: Any, path: str, metadata: tuple[Any, ...] = ()) -> Changes:
    """Change the parts of a value that are not texts, one at a time."""
    if any(isinstance(item, TextMarker) for item in metadata):
        return
    origin, arguments = get_origin(annotation), get_args(annotation)
    if origin is Annotated:
        yield from changes(arguments[0], value, path, arguments[1:])
    elif origin in (Union, types.UnionType):
        yield from changes(_without_none(annotation), value, path)
        yield f"{path} removed", None
    elif origin is list:
        for inner_path, item in changes(arguments[0], value[0], f"{path}[]"):
            yield inner_path, [item]
        yield f"{path}[] removed", []
    elif origin in (dict, Mapping):
        for inner_path, item in changes(arguments[1], value["a-name"], f"{path}.*"):
            yield inner_path, {"a-name": item}
        yield f"{path}.* renamed", {"another-name": value["a-name"]}
    elif origin is Literal:
        yield path, arguments[1]
    elif issubclass(annotation, BaseModel):
        for name, field in annotation.model_fields.items():
            metadata = tuple(field.metadata)
            found = changes(field.annotation, getattr(value, name), f"{path}.{name}", metadata)
            for inner_path, item in found:
                yield inner_path, value.model_copy(update={name: item})
    else:
        yield path, LEAVES[annotation][1]


def _without_none(annotation: Any) -> Any:
    return next(each for each in get_args(annotation) if each is not type(None))


@pytest.fixture(scope="module")
def small() -> Playbook:
    playbook = read_project(SMALL).playbook
    assert playbook
    return playbook


def field_changes(model: type[Entry]) -> Iterator[tuple[str, str, Entry, Entry]]:
    """The name of each binding field, what changes in it, and the entry before and after."""
    before = example_of(model)
    for name, field in model.model_fields.items():
        if not binds(direction_of(before, name)):
            continue
        metadata = tuple(field.metadata)
        for path, value in changes(field.annotation, getattr(before, name), name, metadata):
            yield name, path, before, before.model_copy(update={name: value})


@pytest.mark.parametrize("model", KINDS.values(), ids=KINDS)
def test_a_change_of_what_is_not_a_text_is_binding_and_no_rewording(
    model: type[Entry], small: Playbook
) -> None:
    tried = list(field_changes(model))
    assert any(path != name for name, path, _, _ in tried), "also parts of fields"
    wrong = {}
    for name, path, before, after in tried:
        states = ComparedStates(small, small, before, after)
        change_type = classify(states, name, getattr(before, name), getattr(after, name))
        is_binding_change = change_type in BINDING and change_type != "reworded"
        if not is_binding_change:
            wrong[path] = change_type
    assert wrong == {}


def test_dates_of_exceptions_and_targets_of_answers_are_among_what_is_tried() -> None:
    tried = {path for model in KINDS.values() for _, path, _, _ in field_changes(model)}
    assert {
        "exceptions[].start", "exceptions[].end removed", "exceptions[].every_years",
        "exceptions[].basis[]", "pending.start", "questions.*.answers[].to",
        "actions_for[].after", "outcomes.*.record",
    } <= tried  # fmt: skip


TEXT, OTHER_TEXT = {"sv": "Ett"}, {"sv": "Två"}


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (TEXT, OTHER_TEXT, True),
        (TEXT, None, False),
        (None, TEXT, False),
        ({"sv": ("Ett", "Två")}, {"sv": ("Ett", "Tre")}, True),
        ({"sv": ("Ett", "Två")}, {"sv": ("Två", "Ett")}, True),
        ({"sv": ("Ett", "Två")}, {"sv": ("Ett",)}, False),
        ({"sv": ("Ett",)}, {"sv": ("Ett", "Två")}, False),
        ({"sv": ("Ett",)}, {"sv": ("Ett",), "en": ("One",)}, True),
        ({"slot": TEXT}, {"slot": OTHER_TEXT}, True),
        ({"slot": TEXT}, {"gap": TEXT}, False),
        ([TEXT], [OTHER_TEXT], True),
        ([TEXT], [TEXT, OTHER_TEXT], False),
        (AppliesTo(countries=["SE", "NO"]), AppliesTo(countries=["NO", "SE"]), True),
        (AppliesTo(countries=["SE"]), AppliesTo(), False),
    ],
)
def test_a_rewording_keeps_everything_but_texts(old: Any, new: Any, expected: bool) -> None:
    assert is_rewording(old, new) is expected


def test_without_words_keeps_only_what_is_not_a_text() -> None:
    assert without_words([TEXT, {"a-slot": TEXT}]) == without_words([OTHER_TEXT, {"a-slot": TEXT}])
    assert without_words(AppliesTo(countries=["SE"])) != without_words(AppliesTo())
