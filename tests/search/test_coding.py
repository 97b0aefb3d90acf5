"""Checks the coding of numbers and words, and the removal of comments from modules."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.search.coding import decode, encode, front_coded, front_decoded
from playbook.search.files import stripped_module


def test_small_numbers_take_one_character() -> None:
    assert [len(encode([n])) for n in (0, 69, 70, 1539, 1540)] == [1, 1, 2, 2, 3]


@given(st.lists(st.integers(0, 2**31)))
def test_decode_returns_the_encoded_numbers(numbers: list[int]) -> None:
    assert decode(encode(numbers)) == numbers


def test_encoded_numbers_need_no_escaping_in_json() -> None:
    text = encode(range(2000))
    assert json.dumps(text) == f'"{text}"'


def test_front_coding_stores_shared_prefixes_once() -> None:
    words = ["bild", "bildbank", "bilden", "x"]
    assert front_coded(words) == "0bild 4bank 4en 0x"
    assert front_decoded(front_coded(words)) == words


def test_the_length_of_a_shared_prefix_is_limited_to_one_digit() -> None:
    words = ["a" * 36, "a" * 40, "a" * 41 + "b"]
    assert front_coded(words) == f"0{'a' * 36} z{'a' * 5} z{'a' * 6}b"
    assert front_decoded(front_coded(words)) == words


def test_comments_and_indentation_are_removed_from_a_module() -> None:
    module = "/** Twice\n * as much. */\nfunction f(a) {\n  // really\n  return 2 * a; // so\n}\n"
    assert stripped_module(module) == "function f(a) {\nreturn 2 * a; // so\n}\n"


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("/** @type {Set<string>} */", ""),
        ("/** @type {const} */ (pair)", "/** @type {const} */ (pair)\n"),
        ("/* one */ call() /* two */", "/* one */ call() /* two */\n"),
    ],
)
def test_code_on_the_line_of_a_comment_is_kept(line: str, expected: str) -> None:
    assert stripped_module(line) == expected
