"""Checks the metadata at the start of the pages in ``docs/``.

MkDocs shows metadata that it cannot read as text, and says nothing. Where there are none, it takes
first lines such as ``Note: …`` for metadata, and does not show them.
"""

from __future__ import annotations

import re
from collections.abc import Hashable
from typing import Any

import yaml

from ..problems import Location, Phrase, Problem
from . import codes

_BLOCK = re.compile(r"-{3}[ \t]*\n(.*?\n)(?:\.{3}|-{3})[ \t]*(?:\n|\Z)", re.DOTALL)
_START = re.compile(r"-{3}[ \t]*\n")
_KEY = re.compile(r"^[A-Za-z_][\w-]*[ \t]*:(?=\s)", re.MULTILINE)
_OLD_KEY = re.compile(r"[ ]{0,3}([A-Za-z0-9_-]+):")
"""A first line that MkDocs takes for metadata if there is no block of YAML."""
_KNOWN_KEYS = (
    "title", "description", "template", "author", "authors", "date", "tags", "status", "icon",
    "hide", "search", "audience", "language", "robots", "categories", "keywords", "summary",
)  # fmt: skip
"""Keys that an author may have meant as metadata in that old form."""
_TEXT_KEYS = ("title", "description", "template")


def metadata_problem(text: str, name: str) -> Problem | None:
    """The problem with the metadata at the start of a page with ``\\n`` line endings, or None."""
    if not _START.match(text):
        return _lost_line(text, name)
    block = _BLOCK.match(text)
    if block is None:
        has_keys = _KEY.search(text.partition("\n\n")[0])
        return _problem(name, 1, Phrase("metadata.open")) if has_keys else None
    try:
        node = yaml.compose(block[1], yaml.SafeLoader)
        data = yaml.load(block[1], yaml.SafeLoader)
    except (yaml.YAMLError, ValueError, RecursionError) as error:
        reason = str(getattr(error, "problem", None) or error)
        return codes.NOT_METADATA.at(Location(name), reason=" ".join(reason.split()))
    if isinstance(node, yaml.SequenceNode):
        return codes.NOT_METADATA.at(Location(name), reason=Phrase("metadata.list"))
    return _problem_of_keys(name, node, data) if isinstance(node, yaml.MappingNode) else None


def _lost_line(text: str, name: str) -> Problem | None:
    """The problem with the first line that MkDocs takes for metadata, though it looks like text."""
    for number, line in enumerate(text.split("\n"), 1):
        key = _OLD_KEY.match(line)
        if key is None:
            return None
        if key[1].lower() not in _KNOWN_KEYS:
            return _problem(name, number, Phrase("metadata.lost", line=line.strip()[:60]))
    return None


def _problem_of_keys(name: str, node: yaml.MappingNode, data: Any) -> Problem | None:
    found: set[Hashable] = set()
    for key, _ in node.value:
        line = key.start_mark.line + 2
        if key.value in found:
            return _problem(name, line, Phrase("metadata.twice", key=key.value))
        found.add(key.value)
        if key.value in _TEXT_KEYS and isinstance(data.get(key.value), list | dict):
            return _problem(name, line, Phrase("metadata.title", key=key.value))
    return None


def _problem(name: str, line: int, reason: Phrase) -> Problem:
    return codes.MISREAD_METADATA.at(Location(name, line), reason=reason)
