"""Checks that texts in a report read as on the page: without markup, and with their values."""

from __future__ import annotations

import pytest

from playbook.changes.reader_text import as_read

CASES = {
    "markup": ("Ask **first**, see [the rule](policy:x).", "Ask first, see the rule."),
    "a value": ("Within {reply}.", "Within 2 hours."),
    "bullets": ("- one\n- two", "• one\n• two"),
    "numbers": ("1. one\n2. two", "1. one\n2. two"),
    "an empty item before a paragraph": ("- one\n-\n\nLast.", "• one\nLast."),
}


@pytest.mark.parametrize(("text", "expected"), CASES.values(), ids=CASES)
def test_a_text_reads_as_on_the_page(text: str, expected: str) -> None:
    assert as_read(text, {"reply": "2 hours"}) == expected
