"""Checks that ending rules strip or replace the endings of words."""

from __future__ import annotations

import pytest

from playbook.languages.endings import ending_rules


@pytest.mark.parametrize(
    ("rule", "word", "result"),
    [
        ({"ending": "ing", "least": "7"}, "tavling", "tavl"),
        ({"ending": "ing", "least": "7"}, "koping", None),
        ({"ending": "n", "after": "o or"}, "radion", "radio"),
        ({"ending": "n", "after": "o or"}, "kakorn", "kakor"),
        ({"ending": "n", "after": "o or"}, "vagn", None),
        ({"ending": "et", "after": "VCC"}, "landet", "land"),
        ({"ending": "et", "after": "VCC"}, "huset", None),
        ({"ending": "t", "after": "D"}, "snabbt", "snabb"),
        ({"ending": "t", "after": "D"}, "svart", None),
        ({"ending": "t", "after": "VD x"}, "snallt", "snall"),
        ({"ending": "el", "after": "C", "write": "l"}, "cykel", "cykl"),
        ({"ending": "(?", "write": None}, "a(?", "a"),
    ],
)
def test_a_rule_replaces_the_ending_of_a_word_that_it_applies_to(
    rule: dict[str, str], word: str, result: str | None
) -> None:
    vowels = "aeiouy"
    (ending_rule,) = ending_rules([rule], vowels)
    assert ending_rule.apply(word) == result
