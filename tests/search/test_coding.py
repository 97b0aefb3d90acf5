from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from playbook.search.coding import decode, encode, front_coded


def test_small_numbers_take_one_letter() -> None:
    assert [encode([n]) for n in (0, 31, 32, 1023, 1024)] == ["A", "f", "gB", "/f", "ggB"]


@given(st.lists(st.integers(0, 2**31)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert decode(encode(numbers)) == numbers


def test_terms_share_their_beginnings() -> None:
    assert front_coded(["bild", "bildbank", "bilden", "x"]) == "0bild 4bank 4en 0x"
