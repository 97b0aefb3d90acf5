"""Word-level diff of two texts."""

from __future__ import annotations

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from typing import Literal

from ..visible import escape_controls
from .change import Difference

RunType = Literal["same", "gone", "new"]
_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
MAX_EXACT_PAIRS = 1_000_000
"""Maximum number of pairs of equal words for an exact diff; long prose has fewer."""


def word_diff(old: str, new: str) -> list[tuple[RunType, str]]:
    """The diff as runs: same, removed ("gone") and added ("new").

    If less than a third of the words match, the old text is removed and the new one added as a
    whole, which is easier to read.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    is_long = _pairs(before, after) > MAX_EXACT_PAIRS  # then ignore the most frequent words
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=is_long)
    if old and new and matcher.ratio() < 1 / 3:
        return [("gone", old), ("new", new)]
    return list(_runs(matcher, before, after))


def _pairs(before: list[str], after: list[str]) -> int:
    """The number of pairs of equal words, one from each text."""
    counts = Counter(after)
    return sum(number * counts[word] for word, number in Counter(before).items())


def _runs(
    matcher: difflib.SequenceMatcher[str], before: list[str], after: list[str]
) -> Iterator[tuple[RunType, str]]:
    for tag, a, b, c, d in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[a:b])
            continue
        if a < b:
            yield "gone", "".join(before[a:b])
        if c < d:
            yield "new", "".join(after[c:d])


CONTEXT_LENGTH = 90
"""Characters of unchanged context on each side of a change."""


def shortened(runs: list[tuple[RunType, str]]) -> Iterator[tuple[RunType, str]]:
    """The runs with long unchanged parts shortened."""
    last = len(runs) - 1
    for index, (mark, words) in enumerate(runs):
        if mark != "same" or len(words) <= 3 * CONTEXT_LENGTH:
            yield mark, words
            continue
        before = "" if index == 0 else words[:CONTEXT_LENGTH].rsplit(" ", 1)[0] + " "
        after = "" if index == last else " " + words[-CONTEXT_LENGTH:].split(" ", 1)[-1]
        yield mark, f"{before}[…]{after}"


_PUNCTUATION = str.maketrans(dict.fromkeys('‘’‚´“”„«»"', "'") | dict.fromkeys("–—", "-"))


def is_same_ignoring_punctuation(old: str, new: str) -> bool:
    """Whether two texts are equal except for the form of quotation marks, dashes and spaces."""
    return normalised(old) == normalised(new)


def normalised(text: str) -> str:
    """The text with one form for quotation marks, dashes and spaces."""
    return " ".join(text.translate(_PUNCTUATION).split())


def runs_of(difference: Difference) -> Iterable[tuple[RunType, str]]:
    """The diff runs of a field: word by word for texts, as a whole for choices."""
    old, new = escape_controls(difference.old), escape_controls(difference.new)
    is_list = any(sign in words for sign in (", ", ";", "\n") for words in (old, new))
    if difference.key == "verdict" or not (difference.language or is_list):
        return [run for run in (("gone", old), ("new", new)) if run[1]]
    return shortened(word_diff(old, new))
