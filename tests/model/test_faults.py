"""Checks that Pydantic errors become problems, and that similar words are suggested."""

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


class _ModelWithUnlistedError(BaseModel):
    size: str

    @field_validator("size")
    @classmethod
    def is_even(cls, value: str) -> str:
        raise ValueError("odd")


def test_an_unexpected_pydantic_error_becomes_a_problem() -> None:
    tree, _ = read_tree("odd.yml", "size: 3\n")
    assert tree is not None
    with pytest.raises(ValidationError) as caught:
        _ModelWithUnlistedError.model_validate(tree.data)
    lines = [
        line_of(problem)
        for problem in validation_problems(
            caught.value, _ModelWithUnlistedError, tree, (), "a thing", ("sv",)
        )
    ]
    assert lines == [
        "odd.yml:1:7: error PB119: 'size' is invalid: Value error, odd; "
        "see the description of the field"
    ]


def _patterns(schema: object) -> set[str]:
    """The patterns of all strings in a schema."""
    if isinstance(schema, dict):
        own = {schema["pattern"]} if isinstance(schema.get("pattern"), str) else set()
        return own.union(*(_patterns(value) for value in schema.values()))
    if isinstance(schema, list):
        return set().union(*(_patterns(value) for value in schema))
    return set()


MODELS: list[type[FrozenModel]] = [Settings, Chapter, *KINDS.values()]


def test_every_pattern_has_a_description() -> None:
    patterns: set[str] = set()
    for model in MODELS:
        schema = model.model_json_schema()
        patterns |= _patterns(schema) | _key_patterns(schema)
    assert patterns == EXPECTED_BY_PATTERN.keys()


def _key_patterns(schema: object) -> set[str]:
    """The patterns of keys of all mappings in a schema."""
    if isinstance(schema, dict):
        own = set(schema.get("patternProperties", ()))
        return own.union(*(_key_patterns(value) for value in schema.values()))
    if isinstance(schema, list):
        return set().union(*(_key_patterns(value) for value in schema))
    return set()


@pytest.mark.parametrize("kind", KINDS.values(), ids=KINDS)
def test_no_kind_redefines_a_header_field(kind: type[Entry]) -> None:
    own = {name for name in kind.__annotations__ if name in kind.model_fields}
    assert own
    assert not own & set(Entry.model_fields)


@pytest.mark.parametrize("model", MODELS, ids=lambda model: model.__name__)
def test_every_field_has_a_description(model: type[FrozenModel]) -> None:
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
def test_a_similar_known_word_is_suggested(word: str, known: str | None) -> None:
    found = did_you_mean(word, ["title", "owner", "status"])
    assert found == (Phrase("cure.did-you-mean", suggestion=known) if known else None)


def test_a_similar_word_is_found_among_thousands_of_known_words() -> None:
    many = [f"{letter}{number}-rule" for letter in "abc" for number in range(1_000)]
    assert did_you_mean("b77-rul", many) == Phrase("cure.did-you-mean", suggestion="b77-rule")
