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
"""The maximum number of pairs of equal words for an exact diff; even long prose has fewer."""


def word_diff(old: str, new: str) -> list[tuple[RunType, str]]:
    """Compare two texts; returns unchanged ("same"), removed ("gone") and added ("new") runs.

    If less than a third of the words match, the whole old text is one removed run and the whole new
    text one added run, which is easier to read.
    """
    before, after = _TOKEN.findall(old), _TOKEN.findall(new)
    ignores_frequent_words = _count_equal_pairs(before, after) > MAX_EXACT_PAIRS
    matcher = difflib.SequenceMatcher(None, before, after, autojunk=ignores_frequent_words)
    if old and new and matcher.ratio() < 1 / 3:
        return [("gone", old), ("new", new)]
    return list(_runs(matcher, before, after))


def _count_equal_pairs(before: list[str], after: list[str]) -> int:
    """The number of pairs of equal words, one from each text."""
    counts = Counter(after)
    return sum(count * counts[word] for word, count in Counter(before).items())


def _runs(
    matcher: difflib.SequenceMatcher[str], before: list[str], after: list[str]
) -> Iterator[tuple[RunType, str]]:
    for tag, old_start, old_end, new_start, new_end in matcher.get_opcodes():
        if tag == "equal":
            yield "same", "".join(before[old_start:old_end])
            continue
        if old_start < old_end:
            yield "gone", "".join(before[old_start:old_end])
        if new_start < new_end:
            yield "new", "".join(after[new_start:new_end])


CONTEXT_LENGTH = 90
"""The least number of unchanged characters to keep on each side of a change."""
_SENTENCE_END = re.compile(r"[.!?…:؟।][”’»\"')\]]*\s+|[。！？]|\n")
_ITEM_END = re.compile(r", ")


def shorten_unchanged(runs: list[tuple[RunType, str]]) -> Iterator[tuple[RunType, str]]:
    """Shorten long unchanged runs to the context around the changes.

    Only whole sentences are left out. Lists, which have no sentences, lose whole items.
    """
    has_sentences = any(_SENTENCE_END.search(f"{words} ") for _, words in runs)
    end_of_part = _SENTENCE_END if has_sentences else _ITEM_END
    last = len(runs) - 1
    for index, (mark, words) in enumerate(runs):
        if mark != "same" or len(words) <= 3 * CONTEXT_LENGTH:
            yield mark, words
            continue
        ends = [
            match.end()
            for match in end_of_part.finditer(words)
            if end_of_part is _ITEM_END or not _goes_on(words[match.end() :])
        ]
        yield mark, _shortened(words, ends, is_first=index == 0, is_last=index == last)


def _goes_on(words: str) -> bool:
    """Whether words continue a sentence: what seemed its end was an abbreviation (ch. 3)."""
    return words[:1].islower() or words[:1].isdigit()


def _shortened(words: str, ends: list[int], *, is_first: bool, is_last: bool) -> str:
    """An unchanged run without the sentences in its middle, which end at ``ends``."""
    length = len(words)
    start = 0 if is_first else next((end for end in ends if end >= CONTEXT_LENGTH), length)
    stop = length
    if not is_last:
        stop = next((end for end in reversed(ends) if end <= length - CONTEXT_LENGTH), 0)
    if start >= stop:
        return words
    space = "" if is_last else "\n" if words[stop - 1] == "\n" else " "
    return f"{words[:start]}[…]{space}{words[stop:]}"


_PUNCTUATION = str.maketrans(dict.fromkeys('‘’‚´“”„«»"', "'") | dict.fromkeys("–—", "-"))


def is_same_ignoring_punctuation(old: str, new: str) -> bool:
    """Whether two texts are equal except for the form of quotation marks, dashes and spaces."""
    return normalise_punctuation(old) == normalise_punctuation(new)


def normalise_punctuation(text: str) -> str:
    """Replace every quotation mark, dash and run of spaces with one standard form."""
    return " ".join(text.translate(_PUNCTUATION).split())


def diff_runs(difference: Difference) -> Iterable[tuple[RunType, str]]:
    """The diff runs of a field: word by word for texts and lists, as a whole for choices."""
    old, new = escape_controls(difference.old), escape_controls(difference.new)
    is_list = any(separator in value for separator in (", ", ";", "\n") for value in (old, new))
    if difference.key == "verdict" or not (difference.language or is_list):
        return [run for run in (("gone", old), ("new", new)) if run[1]]
    return shorten_unchanged(word_diff(old, new))
