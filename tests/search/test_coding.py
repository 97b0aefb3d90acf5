from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from playbook.search.coding import decode, encode, front_coded, front_decoded
from playbook.search.files import bare


def test_small_numbers_take_one_character() -> None:
    assert [len(encode([n])) for n in (0, 69, 70, 1539, 1540)] == [1, 1, 2, 2, 3]


@given(st.lists(st.integers(0, 2**31)))
def test_numbers_survive_a_round_trip(numbers: list[int]) -> None:
    assert decode(encode(numbers)) == numbers


def test_no_character_is_escaped_in_json() -> None:
    text = encode(range(2000))
    assert json.dumps(text) == f'"{text}"'


def test_front_coding_stores_shared_prefixes_once() -> None:
    words = ["bild", "bildbank", "bilden", "x"]
    assert front_coded(words) == "0bild 4bank 4en 0x"
    assert front_decoded(front_coded(words)) == words


def test_one_letter_says_how_much_is_shared() -> None:
    words = ["a" * 36, "a" * 40, "a" * 41 + "b"]
    assert front_coded(words) == f"0{'a' * 36} z{'a' * 5} z{'a' * 6}b"
    assert front_decoded(front_coded(words)) == words


def test_a_module_is_sent_without_comments_and_indentation() -> None:
    module = "/** Twice\n * as much. */\nfunction f(a) {\n  // really\n  return 2 * a; // so\n}\n"
    assert bare(module) == "function f(a) {\nreturn 2 * a; // so\n}\n"


@pytest.mark.parametrize(
    ("line", "sent"),
    [
        ("/** @type {Set<string>} */", ""),
        ("/** @type {const} */ (pair)", "/** @type {const} */ (pair)\n"),
        ("/* one */ call() /* two */", "/* one */ call() /* two */\n"),
    ],
)
def test_code_after_a_comment_is_sent(line: str, sent: str) -> None:
    assert bare(line) == sent
