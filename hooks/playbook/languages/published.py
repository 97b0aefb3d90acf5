"""An organisation's languages in the data of a published version.

The pages at the root of a published tree are written from that data, long after the version was
built.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from ..source.tree import Tree
from .files import OwnLanguages
from .pack import Languages
from .shapes import UI, WRITING

_FILES = (UI, WRITING)


def own_texts(languages: Languages, codes: Iterable[str]) -> dict[str, dict[str, Any]]:
    """The organisation's UI strings and data of writing, by language and file."""
    own = {code: languages.own.trees.get(code, {}) for code in codes}
    texts = {
        code: {name: dict(trees[name].data) for name in _FILES if name in trees}
        for code, trees in own.items()
    }
    return {code: files for code, files in texts.items() if files}


def languages_of(data: object) -> Languages:
    """The languages with the texts of a published version; what has another shape is left out."""
    trees = {
        code: {
            name: Tree(f"{code}/{name}", content, {}, ())
            for name, content in files.items()
            if name in _FILES and isinstance(content, Mapping)
        }
        for code, files in (data.items() if isinstance(data, Mapping) else ())
        if isinstance(files, Mapping)
    }
    return Languages(OwnLanguages(trees))
