"""Checks that the starter is easy to read, repeats nothing and has a consistent style."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from itertools import combinations

import pytest

from playbook.kinds.glossary import Term
from starter.content import (
    LANGUAGES,
    SECTORS,
    entries_shown,
    lix,
    rules,
    sentences,
    shown_texts,
    words_of,
)

MAX_LIX = 45
MAX_LIX_OF_ENTRY = 50
MAX_AVERAGE_LIX = 40
VERDICTS = {"ja", "nej", "fråga först", "yes", "no", "ask first"}
"""Many rules begin with one of these verdicts, which is therefore no repeated sentence."""
STATEMENT_BEGINNINGS = {
    "yes": ("ja", "yes"),
    "yes_if": ("ja, om", "yes, if"),
    "ask_first": ("fråga först", "ask first"),
    "no": ("nej", "no"),
}
FUNCTION_WORDS = """
får jag vi man en ett att på i om vår våra vårt det den som de mig min mina du för av med och eller
hur vad ska måste är har till kan vem från vilka när någon något gör may i we a an the to on in
about our my it that who do have of with and or how what is are can for from when someone somebody
must us does should
"""


@pytest.mark.parametrize("kind", sorted({text.kind for text in shown_texts()}))
def test_swedish_is_easy_to_read(kind: str) -> None:
    texts = [text.text for text in shown_texts() if text.kind == kind and text.language == "sv"]
    assert lix(texts) <= MAX_LIX


def test_no_swedish_entry_is_hard_to_read() -> None:
    texts: dict[str, list[str]] = defaultdict(list)
    for text in shown_texts():
        if text.language == "sv" and text.kind != "legal":
            texts[text.entry].append(text.text)
    by_entry = {entry: lix(lines) for entry, lines in texts.items()}
    assert {entry: value for entry, value in by_entry.items() if value > MAX_LIX_OF_ENTRY} == {}
    assert sum(by_entry.values()) / len(by_entry) < MAX_AVERAGE_LIX


def test_lix_equals_a_hand_computed_value() -> None:
    assert lix(["Solen skiner i dag. Vi sitter ute."]) == 7 / 2
    assert lix(["Handboken gäller alla medarbetare."]) == 4 + 100 * 2 / 4
    assert lix(["Se [hela handboken](id:any-of-the-long-ids)."]) == 3 + 100 / 3


def test_no_sentence_occurs_twice_in_rules() -> None:
    places: dict[tuple[str, str], set[str]] = defaultdict(set)
    count: Counter[tuple[str, str]] = Counter()
    for text in shown_texts():
        if text.path[0] in ("statement", "why", "examples"):
            for sentence in sentences(text.text):
                plain = " ".join(words_of(sentence)).lower()
                if plain not in VERDICTS:
                    count[text.language, plain] += 1
                    places[text.language, plain].add(text.entry)
    assert {plain: places[plain] for plain, n in count.items() if n > 1} == {}


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_rules_answer_the_same_question(sector: str, language: str) -> None:
    function_words = set(FUNCTION_WORDS.split())
    asked = {
        rule.id: {word.lower() for word in words_of(rule.question[language])} - function_words
        for rule in rules(sector)
    }
    similar = [
        (first, second)
        for first, second in combinations(asked, 2)
        if len(asked[first] & asked[second]) / len(asked[first] | asked[second]) > 0.6
    ]
    assert similar == []


@pytest.mark.parametrize("sector", SECTORS)
def test_no_two_rules_have_the_same_search_phrase(sector: str) -> None:
    found: dict[str, set[str]] = defaultdict(set)
    for rule in rules(sector):
        for phrases in (rule.asked_as or {}).values():
            for phrase in phrases:
                found[phrase].add(rule.id)
    assert {phrase: ids for phrase, ids in found.items() if len(ids) > 1} == {}


@pytest.mark.parametrize("sector", SECTORS)
def test_each_statement_begins_with_the_verdict(sector: str) -> None:
    for rule in rules(sector):
        if rule.verdict is not None:
            for language, beginnings in zip(
                LANGUAGES, STATEMENT_BEGINNINGS[rule.verdict], strict=True
            ):
                assert rule.statement[language].lower().startswith(beginnings), (rule.id, language)


def test_quotation_marks_have_one_style_per_language() -> None:
    wrong = {"sv": "[“„«»\"‘]|(?<!\\w)'|'(?!\\w)", "en": "[„«»\"]|(?<!\\w)'|'(?!\\w)|\\w'\\w"}
    for text in shown_texts():
        found = re.findall(wrong[text.language], text.text)
        assert not found, (text.entry, text.path, found)
        if text.language == "en":
            without_nested_quotes = re.sub("‘[^‘]*“[^”]*”[^’]*’", "", text.text)
            assert not set(without_nested_quotes) & set("“”"), (text.entry, text.path)


@pytest.mark.parametrize("sector", SECTORS)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_terms_have_a_name_in_common(sector: str, language: str) -> None:
    """The search treats all names of a term as synonyms, so each name must be unambiguous."""
    found: dict[str, set[str]] = defaultdict(set)
    for term in entries_shown(sector, "glossary"):
        assert isinstance(term, Term)
        names = [term.title[language]]
        for field in (term.forms, term.synonyms):
            names += (field or {}).get(language, ())
        for name in names:
            found[name.lower()].add(term.id)
    assert {name: ids for name, ids in found.items() if len(ids) > 1} == {}


def _by_location() -> dict[tuple[str, tuple[str | int, ...]], dict[str, str]]:
    found: dict[tuple[str, tuple[str | int, ...]], dict[str, str]] = defaultdict(dict)
    for text in shown_texts():
        found[text.entry, text.path][text.language] = text.text
    return found


def test_both_languages_have_the_same_lists_values_and_links() -> None:
    for place, both in _by_location().items():
        assert set(both) == set(LANGUAGES), place
        for mark in (r"\{\w+\}", r"\(id:[\w-]+\)"):
            found = [sorted(re.findall(mark, text)) for text in both.values()]
            assert found[0] == found[1], place


def test_no_english_text_is_the_same_as_the_swedish_text() -> None:
    same = [
        place
        for place, both in _by_location().items()
        if both["sv"] == both["en"] and len(words_of(both["sv"])) > 3
    ]
    fields_with_names = ("title", "source")  # the names of books and authors are not translated
    assert [(id, path) for id, path in same if path[0] not in fields_with_names] == []


def test_prose_uses_named_values_instead_of_numbers() -> None:
    units = "minut timm dag arbetsdag veck månad år gång hour day working week month year time"
    number_with_unit = re.compile(rf"\b\d+ (?:{'|'.join(units.split())})")
    binding_fields = [
        "statement",
        "answer",
        "conditions",
        "steps",
        "actions",
        "tasks",
        "how",
        "consequence",
    ]
    for text in shown_texts():
        if text.path[0] in binding_fields:
            assert not number_with_unit.search(text.text), (text.entry, text.text)
