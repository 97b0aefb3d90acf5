"""The checks of tone rules are proven by the rules' own pairs of a bad and a good example.

Where a number that the organisation sets decides, an example that does not fit it is no mistake in
the checks: the organisation is told, and not stopped.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from ..kinds.tone import Pair, ToneRule
from ..model.playbook import Playbook
from ..post.compile import Compiled, checked_rules, compile_rules
from ..post.engine import Engine
from ..post.finding import Finding, Setting
from ..problems import Code, Place, Problem

NOT_CAUGHT = Code(
    "PB464",
    "error",
    "no check of '{rule}' finds anything in this bad example ({language})",
    "add what is wrong with it to the rule's checks, or write an example that they catch",
)
CAUGHT = Code(
    "PB465",
    "error",
    "the check '{check}' of '{rule}' finds '{words}' in this good example ({language})",
    "write the example without it, or narrow the check",
)
ALLOWED = Code(
    "PB471",
    "notice",
    "with '{values}' as set, no check of '{rule}' finds anything in this bad example ({language})",
    "write an example that your own numbers do not allow",
)
FORBIDDEN = Code(
    "PB472",
    "notice",
    "with '{value}' as set, the check '{check}' finds '{words}' in this good example ({language})",
    "write an example that your own number allows",
)


def proven(playbook: Playbook, language: str) -> Iterator[Problem]:
    """Bad examples that their own rule does not catch, and good ones that some rule does."""
    rules = compile_rules(playbook, language)
    engine, strictest = Engine(rules), Engine(_with_limits_of_zero(rules))
    numbers = _numbers(playbook)
    for rule in checked_rules(playbook):
        if not isinstance(rule, ToneRule) or not rule.checks:
            continue
        origin = playbook.origins[rule.id]
        for index, pair in enumerate(rule.pairs):
            if language in pair.bad and not _by(rule, _found(engine, pair, pair.bad, language)):
                place = origin.place(("pairs", index, "bad", language))
                over = _by(rule, _found(strictest, pair, pair.bad, language))
                values = dict.fromkeys(numbers[rule.id, one.check] for one in over)
                yield _passing(rule, ", ".join(values), place, language)
            for finding in _found(engine, pair, pair.good, language):
                place = origin.place(("pairs", index, "good", language))
                words = pair.good[language][finding.start : finding.end] or finding.message
                value = numbers.get((finding.rule, finding.check))
                yield _caught(finding, words, value, place, language)


def _passing(rule: ToneRule, values: str, place: Place, language: str) -> Problem:
    if values:
        return ALLOWED.at(place, values=values, rule=rule.id, language=language)
    return NOT_CAUGHT.at(place, rule=rule.id, language=language)


def _caught(
    finding: Finding, words: str, value: str | None, place: Place, language: str
) -> Problem:
    if value:
        return FORBIDDEN.at(place, value=value, check=finding.check, words=words, language=language)
    return CAUGHT.at(place, check=finding.check, rule=finding.rule, words=words, language=language)


def _numbers(playbook: Playbook) -> dict[tuple[str, str], str]:
    """The value behind each check that counts up to one, by rule and name of the check."""
    return {
        (rule.id, check.name): check.limit.max
        for rule in checked_rules(playbook)
        for check in rule.checks
        if check.limit and check.limit.max
    }


def _with_limits_of_zero(rules: Compiled) -> Compiled:
    """The rules as of an organisation whose every number is nought: what they find, it decides."""
    checks = [{**one, "max": 0} if one.get("max") is not None else one for one in rules["checks"]]
    return {**rules, "checks": checks}


def _by(rule: ToneRule, findings: list[Finding]) -> list[Finding]:
    return [finding for finding in findings if finding.rule == rule.id]


def _found(engine: Engine, pair: Pair, text: Mapping[str, str], language: str) -> list[Finding]:
    setting = Setting(None, pair.account, pair.situation)
    return engine.check(text[language], setting) if language in text else []
