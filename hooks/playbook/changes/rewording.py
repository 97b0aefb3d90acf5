"""Tells new words apart from changes of what is not a text: dates, numbers, references, choices."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from ..model.entry import AppliesTo
from .classifiers import scope_sets
from .word_diff import normalise_punctuation


def is_rewording(old: Any, new: Any) -> bool:
    """Whether two values of a field differ in the wording of their texts and in nothing else.

    A text that is new or gone is more than a wording, and so is an item of a list of texts.
    """
    if isinstance(old, AppliesTo) and isinstance(new, AppliesTo):
        return scope_sets(old) == scope_sets(new)
    if isinstance(old, BaseModel) and type(old) is type(new):
        return all(
            is_rewording(getattr(old, name), getattr(new, name)) for name in type(old).model_fields
        )
    if isinstance(old, Mapping) and isinstance(new, Mapping):
        return _is_rewording_of_mapping(old, new)
    if isinstance(old, list) and isinstance(new, list):
        return len(old) == len(new) and all(map(is_rewording, old, new))
    return bool(old == new)


def _is_rewording_of_mapping(old: Mapping[str, Any], new: Mapping[str, Any]) -> bool:
    if _is_text(old) and _is_text(new):
        shared = old.keys() & new.keys()
        return not any(_has_more_or_fewer(old[language], new[language]) for language in shared)
    return old.keys() == new.keys() and all(is_rewording(old[key], new[key]) for key in old)


def _is_text(value: Mapping[str, Any]) -> bool:
    """Whether a mapping has only texts or lists of texts by language, such as ``sv`` or ``all``."""
    return bool(value) and all(
        len(language) <= 3 and isinstance(words, str | list | tuple)
        for language, words in value.items()
    )


def _has_more_or_fewer(old: str | Sequence[str], new: str | Sequence[str]) -> bool:
    """Whether one of two lists of texts contains the other and more."""
    if isinstance(old, str) or isinstance(new, str):
        return False
    before, after = (set(map(normalise_punctuation, words)) for words in (old, new))
    return before < after or after < before


def without_words(value: Any) -> str:
    """What is not a text in a value, as a string: equal for values that differ only in words."""
    if isinstance(value, AppliesTo):
        return str(list(map(sorted, scope_sets(value))))
    if isinstance(value, BaseModel):
        return without_words({name: getattr(value, name) for name in type(value).model_fields})
    if isinstance(value, Mapping):
        if _is_text(value):
            return "text"
        return str(sorted((key, without_words(item)) for key, item in value.items()))
    if isinstance(value, list | tuple):
        return str(list(map(without_words, value)))
    return repr(value)
