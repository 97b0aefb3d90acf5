"""Compiles the rules of one language to data that Python and JavaScript can run.

Inflected forms, patterns, values and messages are resolved here, once, to what JSON can hold.
"""

from __future__ import annotations

import functools
from collections.abc import Callable, Mapping
from typing import Any

from ..languages.pack import Language
from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.post_check import CHECK_TYPES, Check, StringsByLanguage
from ..model.settings import Value
from ..prose.markdown import NAME
from ..words.catalogue import words_of
from . import safe_patterns, token_patterns
from .phrase_compiler import phrase, phrases
from .rules import channels, checked_rules, checks_of

FORMAT = 1
Compiled = dict[str, Any]


def compile_rules(playbook: Playbook, code: str) -> Compiled:
    """The checks of every shown rule in one language, with the data they need to run."""
    language = playbook.language_data[code]
    rules = [rule for rule in checked_rules(playbook) if checks_of(rule)]
    insert = _inserter(playbook, code)
    return {
        "format": FORMAT,
        "language": code,
        "shapes": token_patterns.ALL,
        "abbreviations": list(language.listed("abbreviations")),
        "endings": list(language.inflections.endings),
        "channels": {channel.id: _channel(channel, code) for channel in channels(playbook)},
        "rules": {rule.id: insert(_text(rule.title, code)) for rule in rules},
        "checks": [
            _check(rule, check, playbook, language, insert)
            for rule in rules
            for check in checks_of(rule)
            if not check.scope.languages or code in check.scope.languages
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
    language: Language,
    insert: Callable[[str], str],
) -> dict[str, Any]:
    check_type = check_type_of(check)
    return {
        "rule": rule.id,
        "name": check.name,
        "level": check.level,
        "message": insert(_text(check.message, language.code)),
        "channels": list(check.scope.channels),
        "accounts": list(check.scope.accounts),
        "situations": list(check.scope.situations),
        "exceptions": _phrases(check.exceptions, language),
        "sort": check_type,
        **_BY_CHECK_TYPE[check_type](getattr(check, check_type), playbook, language),
    }


def check_type_of(check: Check) -> str:
    """The type of a check; for an invalid check, the first type it has."""
    types = (name for name in CHECK_TYPES if getattr(check, name) is not None)
    return next(types, "order")


def _in_language(lists: StringsByLanguage | None, language: Language) -> list[str]:
    return list((lists or {}).get(language.code, ()))


def _phrases(lists: StringsByLanguage | None, language: Language) -> list[dict[str, Any]]:
    return phrases(_in_language(lists, language), language.inflections)


def _avoid(avoid: Any, playbook: Playbook, language: Language) -> dict[str, Any]:
    compiled = functools.partial(
        phrase, inflections=language.inflections, inflect=avoid.forms, ignorecase=avoid.ignorecase
    )
    swap = (avoid.swap or {}).get(language.code, {})
    listed = [
        *map(compiled, _in_language(avoid.tokens, language)),
        *({**compiled(text), "instead": instead} for text, instead in swap.items()),
    ]
    return {"phrases": listed, "ignorecase": avoid.ignorecase}


def _patterns(
    lists: StringsByLanguage | None, language: Language, *, ignorecase: bool = True
) -> list[str]:
    return [
        safe_patterns.compiled(pattern, ignorecase=ignorecase)
        for pattern in _in_language(lists, language)
    ]


def _pattern(check: Any, playbook: Playbook, language: Language) -> dict[str, Any]:
    patterns = _patterns(check.tokens, language, ignorecase=check.ignorecase)
    return {"patterns": patterns, "replace": check.replace}


def _limit(limit: Any, playbook: Playbook, language: Language) -> dict[str, Any]:
    value = playbook.settings.values.get(limit.max or "")
    return {
        "of": limit.of,
        "max": value.count if value else None,
        "phrases": _phrases(limit.tokens, language),
        "min_words": limit.min_words,
    }


def _require(require: Any, playbook: Playbook, language: Language) -> dict[str, Any]:
    when = None if require.when is None else _holds(require.when, language)
    return {**_holds(require, language), "place": require.place, "when": when}


def _holds(part: Any, language: Language) -> dict[str, Any]:
    return {
        "phrases": _phrases(part.tokens, language),
        "patterns": _patterns(part.pattern, language),
        "has": list(part.has),
    }


def _order(order: Any, playbook: Playbook, language: Language) -> dict[str, Any]:
    return {
        "of": order.of,
        "phrases": _phrases(order.tokens, language),
    }


def _detect(detect: Any, playbook: Playbook, language: Language) -> dict[str, Any]:
    return {"what": list(detect.what)}


_BY_CHECK_TYPE: Mapping[str, Callable[[Any, Playbook, Language], dict[str, Any]]] = {
    "avoid": _avoid,
    "pattern": _pattern,
    "limit": _limit,
    "require": _require,
    "order": _order,
    "detect": _detect,
}
