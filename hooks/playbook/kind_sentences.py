"""Reads the sentences of problems that a kind in another package has in its labels."""

from __future__ import annotations

import functools
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import yaml

Loader: Any = getattr(yaml, "CBaseLoader", yaml.BaseLoader)
"""Reads YAML whose scalars are all strings."""
MessageText = str | Mapping[str, str]
"""A text with fact names in braces, or one such text for each CLDR plural form of ``count``."""


@functools.cache
def kind_sentences(
    labels: Path, *languages: str
) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, MessageText]]:
    """The texts of a kind's codes and phrases: ``problems`` and ``phrases`` in its labels.

    Each text is in the first of the languages that has it, or else in any language.
    """
    codes: dict[str, Mapping[str, str]] = {}
    phrases: dict[str, MessageText] = {}
    names = [path.stem for path in sorted(labels.glob("*.yml"), reverse=True)]
    for name in (*names, *reversed(languages)):
        own_codes, own_phrases = sentences_in(labels / f"{name}.yml")
        codes |= own_codes
        phrases |= own_phrases
    return codes, phrases


def sentences_in(path: Path) -> tuple[Mapping[str, Mapping[str, str]], Mapping[str, MessageText]]:
    """The codes and the phrases in a file of labels; empty if there is no such file."""
    data = yaml.load(path.read_text("utf-8"), Loader) if path.is_file() else None
    found = data if isinstance(data, dict) else {}
    return found.get("problems") or {}, found.get("phrases") or {}
