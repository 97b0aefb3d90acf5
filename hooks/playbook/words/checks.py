"""Checks the data of a handbook's languages: their keys, types and UI strings."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..languages import codes
from ..languages.files import shipped_languages
from ..languages.pack import REFERENCE, Language, Languages
from ..languages.shapes import (
    PROBLEMS,
    SEARCH,
    SHAPES,
    UI,
    WRITING,
    KeyProblem,
    key_problems,
    text_errors,
)
from ..languages.stemmers import stemmers
from ..model.kind_labels import languages_of
from ..model.playbook import Playbook
from ..model.value_descriptions import closest_match, did_you_mean
from ..problems import Location, Phrase, Problem
from ..source.files import LANGUAGES
from ..source.fixes import key_rename_fix
from ..source.tree import Tree
from .problem_texts import check_problem_texts
from .strings import Kinds, differing_placeholders, expected_keys, written_strings

MAX_LISTED = 3
"""The maximum number of missing strings that a problem lists."""


def check_languages(playbook: Playbook) -> Iterator[Problem]:
    """Problems of the handbook's languages, and of the organisation's language files."""
    languages, tree = playbook.language_data, playbook.settings_tree
    kinds = tuple(playbook.kinds.values())
    folder = f"{tree.path.rpartition('/')[0]}/{LANGUAGES}"
    for index, code in enumerate(playbook.languages):
        language = languages[code]
        path = f"{folder}/{code}/{UI}.yml"
        if not language.is_known:
            known = languages.known()
            location = tree.location(("languages", index))
            yield codes.NO_CATALOGUE.at(location, language=code, known=known, path=path)
        else:
            yield from missing_strings(language, _labelled(kinds, code), Location(path))
            yield from _unknown_locale(language, f"{folder}/{code}/{WRITING}.yml")
    for code in languages.own.trees:
        yield from _own_files(languages[code], languages, kinds)


def _labelled(kinds: Kinds, language: str) -> Kinds:
    """The kinds whose labels are expected in a language.

    If a kind has no labels at all in a language of the package, a different problem is reported.
    """
    if language not in shipped_languages():
        return kinds
    return tuple(kind for kind in kinds if language in languages_of(kind))


def missing_strings(language: Language, kinds: Kinds, location: Location) -> Iterator[Problem]:
    """One problem for all UI strings that a language does not have."""
    expected, written = expected_keys(language, kinds), written_strings(language, kinds)
    missing = [key for key in expected if key not in written]
    if missing:
        listed = ", ".join(missing[:MAX_LISTED]) + (", …" if len(missing) > MAX_LISTED else "")
        yield codes.MISSING_STRINGS.at(
            location, missing=len(missing), all=len(expected), language=language.code,
            reference=REFERENCE, keys=listed,
        )  # fmt: skip


def check_strings(language: Language, kinds: Kinds, tree: Tree) -> Iterator[Problem]:
    """Problems of the strings in a file: unknown keys, and placeholders that are not filled in."""
    expected = set(expected_keys(language, kinds))
    for path, text in string_paths(tree.data):
        key = ".".join(path)
        if key not in expected:
            yield _unused_string(tree, path, expected)
        elif (differing := differing_placeholders(key, text, kinds)) is not None:
            location, slots = tree.location(path), sorted(differing)
            yield codes.DIFFERENT_PLACEHOLDERS.at(location, key=key, slots=slots)


def _unused_string(tree: Tree, path: tuple[str, ...], expected: set[str]) -> Problem:
    """A string with an unknown key. Its cure names a string of the group, or the nearest key."""
    key = ".".join(path)
    group = min((name for name in expected if name.startswith(f"{key}.")), default=None)
    cure = Phrase("cure.string-in-group", example=group) if group else None
    cure = cure or did_you_mean(key, expected)
    fix = key_rename_fix(tree, path, _sibling(path, closest_match(key, expected)))
    location = tree.location(path, of_key=True)
    return codes.UNUSED_STRING.at(location, key=key, cure=cure, fix=fix)


def _sibling(path: tuple[str, ...], key: str | None) -> str | None:
    """The last part of a dotted key, if it is in the same group as the string at a path."""
    *group, name = key.split(".") if key else ("",)
    return name if key and tuple(group) == path[:-1] else None


def string_paths(
    data: Mapping[str, object], at: tuple[str, ...] = ()
) -> Iterator[tuple[tuple[str, ...], str]]:
    """The path of each string under nested keys, and the string."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from string_paths(value, (*at, key))
        elif isinstance(value, str):
            yield (*at, key), value


def _own_files(language: Language, languages: Languages, kinds: Kinds) -> Iterator[Problem]:
    for name, tree in language.own.items():
        found = key_problems(name, tree.data) if name in SHAPES else text_errors(tree.data)
        yield from (_problem(problem, tree) for problem in found)
        if name == UI:
            yield from check_strings(language, kinds, tree)
        elif name == SEARCH:
            yield from _unknown_stemmer(tree)
        elif name == PROBLEMS:
            yield from check_problem_texts(tree)
    if not language.is_known:
        path = next(iter(language.own.values())).path
        ui = f"{path.rpartition('/')[0]}/{UI}.yml"
        known = languages.known()
        yield codes.NO_CATALOGUE.at(Location(path), language=language.code, known=known, path=ui)


def _problem(problem: KeyProblem, tree: Tree) -> Problem:
    if problem.known:
        location = tree.location(problem.path, of_key=True)
        return codes.UNKNOWN_KEY.at(location, key=problem.key, known=problem.known)
    expected = Phrase(f"shape.{problem.expected}")
    return codes.WRONG_TYPE.at(tree.location(problem.path), key=problem.key, expected=expected)


def _unknown_stemmer(tree: Tree) -> Iterator[Problem]:
    name = tree.data.get("stemmer")
    if isinstance(name, str) and name not in stemmers():
        location = tree.location(("stemmer",))
        yield codes.UNKNOWN_STEMMER.at(location, name=name, known=stemmers())


def _unknown_locale(language: Language, path: str) -> Iterator[Problem]:
    if language.known_locale is None:
        tree = language.own.get(WRITING)
        location = tree.location(("locale",)) if tree else Location(path)
        yield codes.UNKNOWN_LOCALE.at(location, name=language.locale_name, path=path)
