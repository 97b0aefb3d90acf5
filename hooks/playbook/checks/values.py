"""The names in braces are known, and the organisation's values are used and well formed."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from ..kinds.templates import Template
from ..model.codes import TOO_MANY_SHAPES
from ..model.fields import Found, walk
from ..model.playbook import Origin, Playbook
from ..model.settings import Value
from ..model.types import TextMarker, ValueName
from ..model.wording import guess
from ..problems import Code, Problem
from ..prose.markdown import names
from ..source.tree import Path, Tree
from .links import texts

UNKNOWN = Code(
    "PB311",
    "error",
    "'{{{name}}}' stands for nothing",
    "add it under values in playbook.yml, or as a slot of the template",
)
UNUSED = Code("PB312", "warning", "the value '{name}' is used nowhere", "use it, or remove it")
UNUSED_SLOT = Code(
    "PB313", "warning", "the slot '{name}' is not in the text", "use it, or remove it"
)
DOUBLED = Code(
    "PB314",
    "error",
    "'{mark}' is a mark of a template, which no text here is",
    "write a value's name in single braces, as {{reply_within}}",
)

BUILT_IN = frozenset({"organisation"})
"""Names that are there without being a value."""
_MARK = re.compile(r"\{\{[^{}]*\}?\}?|\{%[^{}]*\}?")
NO_NAME = Code(
    "PB316",
    "warning",
    "'{words}' is no name of a value, and is shown as it stands",
    "write the name alone in the braces, in small letters, as {{reply_within}}",
)
_BRACES = re.compile(r"(?<!\{)\{[^{}\n]{1,40}\}(?!\})")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Names in texts that stand for nothing, and values and slots that no text uses."""
    known = BUILT_IN | playbook.settings.values.keys()
    used: set[str] = set()
    for origin, fields, slots in _holders(playbook):
        seen: set[str] = set()
        for path, text in _texts(fields):
            for words in _BRACES.findall(text) if "{" in text else ():
                if not names(words):
                    yield NO_NAME.at(origin.find(path, words), words=words)
            for name in names(text):
                seen.add(name)
                if name not in known and name not in slots:
                    place = origin.find(path, f"{{{name}}}")
                    yield UNKNOWN.at(place, name=name, cure=guess(name, {*known, *slots}))
        for name in slots:
            if name not in seen:
                yield UNUSED_SLOT.at(origin.place(("slots", name), of_key=True), name=name)
        used |= seen
        used |= {found.value for found in fields if isinstance(found.marker, ValueName)}
    if playbook.is_whole:
        yield from _unused(playbook, used)
    yield from _shapes(playbook)
    for tree in _trees(playbook):
        for path, text in _strings(tree.data, ()):
            if found := _MARK.search(text):
                yield DOUBLED.at(tree.find(path, found[0]), mark=found[0])


def _trees(playbook: Playbook) -> Iterable[Tree]:
    """Every file once."""
    origins = (*playbook.origins.values(), *playbook.chapter_origins.values())
    trees = {id(origin.tree): origin.tree for origin in origins}
    return (playbook.settings_tree, *trees.values())


def _strings(value: object, path: Path) -> Iterator[tuple[Path, str]]:
    """Every string of a file, whatever it is for."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, Mapping | list):
        pairs = value.items() if isinstance(value, Mapping) else enumerate(value)
        for key, item in pairs:
            yield from _strings(item, (*path, key))


def _holders(playbook: Playbook) -> Iterator[tuple[Origin, tuple[Found, ...], Collection[str]]]:
    """Every entry and chapter: where it stands, its fields, and the slots that it has."""
    for entry in playbook.entries.values():
        slots = entry.slots if isinstance(entry, Template) else ()
        yield playbook.origins[entry.id], playbook.found[entry.id], slots
    for chapters in playbook.chapters.values():
        for chapter in chapters:
            yield playbook.chapter_origins[chapter.id], tuple(walk(chapter)), ()


def _texts(fields: tuple[Found, ...]) -> Iterator[tuple[Path, str]]:
    for found in fields:
        if isinstance(found.marker, TextMarker):
            for path, _, text in texts(found.value, found.path):
                yield path, text


def _unused(playbook: Playbook, used: set[str]) -> Iterator[Problem]:
    for name in playbook.settings.values:
        if name not in used:
            place = playbook.settings_tree.place(("values", name), of_key=True)
            yield UNUSED.at(place, name=name)


def _shapes(playbook: Playbook) -> Iterator[Problem]:
    for name, value in playbook.settings.values.items():
        given = [key for key in Value.model_fields if getattr(value, key) is not None]
        if len(given) != 1:
            place = playbook.settings_tree.place(("values", name))
            choices = ", ".join(Value.model_fields)
            yield TOO_MANY_SHAPES.at(place, key=name, found=len(given) or "none", choices=choices)
