"""The sentences of problems in a language: an organisation's own, or those of the package."""

from __future__ import annotations

import functools
import re
from collections.abc import Iterator, Mapping
from typing import Any

from ..kind_sentences import MessageText
from ..languages import codes
from ..languages.pack import Language, Languages
from ..languages.shapes import PROBLEMS
from ..messages import Messages, messages, shipped_languages
from ..problems import Phrase, Problem
from ..source.tree import DataPath, Tree

_PLACEHOLDER = re.compile(r"\{\{|\}\}|\{(\w+)\}")
_PARTS = ("message", "cure")


def languages_with_messages(languages: Languages) -> list[str]:
    """The languages that have sentences of problems."""
    own = (code for code, trees in languages.own.trees.items() if PROBLEMS in trees)
    return sorted({*shipped_languages(), *own})


@functools.lru_cache(maxsize=64)
def messages_of(language: Language) -> Messages:
    """The sentences of a language, with the organisation's own.

    Those that are missing or wrong are replaced by the package's, in English if need be.
    """
    shipped, tree = messages(language.code), language.own.get(PROBLEMS)
    if tree is None:
        return shipped
    own: dict[tuple[str, ...], Any] = {
        path: text for path, text in _texts(tree.data) if _is_valid(path, text)
    }
    merged_codes = {
        code: {**texts, **{part: own[path] for part in _PARTS if (path := (code, part)) in own}}
        for code, texts in shipped.codes.items()
    }
    phrases = {key: own.get((key,), text) for key, text in shipped.phrases.items()}
    return Messages(language.code, merged_codes, phrases, str(language.locale))


def check_problem_texts(tree: Tree) -> Iterator[Problem]:
    """What is wrong in an organisation's ``problems.yml``: unknown keys and placeholders."""
    for path, text in _texts(tree.data):
        data_path: DataPath = ("phrases", *path) if len(path) == 1 else ("problems", *path)
        allowed, key = _allowed_placeholders(path), ".".join(path)
        if allowed is None:
            yield codes.UNUSED_STRING.at(tree.location(data_path, of_key=True), key=key)
        elif not _is_valid(path, text):
            location = tree.location(data_path)
            placeholders = sorted(allowed) or Phrase("number.none")
            yield codes.DIFFERENT_PLACEHOLDERS.at(location, key=key, slots=placeholders)


def _texts(data: Mapping[str, Any]) -> Iterator[tuple[tuple[str, ...], MessageText]]:
    """The texts of a file: by code and part, and by the key of a phrase."""
    sections = {name: data.get(name) for name in ("problems", "phrases")}
    problems, phrases = (
        section if isinstance(section, Mapping) else {} for section in sections.values()
    )
    for code, parts in problems.items():
        for part, text in parts.items() if isinstance(parts, Mapping) else ():
            if isinstance(text, str):
                yield (code, part), text
    for key, text in phrases.items():
        if isinstance(text, str) or (isinstance(text, Mapping) and _is_plural(text)):
            yield (key,), text


def _is_plural(text: Mapping[str, Any]) -> bool:
    return "other" in text and all(isinstance(form, str) for form in text.values())


def _is_valid(path: tuple[str, ...], text: MessageText) -> bool:
    """Whether there is such a code or phrase, and only its English placeholders are in the text."""
    allowed = _allowed_placeholders(path)
    needs_count = not isinstance(text, str)
    if allowed is None or (needs_count and "count" not in allowed):
        return False
    return _placeholders_in(text) <= allowed


def _allowed_placeholders(path: tuple[str, ...]) -> frozenset[str] | None:
    """The placeholders of a code or a phrase in English, or None if there is no such text."""
    english = messages()
    if len(path) == 1:
        key = path[0]
        return _placeholders_in(english.phrases[key]) if key in english.phrases else None
    code, part = path
    texts = english.codes.get(code, {})
    return frozenset().union(*map(_placeholders_in, texts.values())) if part in texts else None


def _placeholders_in(text: MessageText) -> frozenset[str]:
    forms = [text] if isinstance(text, str) else list(text.values())
    return frozenset(name for form in forms for name in _PLACEHOLDER.findall(form) if name)
