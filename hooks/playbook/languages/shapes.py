"""The files of a language folder: their keys, and the type of each value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from ..source.tree import DataPath

UI, SEARCH, INFLECTIONS, WRITING = "ui", "search", "inflections", "writing"
POST, FORMS, PROBLEMS = "post", "forms", "problems"
FILES = (UI, SEARCH, INFLECTIONS, WRITING, POST, FORMS, PROBLEMS)
"""The names of the files that an organisation may have, without their extension."""

Shape = Literal["text", "number", "texts", "mapping", "rules", "compounds"]
"""The type of a value: ``texts`` is a list of strings, ``mapping`` maps strings to strings, and
``rules`` is a list of ending rules."""

SHAPES: Mapping[str, Mapping[str, Shape]] = {
    SEARCH: {
        "stemmer": "text",
        "vowels": "text",
        "endings": "rules",
        "compounds": "compounds",
        "stop": "text",
        "asking": "text",
        "whole": "mapping",
        "forms": "mapping",
        "elements": "text",
        "simple": "text",
        "alike": "texts",
        "wider": "mapping",
        "favours": "mapping",
        "pages": "mapping",
    },
    INFLECTIONS: {"endings": "text", "vowels": "text", "stems": "rules"},
    WRITING: {
        "name": "text",
        "locale": "text",
        "direction": "text",
        "alphabet": "text",
        "abbreviations": "text",
        "function_words": "text",
        "decisive_words": "text",
        "decisive_nouns": "text",
    },
    POST: {
        "images": "text",
        "secrets": "texts",
        "secret_of": "text",
        "secret_is": "text",
        "secret_now": "text",
        "street_endings": "text",
        "street_beginnings": "text",
        "street_words": "text",
        "text_columns": "texts",
        "fallback_columns": "texts",
        "channel_columns": "texts",
        "language_columns": "texts",
    },
    FORMS: {
        "address_columns": "texts",
        "name_columns": "texts",
        "time_columns": "texts",
        "version_columns": "texts",
        "digest_columns": "texts",
        "role_columns": "texts",
        "text_columns": "texts",
    },
}
"""The keys of each file. ``ui.yml`` has the keys of the reference language."""
RULE: Mapping[str, Shape] = {"ending": "text", "after": "text", "write": "text", "least": "number"}
COMPOUNDS: Mapping[str, Shape] = {"links": "text", "long_links": "text"}


@dataclass(frozen=True, slots=True)
class KeyProblem:
    """A problem at a path in a file: an unknown key, or a value of the wrong type."""

    path: DataPath
    key: str
    known: tuple[str, ...] = ()
    """The keys that are allowed here; empty if the type is wrong."""
    expected: Shape | None = None


def key_problems(name: str, data: Mapping[str, Any]) -> Iterator[KeyProblem]:
    """The problems in a file, given by its name, a key of `SHAPES`."""
    yield from _mapping_errors(data, SHAPES[name], ())


def text_errors(data: Mapping[str, Any], path: DataPath = ()) -> Iterator[KeyProblem]:
    """The problems in a file of strings under nested keys: values that are not text."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from text_errors(value, (*path, key))
        elif not isinstance(value, str):
            yield KeyProblem((*path, key), key, expected="text")


def _mapping_errors(
    data: Mapping[str, Any], keys: Mapping[str, Shape], path: DataPath
) -> Iterator[KeyProblem]:
    for key, value in data.items():
        if key not in keys:
            yield KeyProblem((*path, key), key, known=tuple(keys))
        else:
            yield from _value_errors(value, keys[key], (*path, key), key)


def _value_errors(value: Any, shape: Shape, path: DataPath, key: str) -> Iterator[KeyProblem]:
    if not _TYPE_CHECKS[shape](value):
        yield KeyProblem(path, key, expected=shape)
    elif shape == "compounds":
        yield from _mapping_errors(value, COMPOUNDS, path)
    elif shape == "rules":
        for index, rule in enumerate(value):
            if not isinstance(rule, Mapping) or not rule.get("ending"):
                yield KeyProblem((*path, index), key, expected=shape)
            else:
                yield from _mapping_errors(rule, RULE, (*path, index))


def _is_text(value: Any) -> bool:
    return isinstance(value, str)


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


def _is_mapping(value: Any) -> bool:
    return isinstance(value, Mapping) and all(map(_is_text, value.values()))


def _is_number(value: Any) -> bool:
    return isinstance(value, str) and value.isascii() and value.isdigit()


_TYPE_CHECKS: Mapping[Shape, Callable[[Any], bool]] = {
    "text": _is_text,
    "number": _is_number,
    "texts": _is_texts,
    "mapping": _is_mapping,
    "rules": lambda value: isinstance(value, list),
    "compounds": lambda value: isinstance(value, Mapping),
}
