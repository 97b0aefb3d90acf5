"""Validates the checks of tone and policy rules; `tone_examples` tests them with examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..languages.pack import Inflections
from ..model.entry import Entry
from ..model.playbook import Origin, Playbook
from ..model.post_check import CHECK_TYPES, Check
from ..model.types import ALL
from ..post.pattern_characters import UnsafePatternError
from ..post.phrase_compiler import phrase
from ..post.rules import checked_rules, checks_of
from ..post.safe_patterns import compiled
from ..problems import Code, Location, Phrase, Problem
from ..source.tree import Path
from .tone_examples import check_examples

NOT_ONE_TYPE = Code("PB461", "error", "name", "found", "check_types")
UNSAFE = Code("PB462", "error", "pattern", "reason")
NO_COUNT = Code("PB463", "error", "check", "name")
SAME_NAME = Code("PB466", "error", "rule", "name")
NO_WORDS = Code("PB467", "error", "text")
MISSING_FIELD = Code("PB468", "error", "name", "key", "why")
_REQUIRED_FIELDS = {
    "limit": (("words", "tokens", Phrase("why.counted-words")),),
    "order": (("label_before_link", "tokens", Phrase("why.label-words")),),
}


def check(playbook: Playbook) -> Iterator[Problem]:
    """Invalid checks; if all are valid, examples that contradict them."""
    rules = [rule for rule in checked_rules(playbook) if checks_of(rule)]
    problems = [problem for rule in rules for problem in _check_rule(playbook, rule)]
    yield from problems
    if rules and not problems:
        for language in playbook.languages:
            if playbook.language_data[language].is_known:
                yield from check_examples(playbook, language)


def _check_rule(playbook: Playbook, rule: Entry) -> Iterator[Problem]:
    origin = playbook.origins[rule.id]
    names: set[str] = set()
    for index, check_ in enumerate(checks_of(rule)):
        path: Path = (str(rule.spec.post.checks), index)
        if check_.name in names:
            yield SAME_NAME.at(origin.location((*path, "name")), rule=rule.id, name=check_.name)
        names.add(check_.name)
        present_types = [
            check_type for check_type in CHECK_TYPES if getattr(check_, check_type) is not None
        ]
        if len(present_types) != 1:
            location = origin.location((*path, "name"))
            yield NOT_ONE_TYPE.at(
                location,
                name=check_.name,
                found=len(present_types) or Phrase("number.none"),
                check_types=list(CHECK_TYPES),
            )
            continue
        yield from _missing_fields(origin, (*path, present_types[0]), check_, present_types[0])
        yield from _limit_value(playbook, origin, (*path, "limit", "max"), check_)
        for text_path, text, key in _strings(check_, path):
            yield from _listed_text(origin, text_path, text, key, check_)


def _missing_fields(
    origin: Origin, path: Path, check_: Check, check_type: str
) -> Iterator[Problem]:
    part = getattr(check_, check_type)
    location = origin.location(path)
    for of, key, why in _REQUIRED_FIELDS.get(check_type, ()):
        if part.of == of and not getattr(part, key):
            yield MISSING_FIELD.at(location, name=check_.name, key=key, why=why)
    if check_type == "limit" and part.max is None and part.of != "characters":
        yield MISSING_FIELD.at(location, name=check_.name, key="max", why=Phrase("why.limit-value"))
    if check_type == "avoid" and not (part.tokens or part.swap):
        yield MISSING_FIELD.at(
            location, name=check_.name, key="tokens", why=Phrase("why.avoided-words")
        )
    for holder in (check_.require, check_.require.when if check_.require else None):
        if holder and not (holder.tokens or holder.pattern or holder.has):
            yield MISSING_FIELD.at(
                location, name=check_.name, key="tokens", why=Phrase("why.or-pattern")
            )


def _limit_value(
    playbook: Playbook, origin: Origin, path: Path, check_: Check
) -> Iterator[Problem]:
    value = playbook.settings.values.get(check_.limit.max or "") if check_.limit else None
    if value is not None and value.count is None and check_.limit:
        yield NO_COUNT.at(origin.location(path), name=check_.limit.max, check=check_.name)


def _strings(check_: Check, check_path: Path) -> Iterator[tuple[Path, str, str]]:
    """Every word, phrase and pattern of a check, with its path and key."""
    parts: list[tuple[Path, Any]] = [(check_path, check_)]
    for check_type in CHECK_TYPES:
        part = getattr(check_, check_type)
        if part is not None:
            parts.append(((*check_path, check_type), part))
    if check_.require and check_.require.when:
        parts.append(((*check_path, "require", "when"), check_.require.when))
    for path, part in parts:
        for key in ("exceptions", "tokens", "swap", "pattern"):
            lists = getattr(part, key, None)
            if isinstance(lists, Mapping):
                is_pattern = key == "pattern" or path[-1] == "pattern"
                for language, items in lists.items():
                    for index, text in enumerate(items):
                        step = text if key == "swap" else index
                        yield (*path, key, language, step), text, "pattern" if is_pattern else key


def _listed_text(
    origin: Origin, path: Path, text: str, key: str, check_: Check
) -> Iterator[Problem]:
    if key != "pattern":
        if phrase(text, Inflections())["words"][:1] in ([], ["*"]):
            yield NO_WORDS.at(_item_location(origin, path), text=text)
        return
    try:
        compiled(text, ignorecase=check_.pattern.ignorecase if check_.pattern else True)
    except UnsafePatternError as error:
        yield UNSAFE.at(_item_location(origin, path), pattern=text, reason=error.reason)


def _item_location(origin: Origin, path: Path) -> Location:
    """The location of an item of a list by language; items for all languages are under ``all``."""
    for_all = (*path[:-2], ALL, path[-1])
    return origin.location(for_all if (*origin.path, *for_all) in origin.tree.ranges else path)
