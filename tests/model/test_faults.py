"""Pydantic errors become problems."""

from __future__ import annotations

import pytest
from pydantic import BaseModel, ValidationError, field_validator

from playbook.kinds import KINDS
from playbook.model.entry import Chapter, Entry
from playbook.model.settings import Settings
from playbook.model.types import FrozenModel
from playbook.model.validation_problems import validation_problems
from playbook.model.value_descriptions import EXPECTED_BY_PATTERN, did_you_mean
from playbook.problems import Phrase
from playbook.source.tree import read_tree
from support import line_of


class _Odd(BaseModel):
    size: str

    @field_validator("size")
    @classmethod
    def is_even(cls, value: str) -> str:
        raise ValueError("odd")


def test_an_error_that_nobody_foresaw_is_a_problem_all_the_same() -> None:
    tree, _ = read_tree("odd.yml", "size: 3\n")
    assert tree is not None
    with pytest.raises(ValidationError) as caught:
        _Odd.model_validate(tree.data)
    lines = [
        line_of(problem)
        for problem in validation_problems(caught.value, _Odd, tree, (), "a thing", ("sv",))
    ]
    assert lines == [
        "odd.yml:1:7: error PB119: 'size' is invalid: Value error, odd; "
        "see the description of the field"
    ]


def _patterns(schema: object) -> set[str]:
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*(_patterns(value) for value in schema.values()))
    if isinstance(schema, list):
        return set().union(*(_patterns(value) for value in schema))
    return set()


MODELS: list[type[FrozenModel]] = [Settings, Chapter, *KINDS.values()]


def test_every_pattern_is_told_in_words() -> None:
    used = set().union(*(_patterns(model.model_json_schema()) for model in MODELS))
    used |= set().union(
        *(
            {key for keys in _properties(model.model_json_schema()) for key in keys}
            for model in MODELS
        )
    )
    assert used == EXPECTED_BY_PATTERN.keys()


def _properties(schema: object) -> list[set[str]]:
    """The key patterns of each mapping in a schema."""
    if isinstance(schema, dict):
        own = [set(schema["patternProperties"])] if "patternProperties" in schema else []
        return own + [keys for value in schema.values() for keys in _properties(value)]
    if isinstance(schema, list):
        return [keys for value in schema for keys in _properties(value)]
    return []


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_a_kinds_own_fields_do_not_bear_the_name_of_a_header_field(kind: type[Entry]) -> None:
    own = {name for name in kind.__annotations__ if name in kind.model_fields}
    assert own
    assert not own & set(Entry.model_fields)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_says_what_it_is_for(model: type[FrozenModel]) -> None:
    assert [name for name, field in model.model_fields.items() if not field.description] == []


@pytest.mark.parametrize(
    ("word", "known"),
    [
        ("ownr", "owner"),
        ("Owner", "owner"),
        ("xyz", None),
        ("", None),
        ("o" * 10_000, None),
    ],
)
def test_a_guess_is_made_where_a_known_word_is_near(word: str, known: str | None) -> None:
    found = did_you_mean(word, ["title", "owner", "status"])
    assert found == (Phrase("cure.did-you-mean", suggestion=known) if known else None)


def test_a_guess_among_very_many_words_looks_at_those_that_begin_alike() -> None:
    many = [f"{letter}{number}-rule" for letter in "abc" for number in range(1_000)]
    assert did_you_mean("b77-rul", many) == Phrase("cure.did-you-mean", suggestion="b77-rule")
