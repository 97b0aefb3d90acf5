"""Compiles the rules of one language to data that Python and JavaScript can run.

Inflected forms, patterns, values and messages are resolved here, once. The result consists of
mappings, lists, texts and numbers, so it can be written as JSON.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.post_check import CHECK_TYPES, Check, StringsByLanguage
from ..model.settings import Value
from ..prose.markdown import NAME
from ..words.catalogue import words_of
from . import safe_patterns, token_patterns
from .inflections import ENDINGS
from .phrase_compiler import phrase, phrases
from .rules import channels, checked_rules, checks_of

FORMAT = 1
Compiled = dict[str, Any]


def compile_rules(playbook: Playbook, language: str) -> Compiled:
    """The checks of every shown rule in one language, with the data they need to run."""
    rules = [rule for rule in checked_rules(playbook) if checks_of(rule)]
    insert = _inserter(playbook, language)
    return {
        "format": FORMAT,
        "language": language,
        "shapes": token_patterns.ALL,
        "abbreviations": token_patterns.ABBREVIATIONS.get(language, "").split(),
        "endings": list(ENDINGS.get(language, ())),
        "channels": {channel.id: _channel(channel, language) for channel in channels(playbook)},
        "rules": {rule.id: insert(_text(rule.title, language)) for rule in rules},
        "checks": [
            _check(rule, check, playbook, language, insert)
            for rule in rules
            for check in checks_of(rule)
            if not check.scope.languages or language in check.scope.languages
        ],
    }


def _channel(channel: Entry, language: str) -> dict[str, Any]:
    maximum = channel.spec.post.max_characters(channel)
    return {"title": _text(channel.title, language), "characters": maximum}


def _text(text: Mapping[str, str], language: str) -> str:
    return text.get(language) or next(iter(text.values()))


def _inserter(playbook: Playbook, language: str) -> Callable[[str], str]:
    words, settings = words_of(playbook, language), playbook.settings
    texts = {
        name: words.value(value)
        for name, value in settings.values.items()
        if any(getattr(value, shape) is not None for shape in Value.model_fields)
    }
    texts["organisation"] = settings.organisation.name
    return lambda text: NAME.sub(lambda match: texts.get(match[1], match[0]), text)


def _check(
    rule: Entry,
    check: Check,
    playbook: Playbook,
    language: str,
    insert: Callable[[str], str],
) -> dict[str, Any]:
    check_type = check_type_of(check)
    return {
        "rule": rule.id,
        "name": check.name,
        "level": check.level,
        "message": insert(_text(check.message, language)),
        "channels": list(check.scope.channels),
        "accounts": list(check.scope.accounts),
        "situations": list(check.scope.situations),
        "exceptions": phrases(_in_language(check.exceptions, language), language),
        "sort": check_type,
        **_BY_CHECK_TYPE[check_type](getattr(check, check_type), playbook, language),
    }


def check_type_of(check: Check) -> str:
    """The type of a check; for an invalid check, the first type it has."""
    return next(
        (check_type for check_type in CHECK_TYPES if getattr(check, check_type) is not None),
        "order",
    )


def _in_language(lists: StringsByLanguage | None, language: str) -> list[str]:
    return list((lists or {}).get(language, ()))


def _avoid(avoid: Any, playbook: Playbook, language: str) -> dict[str, Any]:
    ignorecase, inflect = avoid.ignorecase, avoid.forms
    swap = (avoid.swap or {}).get(language, {})
    listed = [
        *(
            phrase(text, language, inflect=inflect, ignorecase=ignorecase)
            for text in _in_language(avoid.tokens, language)
        ),
        *(
            {**phrase(text, language, inflect=inflect, ignorecase=ignorecase), "instead": instead}
            for text, instead in swap.items()
        ),
    ]
    return {"phrases": listed, "ignorecase": ignorecase}


def _patterns(
    lists: StringsByLanguage | None, language: str, *, ignorecase: bool = True
) -> list[str]:
    return [
        safe_patterns.compiled(pattern, ignorecase=ignorecase)
        for pattern in _in_language(lists, language)
    ]


def _pattern(pattern: Any, playbook: Playbook, language: str) -> dict[str, Any]:
    patterns = _patterns(pattern.tokens, language, ignorecase=pattern.ignorecase)
    return {"patterns": patterns, "replace": pattern.replace}


def _limit(limit: Any, playbook: Playbook, language: str) -> dict[str, Any]:
    value = playbook.settings.values.get(limit.max) if limit.max else None
    return {
        "of": limit.of,
        "max": value.count if value else None,
        "phrases": phrases(_in_language(limit.tokens, language), language),
        "min_words": limit.min_words,
    }


def _require(require: Any, playbook: Playbook, language: str) -> dict[str, Any]:
    when = require.when
    return {
        **_holds(require, language),
        "place": require.place,
        "when": None if when is None else _holds(when, language),
    }


def _holds(part: Any, language: str) -> dict[str, Any]:
    return {
        "phrases": phrases(_in_language(part.tokens, language), language),
        "patterns": _patterns(part.pattern, language),
        "has": list(part.has),
    }


def _order(order: Any, playbook: Playbook, language: str) -> dict[str, Any]:
    return {"of": order.of, "phrases": phrases(_in_language(order.tokens, language), language)}


def _detect(detect: Any, playbook: Playbook, language: str) -> dict[str, Any]:
    return {"what": list(detect.what)}


_BY_CHECK_TYPE: Mapping[str, Callable[[Any, Playbook, str], dict[str, Any]]] = {
    "avoid": _avoid,
    "pattern": _pattern,
    "limit": _limit,
    "require": _require,
    "order": _order,
    "detect": _detect,
}
