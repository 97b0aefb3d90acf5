"""Checks that names in braces are defined, and that every value is valid and used."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from difflib import SequenceMatcher

from ..model.codes import TOO_MANY_SHAPES
from ..model.entry import Chapter, Entry
from ..model.playbook import Origin, Playbook, marked_values
from ..model.remembered import remembered
from ..model.types import TextMarker, ValueMarker
from ..model.value_descriptions import closest_match, did_you_mean
from ..model.values import VALUE_TYPES
from ..problems import Code, Location, Phrase, Problem
from ..prose.markdown import placeholder_names
from ..source.fixes import MIN_SIMILARITY, replacement_fix
from ..source.tree import DataPath, Tree
from .causes import unknown_value_cause
from .links import iter_texts

UNKNOWN_NAME = Code("PB311", "error", "name")
UNUSED_VALUE = Code("PB312", "warning", "name")
UNUSED_SLOT = Code("PB313", "warning", "name")
TEMPLATE_SYNTAX = Code("PB314", "error", "mark")

BUILT_IN = frozenset({"organisation"})
"""Names that every text may use."""
_TEMPLATE_TAG = re.compile(r"\{\{[^{}]*\}?\}?|\{%[^{}]*\}?")
NOT_A_VALUE_NAME = Code("PB316", "warning", "words")
BOUND_OF_TEXT = Code("PB317", "error", "name")
UNCLOSED = Code("PB318", "error", "name")
_UNCLOSED = re.compile(r"(?<!\{)\{([a-z][a-z0-9_]{1,60})(?![a-z0-9_}])")
"""A name after an opening brace, without the closing one."""
_UNOPENED = re.compile(r"(?<![a-z0-9_{])([a-z][a-z0-9_]{1,60})\}(?!\})")
"""A name before a closing brace, without the opening one."""
_BRACES = re.compile(r"(?<!\{)\{[^{}\n]{1,40}\}(?!\})")
"""Any words in braces."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Undefined names in texts, and values and slots that no text uses."""
    known = BUILT_IN | playbook.settings.values.keys()
    used: set[str] = set()
    for part, origin, slots, slots_field in _text_owners(playbook):
        names_in_texts: set[str] = set()
        for path, text in _texts_with_braces(part):
            for words in _BRACES.findall(text):
                if not placeholder_names(words):
                    yield _not_a_name(origin, path, words, {*known, *slots})
            for name in _names_with_one_brace(text, {*known, *slots}):
                yield _unclosed(origin, path, name, {*known, *slots})
            for name in placeholder_names(text):
                names_in_texts.add(name)
                if name not in known and name not in slots:
                    location = origin.find(path, f"{{{name}}}")
                    yield _unknown_name(origin, location, name, {*known, *slots})
        for name in slots:
            if name not in names_in_texts:
                yield UNUSED_SLOT.at(origin.location((slots_field, name), of_key=True), name=name)
        used |= names_in_texts
        used |= _names_in_fields(part)
    if playbook.is_whole:
        yield from _unused_values(playbook, used)
    yield from _value_types(playbook)
    for tree in _trees(playbook):
        for path, mark in _template_tags(tree):
            yield _template_syntax(tree, tree.find(path, mark), mark, known)


@remembered
def _template_tags(tree: Tree) -> tuple[tuple[DataPath, str], ...]:
    """The template syntax in a file, in any field."""
    return tuple(
        (path, match[0])
        for path, text in _strings(tree.data, ())
        if (match := _TEMPLATE_TAG.search(text))
    )


def _trees(playbook: Playbook) -> Iterable[Tree]:
    """The tree of every file."""
    origins = (*playbook.origins.values(), *playbook.chapter_origins.values())
    trees = {id(origin.tree): origin.tree for origin in origins}
    return (playbook.settings_tree, *trees.values())


def _strings(value: object, path: DataPath) -> Iterator[tuple[DataPath, str]]:
    """Every string of a file, in any field."""
    if isinstance(value, str):
        yield path, value
    elif isinstance(value, dict):
        for key, item in value.items():
            yield from _strings(item, (*path, key))
    elif isinstance(value, list):
        for index, item in enumerate(value):
            yield from _strings(item, (*path, index))


