"""Tests the checks of tone rules with the bad and good examples in the rules.

A failing example is an error, or a notice if it fails because of a value that the organisation set.
"""

from __future__ import annotations

import functools
import json
from collections.abc import Callable, Iterator, Mapping

from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.post_check import Pair
from ..post.check import referenced_values
from ..post.compile import Compiled, compile_rules
from ..post.engine import Engine
from ..post.finding import Finding, PostContext
from ..post.rules import checks_of, rules_for_posts
from ..problems import Code, Location, Problem

Finder = Callable[[str, PostContext], list[Finding]]
MISSED = Code("PB464", "error", "rule", "language")
FALSE_POSITIVE = Code("PB465", "error", "check", "rule", "words", "language")
MISSED_BY_VALUE = Code("PB471", "notice", "values", "rule", "language")
FALSE_POSITIVE_BY_VALUE = Code("PB472", "notice", "value", "check", "words", "language")


def check_examples(playbook: Playbook, language: str) -> Iterator[Problem]:
    """Bad examples in which their own rule finds nothing, and good ones with any finding."""
    rules = compile_rules(playbook, language)
    find, find_without_limits = _finder(rules), _finder(_with_limits_of_zero(rules))
    limits = _limit_values(playbook)
    for rule in rules_for_posts(playbook):
        field = rule.spec.post.pairs
        if field is None or not checks_of(rule):
            continue
        origin = playbook.origins[rule.id]
        for index, pair in enumerate(getattr(rule, field)):
            if language in pair.bad and not _by_rule(
                rule, _findings(find, pair, pair.bad, language)
            ):
                location = origin.location((field, index, "bad", language))
                findings = _by_rule(rule, _findings(find_without_limits, pair, pair.bad, language))
                values = dict.fromkeys(limits[rule.id, finding.check] for finding in findings)
                yield _missed_problem(rule, list(values), location, language)
            for finding in _findings(find, pair, pair.good, language):
                location = origin.location((field, index, "good", language))
                words = pair.good[language][finding.start : finding.end] or finding.message
                value = limits.get((finding.rule, finding.check))
                yield _false_positive(finding, words, value, location, language)


def _missed_problem(rule: Entry, values: list[str], location: Location, language: str) -> Problem:
    if values:
        return MISSED_BY_VALUE.at(location, values=values, rule=rule.id, language=language)
    return MISSED.at(location, rule=rule.id, language=language)


def _false_positive(
    finding: Finding, words: str, value: str | None, location: Location, language: str
) -> Problem:
    if value:
        return FALSE_POSITIVE_BY_VALUE.at(
            location, value=value, check=finding.check, words=words, language=language
        )
    return FALSE_POSITIVE.at(
        location, check=finding.check, rule=finding.rule, words=words, language=language
    )


def _limit_values(playbook: Playbook) -> dict[tuple[str, str], str]:
    """The name of the value that limits each check, by the rule's id and the check's name."""
    return {
        (rule.id, check.name): value
        for rule in rules_for_posts(playbook)
        for check in checks_of(rule)
        for _, value in referenced_values(check)
    }


def _with_limits_of_zero(rules: Compiled) -> Compiled:
    """The rules with every limit set to zero.

    A finding of only these rules depends on a value that the organisation set.
    """
    checks = [
        {**check, "max": 0} if check.get("max") is not None else check for check in rules["checks"]
    ]
    return {**rules, "checks": checks}


def _by_rule(rule: Entry, findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule.id]


def _findings(find: Finder, pair: Pair, text: Mapping[str, str], language: str) -> list[Finding]:
    context = PostContext(None, pair.account, pair.situation)
    return find(text[language], context) if language in text else []


def _finder(rules: Compiled) -> Finder:
    return _kept_finder(json.dumps(rules, sort_keys=True))


@functools.lru_cache(maxsize=8)  # a preview checks again, mostly with the same rules
def _kept_finder(rules: str) -> Finder:
    """A function that runs rules in JSON on a text, and keeps its results."""
    return functools.cache(Engine(json.loads(rules)).check)
