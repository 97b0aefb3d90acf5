"""The Snowball stemmers, by name."""

from __future__ import annotations

import functools
from collections.abc import Callable

import snowballstemmer


@functools.cache
def stemmers() -> tuple[str, ...]:
    """The names of the stemmers; the browser has the same stemmers."""
    return tuple(sorted(snowballstemmer.algorithms()))


@functools.lru_cache(maxsize=200_000)
def stem(name: str | None, word: str) -> str:
    """The stem of a folded word; the word itself if there is no stemmer."""
    return _stemmer(name)(word) if name else word


@functools.cache
def _stemmer(name: str) -> Callable[[str], str]:
    return snowballstemmer.stemmer(name).stemWord  # type: ignore[no-any-return]
