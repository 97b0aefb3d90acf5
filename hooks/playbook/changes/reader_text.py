"""Formats the content of a difference as readers of the handbook see it."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping

from ..prose.markdown import insert_values, tokens
from ..words.catalogue import words_of
from .change import Difference
from .labels import Labels


class ReaderText:
    """Formats texts as readers see them: without markup, and with the values that a text inserts.

    An old text has the values of the old settings, a new text those of the new ones.
    """

    def __init__(self, labels: Labels) -> None:
        self._states = (labels.old, labels.new)
        self._inserts = functools.cache(self._inserts_in)

    def sides(self, difference: Difference) -> tuple[str, str]:
        """The old and the new content of a difference."""
        if not difference.language:
            return difference.old, difference.new
        old, new = (
            as_read(text, self._inserts(state_index, difference.language))
            for state_index, text in enumerate((difference.old, difference.new))
        )
        return old, new

    def _inserts_in(self, state_index: int, language: str) -> Mapping[str, str]:
        state = self._states[state_index]
        return words_of(state, language).inserts(state.settings)


def as_read(text: str, values: Mapping[str, str]) -> str:
    """A text with the values in place of their names, and without markup; lists have bullets."""
    return "\n".join(_lines(insert_values(text, values)))


def _lines(text: str) -> Iterator[str]:
    bullet = ""
    for token in tokens(text):
        if token.type == "list_item_open":
            bullet = f"{token.info}. " if token.info else "• "
        elif token.type == "list_item_close":
            bullet = ""
        elif token.type in ("inline", "html_block", "fence", "code_block"):
            yield from f"{bullet}{_without_markup(token)}".split("\n")
            bullet = ""


def _without_markup(token: object) -> str:
    children = getattr(token, "children", None)
    if children is None:
        return str(getattr(token, "content", "")).strip("\n")
    breaks = dict.fromkeys(("softbreak", "hardbreak"), "\n")
    return "".join(breaks.get(child.type, child.content) for child in children)
