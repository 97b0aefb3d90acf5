"""Checks that the guide to tone checks names every type, field, choice and option."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from playbook.cli.post import post
from playbook.model.post_check import Element, PostScope
from playbook.post.check import Check
from playbook.post.check_types import CHECK_TYPES
from playbook.post.check_types.detect import Detect
from playbook.post.check_types.limit import Limit
from playbook.post.check_types.order import Order
from starter.post.labelled import ROOT

GUIDES = [ROOT / "docs" / "tone-checks.md", ROOT / "docs" / "en" / "tone-checks.md"]
OPTIONS_IN_HELP_ONLY = {"project", "account", "situation"}
"""Options that the command's help explains well enough."""


def choices(annotation: Any) -> set[str]:
    """The values of the literals in a type annotation."""
    if isinstance(annotation, str):
        return {annotation}
    return {word for inner in get_args(annotation) for word in choices(inner)}


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_guide_names_every_field_and_choice_of_a_check(path: Path) -> None:
    words = set(re.findall("[a-z_]+", path.read_text("utf-8")))
    required = {*Check.model_fields, *PostScope.model_fields, *choices(Element)}
    for check_type in CHECK_TYPES.values():
        required |= set(check_type.model.model_fields)
    for part in (Limit, Order):
        required |= choices(part.model_fields["of"].annotation)
    required |= choices(Detect.model_fields["what"].annotation)
    assert required - words == set()


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_guide_names_the_options_of_the_command(path: Path) -> None:
    text = path.read_text("utf-8")
    options = [option for option in post.params if option.param_type_name == "option"]
    missing = [option.name for option in options if option.opts[-1] not in text]
    assert set(missing) <= OPTIONS_IN_HELP_ONLY
