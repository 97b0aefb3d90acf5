"""Finds errors that repeat another one, so that each mistake is reported once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pydantic_core import ErrorDetails

from ..source.tree import Path
from .value_descriptions import did_you_mean

MAX_COMPARED = 40
"""How many unknown keys of an entry are compared with a missing one."""


def duplicate_errors(details: Sequence[ErrorDetails], languages: Sequence[str]) -> set[int]:
    """The indexes of errors that only repeat another.

    A missing key may be present but misspelt; languages that appear as unknown keys are the texts
    of an empty key.
    """
    unknown: dict[Path, list[str]] = {}
    without_text = set()
    for one in details:
        if one["type"] == "extra_forbidden":
            unknown.setdefault(one["loc"][:-1], []).append(str(one["loc"][-1]))
        elif one["type"] == "not_text":
            without_text.add(one["loc"][:-1])
    return {
        number
        for number, one in enumerate(details)
        if _is_misspelt(one, unknown) or _is_text(one, without_text, languages)
    }


def _is_misspelt(error: ErrorDetails, unknown: Mapping[Path, list[str]]) -> bool:
    siblings = unknown.get(error["loc"][:-1], ())[:MAX_COMPARED]
    key = str(error["loc"][-1]) if error["loc"] else ""
    return error["type"] == "missing" and any(did_you_mean(other, (key,)) for other in siblings)


def _is_text(error: ErrorDetails, without_text: Collection[Path], languages: Sequence[str]) -> bool:
    loc = error["loc"]
    return error["type"] == "extra_forbidden" and loc[-1] in languages and loc[:-1] in without_text
