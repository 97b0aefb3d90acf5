"""Hints for values of the wrong type and for misplaced keys."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from ..problems import Phrase
from ..source.tree import DataPath
from .fields import keys_of, model_at
from .types import ALL
from .value_descriptions import EXPECTED_BY_ERROR, closest_match


def expected_value_hint(expected: Phrase, value: object, model: type[BaseModel]) -> Phrase:
    """A more specific form of ``expected`` for a wrong value, if there is one."""
    is_list_expected = expected == EXPECTED_BY_ERROR["list_type"]
    if is_list_expected and isinstance(value, str) and re.fullmatch(r"[\w-]+", value):
        return Phrase("expected.list-as", value=value)
    if is_list_expected and isinstance(value, dict):
        return Phrase("expected.dash")
    if expected == EXPECTED_BY_ERROR["model_type"]:
        return Phrase("expected.keys", keys=sorted(keys_of(model)))
    if expected == EXPECTED_BY_ERROR["string_type"] and isinstance(value, list):
        return Phrase("expected.text-in-brackets")
    return expected


def misplaced_key_hint(
    key: str, loc: DataPath, model: type[BaseModel], languages: Sequence[str]
) -> Phrase | None:
    """The hint for a key at the wrong indentation, or None."""
    if key in languages:
        return Phrase("cure.indent-language")
    if key in ("chapter", "defaults", "entries"):
        return Phrase("cure.top-level-key")
    for depth in range(len(loc) - 2, -1, -1):
        outer = loc[depth]
        if isinstance(outer, str) and key in keys_of(model_at(model, loc[:depth])):
            return Phrase("cure.align-with", key=outer)
    return None


def language_key_hint(language: str, value: object, languages: Sequence[str]) -> Phrase | None:
    """The hint for a key that should be a language, or None if the mistake is not recognised."""
    if language == ALL:
        return Phrase("cure.all-alone")
    first, _, rest = language.partition(" ")
    if rest and first in (*languages, ALL):
        return Phrase("cure.colon-after", word=first)
    code, colon, text = language.partition(":")
    if colon and text and code in (*languages, ALL):
        return Phrase("cure.space-after-colon", language=code, text=text.split()[0])
    if rest or (isinstance(value, dict) and value[language] is None):
        return Phrase("cure.quote-comma")
    return None


def corrected_keys(data: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """The data with misspelt keys corrected, so that each misspelling is reported only once."""
    valid = {key: value for key, value in data.items() if key in known}
    return {closest_match(key, known) or key: data[key] for key in data if key not in valid} | valid
