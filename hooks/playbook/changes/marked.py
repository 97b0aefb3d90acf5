"""Which words of a text changed."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterator
from typing import Literal

Mark = Literal["same", "gone", "new"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MANY = 1_000_000
"""How many pairs of like words are compared one by one: some thousand words of prose have fewer."""


def marked(old: str, new: str) -> list[tuple[Mark, str]]:
    """A text in runs: what both have, what is gone and what is new.

    Where less than a third of the words are alike, the whole is gone and the whole is new: a mix
    of both would be harder to read than either.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    is_long = _pairs(before, after) > MANY  # then what stands everywhere begins no stretch
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=is_long)
    if old and new and matcher.ratio() < 1 / 3:
        return [("gone", old), ("new", new)]
    return list(_runs(matcher, before, after))


def _pairs(before: list[str], after: list[str]) -> int:
    """How many pairs of a word before and the same word after there are."""
    counts = Counter(after)
    return sum(number * counts[word] for word, number in Counter(before).items())


def _runs(
    matcher: difflib.SequenceMatcher[str], before: list[str], after: list[str]
) -> Iterator[tuple[Mark, str]]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[a:b])
            continue
        if a < b:
            yield "gone", "".join(before[a:b])
        if c < d:
            yield "new", "".join(after[c:d])


KEPT = 90
"""How much of a long stretch that did not change is shown at each end of it."""


def shortened(runs: list[tuple[Mark, str]]) -> Iterator[tuple[Mark, str]]:
    """The runs with long stretches that did not change cut to what stands beside a change."""
    last = len(runs) - 1
    for index, (mark, words) in enumerate(runs):
        if mark != "same" or len(words) <= 3 * KEPT:
            yield mark, words
            continue
        before = "" if index == 0 else words[:KEPT].rsplit(" ", 1)[0] + " "
        after = "" if index == last else " " + words[-KEPT:].split(" ", 1)[-1]
        yield mark, f"{before}[…]{after}"


_SHAPES = str.maketrans(dict.fromkeys('‘’‚´“”„«»"', "'") | dict.fromkeys("–—", "-"))


def is_same_but_for_signs(old: str, new: str) -> bool:
    """Whether two texts differ only in the shape of their quotation marks, dashes and spaces."""
    return unsigned(old) == unsigned(new)


def unsigned(text: str) -> str:
    """A text as its words alone: every shape of a quotation mark, dash or space is the same."""
    return " ".join(text.translate(_SHAPES).split())
