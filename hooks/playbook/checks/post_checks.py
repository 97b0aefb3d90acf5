"""Validates the checks of tone and policy rules; `tone_examples` tests them with examples."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from ..languages.pack import Inflections
from ..model.entry import Entry
from ..model.playbook import Origin, Playbook
from ..model.types import ALL
from ..post.check import Check, given_types, listed_strings, referenced_values
from ..post.check_types import CHECK_TYPES
from ..post.pattern_characters import UnsafePatternError
from ..post.phrase_compiler import phrase
from ..post.rules import checks_of, rules_for_posts
from ..post.safe_patterns import compiled
from ..problems import Code, Location, Phrase, Problem
from ..source.tree import DataPath
from .tone_examples import check_examples

NOT_ONE_TYPE = Code("PB461", "error", "name", "found", "check_types")
UNSAFE = Code("PB462", "error", "pattern", "reason")
NO_COUNT = Code("PB463", "error", "check", "name")
SAME_NAME = Code("PB466", "error", "rule", "name")
NO_WORDS = Code("PB467", "error", "text")
MISSING_FIELD = Code("PB468", "error", "name", "key", "why")


def check(playbook: Playbook) -> Iterator[Problem]:
    """Invalid checks; if all checks are valid, examples that contradict them."""
    rules = [rule for rule in rules_for_posts(playbook) if checks_of(rule)]
    problems = [problem for rule in rules for problem in _check_rule(playbook, rule)]
    yield from problems
    if rules and not problems:
        for language in playbook.languages:
            if playbook.language_data[language].is_known:
                yield from check_examples(playbook, language)


def _check_rule(playbook: Playbook, rule: Entry) -> Iterator[Problem]:
    origin = playbook.origins[rule.id]
    names: set[str] = set()
    for index, post_check in enumerate(checks_of(rule)):
        check_path: DataPath = (str(rule.spec.post.checks), index)
        if post_check.name in names:
            yield SAME_NAME.at(
                origin.location((*check_path, "name")), rule=rule.id, name=post_check.name
            )
        names.add(post_check.name)
        present_types = given_types(post_check)
        if len(present_types) != 1:
            location = origin.location((*check_path, "name"))
            yield NOT_ONE_TYPE.at(
                location,
                name=post_check.name,
                found=len(present_types) or Phrase("number.none"),
                check_types=list(CHECK_TYPES),
            )
            continue
        check_type = present_types[0]
        fields = getattr(post_check, check_type)
        for key, why in CHECK_TYPES[check_type].missing(fields):
            location = origin.location((*check_path, check_type))
            yield MISSING_FIELD.at(location, name=post_check.name, key=key, why=why)
        yield from _values_without_count(playbook, origin, check_path, post_check)
        ignorecase = getattr(fields, "ignorecase", True)
        for path, text, is_pattern in listed_strings(post_check, check_path):
            mistakes = _pattern_mistakes(text, ignorecase) if is_pattern else _phrase_mistakes(text)
            yield from (code.at(_item_location(origin, path), **facts) for code, facts in mistakes)


def _values_without_count(
    playbook: Playbook, origin: Origin, check_path: DataPath, post_check: Check
) -> Iterator[Problem]:
    """Values that a check refers to and that have no count."""
    for path, name in referenced_values(post_check):
        value = playbook.settings.values.get(name)
        if value is not None and value.count is None:
            yield NO_COUNT.at(
                origin.location((*check_path, *path)), name=name, check=post_check.name
            )


def _phrase_mistakes(text: str) -> Iterator[tuple[Code, dict[str, Any]]]:
    words = phrase(text, Inflections())["words"]
    if not words or words[0] == "*":  # an asterisk matches any word
        yield NO_WORDS, {"text": text}


def _pattern_mistakes(text: str, ignorecase: bool) -> Iterator[tuple[Code, dict[str, Any]]]:
    try:
        compiled(text, ignorecase=ignorecase)
    except UnsafePatternError as error:
        yield UNSAFE, {"pattern": text, "reason": error.reason}


def _item_location(origin: Origin, path: DataPath) -> Location:
    """The location of an item of a list by language; items for all languages are under ``all``."""
    for_all = (*path[:-2], ALL, path[-1])
    return origin.location(for_all if (*origin.path, *for_all) in origin.tree.ranges else path)
