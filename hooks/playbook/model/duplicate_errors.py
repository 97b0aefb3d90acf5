"""Finds errors that repeat another error, so that each mistake is reported only once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pydantic_core import ErrorDetails

from ..source.tree import DataPath
from .value_descriptions import did_you_mean

MAX_COMPARED = 40
"""The maximum number of unknown keys that are compared with a missing key."""


def duplicate_errors(details: Sequence[ErrorDetails], languages: Sequence[str]) -> set[int]:
    """The indexes of the errors that only repeat another error.

    A missing key may be a misspelt one. An unknown key that is a language may belong to a text with
    the wrong indentation.
    """
    unknown: dict[DataPath, list[str]] = {}
    paths_without_text = set()
    for error in details:
        if error["type"] == "extra_forbidden":
            unknown.setdefault(error["loc"][:-1], []).append(str(error["loc"][-1]))
        elif error["type"] == "not_text":
            paths_without_text.add(error["loc"][:-1])
    return {
        index
        for index, error in enumerate(details)
        if _is_misspelt(error, unknown) or _is_misplaced_text(error, paths_without_text, languages)
    }


def _is_misspelt(error: ErrorDetails, unknown: Mapping[DataPath, list[str]]) -> bool:
    siblings = unknown.get(error["loc"][:-1], ())[:MAX_COMPARED]
    key = str(error["loc"][-1]) if error["loc"] else ""
    return error["type"] == "missing" and any(did_you_mean(sibling, (key,)) for sibling in siblings)


def _is_misplaced_text(
    error: ErrorDetails, paths_without_text: Collection[DataPath], languages: Sequence[str]
) -> bool:
    loc = error["loc"]
    return (
        error["type"] == "extra_forbidden"
        and loc[-1] in languages
        and loc[:-1] in paths_without_text
    )
