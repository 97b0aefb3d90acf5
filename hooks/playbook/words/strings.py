"""The UI strings of a language by dotted key, completed by those of the reference language.

The labels of kinds are in their folders; a language's ``ui.yml`` may replace them.
"""

from __future__ import annotations

import functools
import re
from collections.abc import Mapping, Sequence

from ..languages.files import shipped_tree
from ..languages.pack import OTHER, REFERENCE, Language, flattened
from ..languages.shapes import UI
from ..model.entry import Entry
from ..model.kind_labels import kind_labels, read_labels

Kinds = tuple[type[Entry], ...]
_PLACEHOLDER = re.compile(r"(?<=\{)\w+(?=\})|(?<=\[)\w+(?=\])|%s")
"""Placeholders are ``{n}``; in strings that JavaScript fills in also ``[n]`` and ``%s``."""


def strings(language: Language, kinds: Kinds) -> Mapping[str, str]:
    """All UI strings of a language. Missing strings are in the reference language."""
    return {**reference_strings(kinds), **written_strings(language, kinds)}


@functools.lru_cache(maxsize=64)
def reference_strings(kinds: Kinds) -> Mapping[str, str]:
    """The UI strings of the reference language, with the labels of some kinds."""
    labels = {key: text for kind in kinds for key, text in kind_labels(kind, REFERENCE).items()}
    return {**labels, **_shipped(REFERENCE)}


def written_strings(language: Language, kinds: Kinds) -> Mapping[str, str]:
    """The UI strings that are written in a language and have the right placeholders."""
    own = dict(flattened(language.own[UI].data)) if UI in language.own else {}
    usable = {
        key: text for key, text in own.items() if differing_placeholders(key, text, kinds) is None
    }
    return {**_labels(language.code, kinds), **_shipped(language.code), **usable}


def expected_keys(language: Language, kinds: Kinds) -> Sequence[str]:
    """The keys that a language should have; a count has a key for each CLDR plural form."""
    return _expected_keys((*sorted(language.locale.plural_form.tags), OTHER), kinds)


@functools.lru_cache(maxsize=64)
def _expected_keys(forms: tuple[str, ...], kinds: Kinds) -> tuple[str, ...]:
    reference = reference_strings(kinds)
    counted = {key.rpartition(".")[0] for key in reference if key.endswith(".one")}
    counted = {group for group in counted if f"{group}.{OTHER}" in reference}
    keys: dict[str, None] = {}
    for key in reference:
        group = key.rpartition(".")[0]
        found = [f"{group}.{form}" for form in forms] if group in counted else [key]
        keys |= dict.fromkeys(found)
    return tuple(keys)


def differing_placeholders(key: str, text: str, kinds: Kinds) -> frozenset[str] | None:
    """The placeholders that a string should have, or None if it has them."""
    reference = reference_strings(kinds)
    model = reference.get(key) or reference.get(f"{key.rpartition('.')[0]}.{OTHER}") or text
    expected = placeholders(model)
    return None if placeholders(text) == expected else expected


def placeholders(text: str) -> frozenset[str]:
    """The names of the placeholders in a string."""
    return frozenset(_PLACEHOLDER.findall(text))


@functools.lru_cache(maxsize=256)
def _labels(language: str, kinds: Kinds) -> Mapping[str, str]:
    """The labels of kinds that are written in a language."""
    return {key: text for kind in kinds for key, text in read_labels(kind, language)[0].items()}


@functools.cache
def _shipped(language: str) -> Mapping[str, str]:
    tree = shipped_tree(language, UI)
    return dict(flattened(tree.data)) if tree else {}
