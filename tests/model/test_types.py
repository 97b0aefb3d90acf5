"""Checks which values each type of field accepts."""

from __future__ import annotations

import datetime as dt
from decimal import Decimal
from typing import Any

import pytest
from pydantic import TypeAdapter, ValidationError

from playbook.model.types import (
    Country,
    Date,
    Integer,
    Name,
    Number,
    Slug,
    Text,
    TextList,
    WebAddress,
)

TWO_LANGUAGES = {"languages": ("sv", "en")}
ONE_LANGUAGE = {"languages": ("sv",)}
UNKNOWN_LANGUAGES: dict[str, Any] = {"languages": ()}
MISSING_TEXT_ALLOWED = {"languages": ("sv", "en"), "missing_text_allowed": True}


@pytest.mark.parametrize(
    ("written", "context", "value"),
    [
        ({"sv": "a", "en": "b"}, TWO_LANGUAGES, {"sv": "a", "en": "b"}),
        ({"all": "a"}, TWO_LANGUAGES, {"sv": "a", "en": "a"}),
        ("a", ONE_LANGUAGE, {"sv": "a"}),
        ({"sv": "a"}, ONE_LANGUAGE, {"sv": "a"}),
        ({"all": "a"}, ONE_LANGUAGE, {"sv": "a"}),
        ({"en": "b"}, MISSING_TEXT_ALLOWED, {"en": "b"}),
        ("a", UNKNOWN_LANGUAGES, {"all": "a"}),
        ({"fi": "a"}, UNKNOWN_LANGUAGES, {"fi": "a"}),
    ],
)
def test_a_text_becomes_a_mapping_of_languages(written: Any, context: Any, value: Any) -> None:
    assert TypeAdapter(Text).validate_python(written, context=context) == value


@pytest.mark.parametrize(
    ("written", "context", "error"),
    [
        ("a", TWO_LANGUAGES, "not_text"),
        (None, TWO_LANGUAGES, "not_text"),
        (["a"], ONE_LANGUAGE, "not_text"),
        ({"sv": "a"}, TWO_LANGUAGES, "no_language"),
        ({}, TWO_LANGUAGES, "no_language"),
        ({}, MISSING_TEXT_ALLOWED, "no_language"),
        ({"sv": "a", "en": "b", "de": "c"}, TWO_LANGUAGES, "unknown_language"),
        ({"all": "a", "sv": "b"}, TWO_LANGUAGES, "unknown_language"),
        ({"sv": ["a"], "en": "b"}, TWO_LANGUAGES, "wrong_words"),
        ({"sv": None, "en": "b"}, TWO_LANGUAGES, "wrong_words"),
        ({"sv": "", "en": "b"}, TWO_LANGUAGES, "empty_text"),
        ({"sv": " \n ", "en": "b"}, TWO_LANGUAGES, "empty_text"),
        ({"sv": "", "en": "b"}, MISSING_TEXT_ALLOWED, "empty_text"),
    ],
)
def test_an_invalid_text_is_rejected(written: Any, context: Any, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(Text).validate_python(written, context=context)
    assert [detail["type"] for detail in caught.value.errors()] == [error]


@pytest.mark.parametrize(
    ("written", "error"),
    [
        ({"sv": "a", "en": ["b"]}, "wrong_words"),
        ({"sv": [], "en": ["b"]}, "empty_text"),
        ({"sv": ["a", " "], "en": ["b"]}, "empty_text"),
        ({"sv": [None], "en": ["b"]}, "string_type"),
    ],
)
def test_an_invalid_list_of_texts_is_rejected(written: Any, error: str) -> None:
    with pytest.raises(ValidationError) as caught:
        TypeAdapter(TextList).validate_python(written, context=TWO_LANGUAGES)
    assert [detail["type"] for detail in caught.value.errors()] == [error]


VALID_VALUES: list[tuple[Any, Any, Any]] = [
    (Slug, "reply-time-2", "reply-time-2"),
    (Name, "reply_within", "reply_within"),
    (Country, "SE", "SE"),
    (Date, "2026-02-28", dt.date(2026, 2, 28)),
    (Integer, "-12", -12),
    (Number, "12.50", Decimal("12.50")),
    (Number, "-3", Decimal(-3)),
    (WebAddress, "https://example.com:8080/a?b=c#d", "https://example.com:8080/a?b=c#d"),
]
INVALID_VALUES: list[tuple[Any, list[Any]]] = [
    (Slug, ["", "A", "a--b", "a-", "-a", "1a", "a_b", "å", "a/../b", "a\n", "a" * 61]),
    (Name, ["", "A", "a__b", "a-b", "_a", "__class__"]),
    (Country, ["se", "SWE", "S", "ÅX", "SE\n"]),
    (Date, ["2026-02-29", "2026-2-1", "20260201", "1767225600", "2026-02-01T00:00", ""]),
    (Date, ["0001-01-01", "9999-12-31", "٢٠٢٦-٠١-٠١", None, ["2026-02-01"], {"a": "b"}]),
    (Integer, ["1.0", "1_000", "1e3", "", "ett", "1" * 10, "0x10", "٣", None, ["1"]]),
    (Number, ["1e9", "NaN", "inf", "1,5", "1_0", "", "1" * 13, "0.1234567", None, ["1"]]),
    (WebAddress, ["example.com", "ftp://example.com", "javascript:alert(1)", "https://", ""]),
    (WebAddress, ["//example.com", "https://exam ple.com", "https://a.b/å", 'https://a.b/"']),
    (WebAddress, ["https://[::1", "data:text/html,a", "https://a.b/`", "https://a.b\\c"]),
    (WebAddress, [None, ["https://a.b"], {}]),
]


@pytest.mark.parametrize(("kind", "written", "value"), VALID_VALUES)
def test_a_valid_value_is_accepted(kind: Any, written: Any, value: Any) -> None:
    assert TypeAdapter(kind).validate_python(written) == value


@pytest.mark.parametrize(
    ("kind", "written"),
    [(kind, written) for kind, all_written in INVALID_VALUES for written in all_written],
)
def test_an_invalid_value_is_rejected(kind: Any, written: Any) -> None:
    with pytest.raises(ValidationError):
        TypeAdapter(kind).validate_python(written)
