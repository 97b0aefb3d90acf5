"""Errors that only repeat another: one mistake is told once."""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence

from pydantic_core import ErrorDetails

from ..source.tree import Path
from .wording import guess

MAX_COMPARED = 40
"""How many unknown keys of an entry are compared with one that it lacks."""


def repeats(details: Sequence[ErrorDetails], languages: Sequence[str]) -> set[int]:
    """Which of some errors only repeat another.

    A key that lacks is there misspelt; languages that are no keys are the texts of an empty one.
    """
    unknown: dict[Path, list[str]] = {}
    textless = set()
    for one in details:
        if one["type"] == "extra_forbidden":
            unknown.setdefault(one["loc"][:-1], []).append(str(one["loc"][-1]))
        elif one["type"] == "not_text":
            textless.add(one["loc"][:-1])
    return {
        number
        for number, one in enumerate(details)
        if _is_misspelt(one, unknown) or _is_text(one, textless, languages)
    }


def _is_misspelt(error: ErrorDetails, unknown: Mapping[Path, list[str]]) -> bool:
    beside = unknown.get(error["loc"][:-1], ())[:MAX_COMPARED]
    key = str(error["loc"][-1]) if error["loc"] else ""
    return error["type"] == "missing" and any(guess(other, (key,)) for other in beside)


def _is_text(error: ErrorDetails, textless: Collection[Path], languages: Sequence[str]) -> bool:
    loc = error["loc"]
    return error["type"] == "extra_forbidden" and loc[-1] in languages and loc[:-1] in textless
