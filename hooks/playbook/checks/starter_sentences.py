"""The sentences of the starter that only its editors should read, and where they remain.

They say that the words or figures next to them are examples. Adoption removes them; a test checks
that each is in the starter word for word.
"""

from __future__ import annotations

import functools
from collections.abc import Iterator
from pathlib import Path

import yaml

_FILE = Path(__file__).with_suffix(".yml")
_WORDS_ON_A_LINE = 2
"""The first words of a sentence, which are rarely on two lines, for its location."""


@functools.cache
def starter_sentences() -> tuple[str, ...]:
    """The sentences, in all languages of the starter."""
    by_language = yaml.safe_load(_FILE.read_text(encoding="utf-8"))
    return tuple(sentence for sentences in by_language.values() for sentence in sentences)


def sentences_in(text: str) -> Iterator[tuple[str, str]]:
    """The sentences of the starter in a text, each with its first words."""
    words = " ".join(text.split())
    for sentence in starter_sentences():
        if sentence in words:
            yield sentence, " ".join(sentence.split()[:_WORDS_ON_A_LINE])
