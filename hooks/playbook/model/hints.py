"""Hints for values of the wrong type and for misplaced keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from ..source.tree import Path
from .fields import keys_of, model_at
from .types import ALL
from .value_descriptions import EXPECTED_BY_ERROR, closest_match


def expected_value_hint(expected: str, value: object, model: type[BaseModel]) -> str:
    """A more specific form of ``expected`` for a wrong value, if there is one."""
    is_list_expected = expected == EXPECTED_BY_ERROR["list_type"]
    if is_list_expected and isinstance(value, str) and re.fullmatch(r"[\w-]+", value):
        return f"a list, as [{value}]"
    if is_list_expected and isinstance(value, dict):
        return "'- ' before each item: a list is required, even for one item"
    if expected == EXPECTED_BY_ERROR["model_type"]:
        return f"keys with values under it: {', '.join(sorted(keys_of(model)))}"
    if expected == "a text" and isinstance(value, list):
        return "a text; a text that begins with [ needs quotes"
    return expected


def misplaced_key_hint(
    key: str, loc: Path, model: type[BaseModel], languages: Sequence[str]
) -> str | None:
    """The hint for a key at the wrong indentation, or None."""
    if key in languages:
        return "indent it two more spaces, under the key of its text"
    if key in ("chapter", "defaults", "entries"):
        return "remove its indentation: it is a top-level key"
    for depth in range(len(loc) - 2, -1, -1):
        outer = loc[depth]
        if isinstance(outer, str) and key in keys_of(model_at(model, loc[:depth])):
            return f"align it with '{outer}'"
    return None


def language_key_hint(language: str, value: object, languages: Sequence[str]) -> str | None:
    """The hint for a key that should be a language, or None if the mistake is not recognised."""
    if language == ALL:
        return "use 'all' alone, or write each language"
    first, _, rest = language.partition(" ")
    if rest and first in (*languages, ALL):
        return f"write a colon after '{first}'"
    if rest or (isinstance(value, dict) and value[language] is None):
        return "put quotes around the text: inside braces, a comma ends it"
    return None


def corrected_keys(data: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """The data with misspelt keys corrected, so that each mistake is reported only once."""
    valid = {key: value for key, value in data.items() if key in known}
    return {closest_match(key, known) or key: data[key] for key in data if key not in valid} | valid
