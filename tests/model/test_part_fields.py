"""Checks which fields may contain models: parts of entries are searched only in these fields."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from typing import Annotated, Any, Literal

import pytest
from pydantic import BaseModel, Field, create_model

from playbook.kinds import KINDS
from playbook.model.fields import fields_with_models


class Part(BaseModel):
    name: str


@pytest.mark.parametrize(
    ("annotation", "contains_parts"),
    [
        (Part, True),
        (Part | None, True),
        (list[Part], True),
        (Mapping[str, Annotated[Part, Field(description="inner")]], True),
        (tuple[int, Part], True),
        (dict[str, list[Part | str]], True),
        (Any, True),
        (object, True),
        (list, True),  # a list of anything
        (str, False),
        (int | None, False),
        (dt.date, False),
        (Literal["a", "b"], False),
        (Mapping[str, str | list[str]], False),
        (Annotated[list[str], Field(min_length=1)], False),
    ],
)
def test_a_field_may_contain_models_unless_its_type_excludes_them(
    annotation: Any, contains_parts: bool
) -> None:
    model = create_model("Model", field=(annotation, ...))
    assert fields_with_models(model) == (("field",) if contains_parts else ())


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_has_a_scope_among_its_parts(kind: str) -> None:
    assert "applies_to" in fields_with_models(KINDS[kind])
