"""Words that changed are marked, and what did not change is kept short."""

from __future__ import annotations

import pytest

from playbook.changes.marked import is_same_but_for_signs, marked, shortened


def test_words_are_marked_one_by_one() -> None:
    assert marked("Reply within 2 days.", "Reply within 3 days.") == [
        ("same", "Reply within "),
        ("gone", "2"),
        ("new", "3"),
        ("same", " days."),
    ]


def test_texts_that_share_little_are_not_mixed() -> None:
    assert marked("Yes.", "Ask the lawyer before you do") == [
        ("gone", "Yes."),
        ("new", "Ask the lawyer before you do"),
    ]


def test_long_stretches_are_cut() -> None:
    long = "word " * 200
    runs = list(shortened(marked(f"a {long}b", f"c {long}d")))
    assert max(len(words) for _, words in runs) < 200
    assert any("[…]" in words for _, words in runs)


@pytest.mark.parametrize(
    ("old", "new", "same"),
    [
        ("”Nej”, sa hon", '"Nej",  sa hon', True),
        ("people's", "people’s", True),
        ("8–17", "8-17", True),
        ("Nej", "nej", False),
        ("får", "far", False),
    ],
)
def test_signs_are_no_words(old: str, new: str, same: bool) -> None:
    assert is_same_but_for_signs(old, new) is same