def _text_owners(
    playbook: Playbook,
) -> Iterator[tuple[Entry | Chapter, Origin, Collection[str], str]]:
    """Each entry and chapter, with its origin, its slots, and the field with the slots."""
    for entry in playbook.entries.values():
        field = entry.spec.slots.slots if entry.spec.slots else ""
        slots = getattr(entry, field) if field else ()
        yield entry, playbook.origins[entry.id], slots, field
    for chapters in playbook.chapters.values():
        for chapter in chapters:
            yield chapter, playbook.chapter_origins[chapter.id], (), ""


@remembered
def _texts_with_braces(part: Entry | Chapter) -> tuple[tuple[DataPath, str], ...]:
    """The texts of an entry or a chapter that have an opening or a closing brace."""
    return tuple(
        (path, text)
        for field in marked_values(part)
        if isinstance(field.marker, TextMarker)
        for path, _, text in iter_texts(field.value, field.path)
        if "{" in text or "}" in text
    )


@remembered
def _names_in_fields(part: Entry | Chapter) -> frozenset[str]:
    """The names of values in the fields of an entry or a chapter."""
    return frozenset(f.value for f in marked_values(part) if isinstance(f.marker, ValueMarker))


def _unused_values(playbook: Playbook, used: set[str]) -> Iterator[Problem]:
    for name in playbook.settings.values:
        if name not in used:
            location = playbook.settings_tree.location(("values", name), of_key=True)
            yield UNUSED_VALUE.at(location, name=name)


def _value_types(playbook: Playbook) -> Iterator[Problem]:
    for name, value in playbook.settings.values.items():
        types_present = [key for key in VALUE_TYPES if getattr(value, key) is not None]
        if len(types_present) != 1:
            location = playbook.settings_tree.location(("values", name))
            yield TOO_MANY_SHAPES.at(
                location,
                key=name,
                found=len(types_present) or Phrase("number.none"),
                choices=VALUE_TYPES,
            )
        elif value.bound is not None and value.text is not None:
            location = playbook.settings_tree.location(("values", name, "bound"))
            yield BOUND_OF_TEXT.at(location, name=name)


def _names_with_one_brace(text: str, known: Collection[str]) -> Iterator[str]:
    """The names that lack one of their two braces: known names, and any with an underscore."""
    if "{" in text or "}" in text:
        names = (*_UNCLOSED.findall(text), *_UNOPENED.findall(text))
        yield from (name for name in dict.fromkeys(names) if name in known or "_" in name)


def _unknown_name(origin: Origin, location: Location, name: str, known: Collection[str]) -> Problem:
    """The problem with a name that is not defined; a clear misspelling has a fix."""
    match, fix = closest_match(name, known), None
    if match and SequenceMatcher(None, name, match).ratio() >= MIN_SIMILARITY:
        fix = replacement_fix(origin.tree, location, f"{{{name}}}", f"{{{match}}}")
    cure, cause = did_you_mean(name, known), unknown_value_cause(name)
    return UNKNOWN_NAME.at(location, name=name, cure=cure, cause=cause, fix=fix)


def _not_a_name(origin: Origin, path: DataPath, words: str, known: Collection[str]) -> Problem:
    """The problem with words in braces; a known name in another case or with spaces has a fix."""
    location, name = origin.find(path, words), words.strip("{} ").lower().replace("-", "_")
    if name not in known:
        return NOT_A_VALUE_NAME.at(location, words=words)
    fix = replacement_fix(origin.tree, location, words, f"{{{name}}}")
    return NOT_A_VALUE_NAME.at(
        location, words=words, cure=Phrase("cure.write", value=f"{{{name}}}"), fix=fix
    )


def _unclosed(origin: Origin, path: DataPath, name: str, known: Collection[str]) -> Problem:
    """The problem with a name without one of its braces; a known name has a fix."""
    location, fix = origin.find(path, name), None
    for half in (f"{{{name}", f"{name}}}"):
        start = origin.find(path, half)
        if name in known and fix is None:
            fix = replacement_fix(origin.tree, start, half, f"{{{name}}}")
    return UNCLOSED.at(location, name=name, fix=fix)


def _template_syntax(tree: Tree, location: Location, mark: str, known: Collection[str]) -> Problem:
    """The problem with the syntax of a template; a known name in double braces has a fix."""
    name = mark.strip("{} ")
    if name not in known:
        return TEMPLATE_SYNTAX.at(location, mark=mark)
    fix = replacement_fix(tree, location, mark, f"{{{name}}}")
    return TEMPLATE_SYNTAX.at(
        location, mark=mark, cure=Phrase("cure.write", value=f"{{{name}}}"), fix=fix
    )
