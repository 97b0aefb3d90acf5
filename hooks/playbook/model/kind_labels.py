"""Reads the labels of a kind from ``labels/sv.yml`` and so on, in the folder of its model.

``title`` and ``about`` become the keys ``kinds.faq.title`` and ``kinds.faq.about``, the ``fields``
become ``kinds.faq.fields.answer`` and so on, and the keys under ``strings`` are not changed.
"""

from __future__ import annotations

import functools
import inspect
from collections.abc import Mapping
from pathlib import Path

from ..languages.pack import flattened
from ..problems import Problem
from ..source.tree import read_tree
from .entry import Entry

FOLDER = "labels"


def folder_of(model: type[Entry]) -> Path:
    """The folder of a kind, which contains the module of its model."""
    return Path(inspect.getfile(model)).parent


@functools.cache
def languages_of(model: type[Entry]) -> tuple[str, ...]:
    """The languages in which a kind has labels."""
    return tuple(sorted(path.stem for path in (folder_of(model) / FOLDER).glob("*.yml")))


@functools.cache
def kind_labels(model: type[Entry], language: str) -> Mapping[str, str]:
    """The labels of a kind in a language, by dotted key.

    A label that is missing is taken from the first language of the kind.
    """
    first = languages_of(model)[0]
    return {**read_labels(model, first)[0], **read_labels(model, language)[0]}


def read_labels(model: type[Entry], language: str) -> tuple[Mapping[str, str], list[Problem]]:
    """The labels of a kind in a language by dotted key, and the YAML problems of the file."""
    path = folder_of(model) / FOLDER / f"{language}.yml"
    if not path.is_file():
        return {}, []
    tree, problems = read_tree(f"{model.kind}/{FOLDER}/{path.name}", path.read_text("utf-8"))
    data = dict(tree.data) if tree else {}
    strings = data.pop("strings", {})
    for sentences in ("problems", "phrases"):  # `messages` reads them
        data.pop(sentences, None)
    return dict([*flattened(data, f"kinds.{model.kind}."), *flattened(strings)]), problems
