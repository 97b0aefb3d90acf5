"""Compiles the rules of one language to data that Python and JavaScript can run.

Inflected forms, patterns, values and messages are resolved once, to plain JSON data.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from ..languages.pack import Language
from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.post_check import StringsByLanguage
from ..model.values import Value
from ..prose.markdown import insert_values
from ..words.catalogue import words_of
from . import safe_patterns, token_patterns
from .check import Check, given_types
from .check_types import CHECK_TYPES
from .phrase_compiler import phrase
from .rules import channels, checks_of, rules_for_posts

FORMAT = 1
Compiled = dict[str, Any]


def compile_rules(playbook: Playbook, code: str) -> Compiled:
    """The checks of every shown rule in one language, and the data that they need to run."""
    language = playbook.language_data[code]
    rules = [rule for rule in rules_for_posts(playbook) if checks_of(rule)]
    compiler, fill = _Compiler(playbook, language), _placeholder_filler(playbook, code)
    return {
        "format": FORMAT,
        "language": code,
        "shapes": token_patterns.shapes(playbook.language_data),
        "abbreviations": list(language.listed("abbreviations")),
        "endings": list(language.inflections.endings),
        "channels": {channel.id: _channel(channel, code) for channel in channels(playbook)},
        "rules": {rule.id: fill(_text(rule.title, code)) for rule in rules},
        "checks": [
            _check(rule, check, compiler, fill)
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


def _placeholder_filler(playbook: Playbook, language: str) -> Callable[[str], str]:
    words, settings = words_of(playbook, language), playbook.settings
    values = {
        name: words.value(value)
        for name, value in settings.values.items()
        if any(getattr(value, field) is not None for field in Value.model_fields)
    }
    values["organisation"] = settings.organisation.name
    return lambda text: insert_values(text, values)


def _check(
    rule: Entry, check: Check, compiler: _Compiler, fill: Callable[[str], str]
) -> dict[str, Any]:
    type = given_types(check)[0]
    return {
        "rule": rule.id,
        "name": check.name,
        "level": check.level,
        **({"alone": check.alone} if check.alone else {}),
        "message": fill(_text(check.message, compiler.language.code)),
        "channels": list(check.scope.channels),
        "accounts": list(check.scope.accounts),
        "situations": list(check.scope.situations),
        "exceptions": compiler.phrases(check.exceptions),
        "type": type,
        **CHECK_TYPES[type].compile(getattr(check, type), compiler),
    }


@dataclass(frozen=True)
class _Compiler:
    """Compiles the fields of checks in one language, as `CheckCompiler` describes."""

    playbook: Playbook
    language: Language

    def strings(self, lists: StringsByLanguage | None) -> list[str]:
        return list((lists or {}).get(self.language.code, ()))

    def phrases(
        self, lists: StringsByLanguage | None, *, inflect: bool = True, ignorecase: bool = True
    ) -> list[dict[str, Any]]:
        return [self._phrase(text, inflect, ignorecase) for text in self.strings(lists)]

    def replacements(
        self,
        swap: Mapping[str, Mapping[str, str]] | None,
        *,
        inflect: bool = True,
        ignorecase: bool = True,
    ) -> list[dict[str, Any]]:
        pairs = (swap or {}).get(self.language.code, {}).items()
        return [{**self._phrase(text, inflect, ignorecase), "instead": new} for text, new in pairs]

    def _phrase(self, text: str, inflect: bool, ignorecase: bool) -> dict[str, Any]:
        inflections = self.language.inflections
        return phrase(text, inflections, inflect=inflect, ignorecase=ignorecase)

    def patterns(self, lists: StringsByLanguage | None, *, ignorecase: bool = True) -> list[str]:
        texts = self.strings(lists)
        return [safe_patterns.compiled(text, ignorecase=ignorecase) for text in texts]

    def count(self, value: str | None) -> int | None:
        named = self.playbook.settings.values.get(value or "")
        return named.count if named else None
