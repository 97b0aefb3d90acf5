"""The guide to tone checks names every sort, field, choice and option, in both languages."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any, get_args

import pytest

from playbook.cli.post import post
from playbook.model.post_check import CHECK_TYPES, Check, Detect, Element, Limit, Order, PostScope
from starter.post.labelled import ROOT

GUIDES = [ROOT / "docs" / "tone-checks.md", ROOT / "docs" / "en" / "tone-checks.md"]
LEFT_TO_HELP = {"project", "account", "situation"}
"""Options that the command's own help explains well enough."""


def choices(annotation: Any) -> set[str]:
    """The words of the literals in a type."""
    if isinstance(annotation, str):
        return {annotation}
    return {word for inner in get_args(annotation) for word in choices(inner)}


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_guide_names_all_that_a_check_may_hold(path: Path) -> None:
    words = set(re.findall("[a-z_]+", path.read_text("utf-8")))
    wanted = {*Check.model_fields, *PostScope.model_fields, *choices(Element)}
    for sort in CHECK_TYPES:
        (part, _) = get_args(Check.model_fields[sort].annotation)
        wanted |= set(part.model_fields)
    for part in (Limit, Order):
        wanted |= choices(part.model_fields["of"].annotation)
    wanted |= choices(Detect.model_fields["what"].annotation)
    assert wanted - words == set()


@pytest.mark.parametrize("path", GUIDES, ids=["sv", "en"])
def test_the_guide_names_the_options_of_the_command(path: Path) -> None:
    text = path.read_text("utf-8")
    options = [its for its in post.params if its.param_type_name == "option"]
    missing = [its.name for its in options if its.opts[-1] not in text]
    assert set(missing) <= LEFT_TO_HELP
