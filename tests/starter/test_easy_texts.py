"""Checks that the starter's easy texts are easy, and say the same as the rule."""

from __future__ import annotations

import re

import pytest

from playbook.kinds.policy import Rule
from starter.content import playbook, rules

SECTORS = ("company", "municipal_company", "publicly_funded_provider", "public_body")
FIRST_WORDS = {
    "sv": {"yes": "Ja", "yes_if": "Ja, om ", "no": "Nej", "ask_first": "Fråga först."},
    "en": {"yes": "Yes", "yes_if": "Yes, if ", "no": "No", "ask_first": "Ask first."},
}
MOST_WORDS = 20
MOST_WORDS_ON_AVERAGE = 10
_SENTENCE_END = re.compile(r"(?<=[.?!:])\s+|\n+")
_LINK = re.compile(r"\[([^\]]+)\]\([^)]+\)")

EASY = [
    (rule, language, text)
    for rule in playbook().of_kind("policy")
    if isinstance(rule, Rule)
    for language, text in (rule.easy or {}).items()
]


def sentences(text: str) -> list[list[str]]:
    """The words of each sentence and each item of a list."""
    lines = _SENTENCE_END.split(_LINK.sub(r"\1", text).strip())
    return [words for line in lines if (words := line.removeprefix("- ").split())]


@pytest.mark.parametrize("sector", SECTORS)
def test_the_thirty_rules_that_most_people_need_have_an_easy_text(sector: str) -> None:
    assert sum(rule.easy is not None for rule in rules(sector)) >= 30


def test_an_easy_text_begins_with_the_verdict() -> None:
    for rule, language, text in EASY:
        if rule.verdict:
            assert text.startswith(FIRST_WORDS[language][rule.verdict]), (rule.id, language)


def test_an_easy_text_has_every_condition_and_value() -> None:
    for rule, language, text in EASY:
        conditions = (rule.conditions or {}).get(language, ())
        items = re.findall(r"^- ", text, re.MULTILINE)
        assert len(items) >= len(conditions), (rule.id, language)
        full = " ".join((rule.statement[language], *conditions))
        assert set(re.findall(r"\{\w+\}", text)) >= set(re.findall(r"\{\w+_\w+\}", full)), rule.id


def test_the_sentences_of_an_easy_text_are_short() -> None:
    for rule, language, text in EASY:
        lengths = [len(words) for words in sentences(text)]
        assert max(lengths) <= MOST_WORDS, (rule.id, language, max(lengths))
        assert sum(lengths) / len(lengths) <= MOST_WORDS_ON_AVERAGE, (rule.id, language)


def test_an_easy_text_has_one_thought_on_a_line() -> None:
    for rule, language, text in EASY:
        for line in text.splitlines():
            if not line.startswith("- "):
                assert len(sentences(line)) <= 1, (rule.id, language, line)
