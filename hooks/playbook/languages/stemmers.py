"""Snowball's stemmers, by their names."""

from __future__ import annotations

import functools
from collections.abc import Callable

import snowballstemmer


@functools.cache
def stemmers() -> tuple[str, ...]:
    """The names of the stemmers, which the browser has too."""
    return tuple(sorted(snowballstemmer.algorithms()))


@functools.lru_cache(maxsize=200_000)
def stem(name: str | None, word: str) -> str:
    """A folded word without the endings that a stemmer takes away; unchanged without a stemmer."""
    return _stemmer(name)(word) if name else word


@functools.cache
def _stemmer(name: str) -> Callable[[str], str]:
    return snowballstemmer.stemmer(name).stemWord  # type: ignore[no-any-return]
