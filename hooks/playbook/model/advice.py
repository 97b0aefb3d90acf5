"""What to do with a value of the wrong sort, and with a key in the wrong place."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from typing import Any

from pydantic import BaseModel

from ..source.tree import Path
from .fields import keys_of, model_at
from .types import ALL
from .wording import WANTED, nearest


def better(wanted: str, value: object, model: type[BaseModel]) -> str:
    """What to write instead of a value, said with the value itself or with the model's keys."""
    if wanted == WANTED["list_type"] and isinstance(value, str) and re.fullmatch(r"[\w-]+", value):
        return f"a list, as [{value}]"
    if wanted == WANTED["list_type"] and isinstance(value, dict):
        return "'- ' before each item: it is a list, even of one"
    if wanted == WANTED["model_type"]:
        return f"keys with values under it: {', '.join(sorted(keys_of(model)))}"
    if wanted == "a text" and isinstance(value, list):
        return "a text; one that begins with [ needs quotes"
    return wanted


def moved(key: str, loc: Path, model: type[BaseModel], languages: Sequence[str]) -> str | None:
    """What to do with a key that is right elsewhere, and indented wrongly."""
    if key in languages:
        return "write it under the key of its text, with two more spaces before it"
    if key in ("chapter", "defaults", "entries"):
        return "take away the spaces before it: it is a key of the file"
    for depth in range(len(loc) - 2, -1, -1):
        outer = loc[depth]
        if isinstance(outer, str) and key in keys_of(model_at(model, loc[:depth])):
            return f"give it as many spaces as '{outer}' has: it stands beside that"
    return None


def spoken(language: str, value: object, languages: Sequence[str]) -> str | None:
    """What to do with a key that should have been a language, where the slip shows."""
    if language == ALL:
        return "let 'all' stand alone, or write each language"
    first, _, rest = language.partition(" ")
    if rest and first in (*languages, ALL):
        return f"write a colon after '{first}'"
    if rest or (isinstance(value, dict) and value[language] is None):
        return "put quotes around the text: within braces, a comma ends it"
    return None


def meant(data: Mapping[str, Any], known: Sequence[str]) -> dict[str, Any]:
    """The data with misspelt keys as they were meant, so that each slip is told only once."""
    right = {key: value for key, value in data.items() if key in known}
    return {nearest(key, known) or key: data[key] for key in data if key not in right} | right
