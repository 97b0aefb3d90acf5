"""The checks of tone and policy rules are whole and safe; `pairs` proves them by examples."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from ..kinds.policy import Rule
from ..kinds.tone import ToneRule
from ..model.playbook import Origin, Playbook
from ..model.post_check import SORTS, Check
from ..model.types import ALL
from ..post.characters import UnsafePatternError
from ..post.compile import checked_rules
from ..post.notation import phrase
from ..post.patterns import compiled
from ..problems import Code, Place, Problem
from ..source.tree import Path
from ..words.catalogue import known_languages
from .pairs import proven

NOT_ONE_SORT = Code(
    "PB461",
    "error",
    "the check '{name}' has {found} of the sorts of a check",
    "give exactly one of: {sorts}",
)
UNSAFE = Code(
    "PB462",
    "error",
    "the pattern '{pattern}' is refused: {reason}",
    "write it with plain repetition, as [a-z]+ or \\d{{2,5}}, one after another",
)
NO_COUNT = Code(
    "PB463",
    "error",
    "the value '{name}' is no count, and the check '{check}' counts",
    "name a value with a count",
)
SAME_NAME = Code(
    "PB466", "error", "two checks of '{rule}' are called '{name}'", "give one another name"
)
NO_WORDS = Code(
    "PB467", "error", "'{text}' holds no word to look for", "write a word, or use a pattern"
)
LACKS = Code("PB468", "error", "the check '{name}' lacks '{key}'", "add it: {why}")
_NEEDS = {
    "limit": (("words", "tokens", "the words that are counted"),),
    "order": (("label_before_link", "tokens", "the words that label a post"),),
}


def check(playbook: Playbook) -> Iterator[Problem]:
    """Checks that are no whole checks; and, where all are, examples that they do not prove."""
    rules = [rule for rule in checked_rules(playbook) if rule.checks]
    problems = [problem for rule in rules for problem in _rule(playbook, rule)]
    yield from problems
    if rules and not problems:
        for language in playbook.languages:
            if language in known_languages():
                yield from proven(playbook, language)


def _rule(playbook: Playbook, rule: ToneRule | Rule) -> Iterator[Problem]:
    origin = playbook.origins[rule.id]
    names: set[str] = set()
    for index, one in enumerate(rule.checks):
        at: Path = ("checks", index)
        if one.name in names:
            yield SAME_NAME.at(origin.place((*at, "name")), rule=rule.id, name=one.name)
        names.add(one.name)
        given = [sort for sort in SORTS if getattr(one, sort) is not None]
        if len(given) != 1:
            sorts = ", ".join(SORTS)
            place = origin.place((*at, "name"))
            yield NOT_ONE_SORT.at(place, name=one.name, found=len(given) or "none", sorts=sorts)
            continue
        yield from _lacking(origin, (*at, given[0]), one, given[0])
        yield from _counts(playbook, origin, (*at, "limit", "max"), one)
        for path, text, key in _listed(one, at):
            yield from _listed_text(origin, path, text, key, one)


def _lacking(origin: Origin, at: Path, one: Check, sort: str) -> Iterator[Problem]:
    part = getattr(one, sort)
    place = origin.place(at)
    for of, key, why in _NEEDS.get(sort, ()):
        if part.of == of and not getattr(part, key):
            yield LACKS.at(place, name=one.name, key=key, why=why)
    if sort == "limit" and part.max is None and part.of != "characters":
        yield LACKS.at(place, name=one.name, key="max", why="the value that says how many")
    if sort == "avoid" and not (part.tokens or part.swap):
        yield LACKS.at(place, name=one.name, key="tokens", why="the words to avoid")
    for holder in (one.require, one.require.when if one.require else None):
        if holder and not (holder.tokens or holder.pattern or holder.has):
            yield LACKS.at(place, name=one.name, key="tokens", why="or pattern, or has")


def _counts(playbook: Playbook, origin: Origin, at: Path, one: Check) -> Iterator[Problem]:
    value = playbook.settings.values.get(one.limit.max or "") if one.limit else None
    if value is not None and value.count is None and one.limit:
        yield NO_COUNT.at(origin.place(at), name=one.limit.max, check=one.name)


def _listed(one: Check, at: Path) -> Iterator[tuple[Path, str, str]]:
    """Every word, phrase and pattern of a check, with its path and the key that it stands under."""
    holders: list[tuple[Path, Any]] = [(at, one)]
    for sort in SORTS:
        part = getattr(one, sort)
        if part is not None:
            holders.append(((*at, sort), part))
    if one.require and one.require.when:
        holders.append(((*at, "require", "when"), one.require.when))
    for path, part in holders:
        for key in ("exceptions", "tokens", "swap", "pattern"):
            lists = getattr(part, key, None)
            if isinstance(lists, Mapping):
                is_pattern = key == "pattern" or path[-1] == "pattern"
                for language, items in lists.items():
                    for index, text in enumerate(items):
                        step = text if key == "swap" else index
                        yield (*path, key, language, step), text, "pattern" if is_pattern else key


def _listed_text(origin: Origin, path: Path, text: str, key: str, one: Check) -> Iterator[Problem]:
    if key != "pattern":
        if phrase(text, "")["words"][:1] in ([], ["*"]):
            yield NO_WORDS.at(_place(origin, path), text=text)
        return
    try:
        compiled(text, ignorecase=one.pattern.ignorecase if one.pattern else True)
    except UnsafePatternError as error:
        yield UNSAFE.at(_place(origin, path), pattern=text, reason=error)


def _place(origin: Origin, path: Path) -> Place:
    """Where an item of a list by language stands; what is there for all is under ``all``."""
    for_all = (*path[:-2], ALL, path[-1])
    return origin.place(for_all if (*origin.path, *for_all) in origin.tree.spots else path)
