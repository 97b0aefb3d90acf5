"""Finding the glossary's terms in a text, in all their forms."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..kinds.glossary import Term
from ..model.playbook import Playbook

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True)
class Terms:
    """The forms of all terms of one language: by first word, the forms in words, longest first."""

    forms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The terms in a text, from left to right: start, end and term id."""
        words = list(_WORD.finditer(text))
        index = 0
        while index < len(words):
            length, id = self._at(words, index)
            if id:
                yield words[index].start(), words[index + length - 1].end(), id
            index += length

    def _at(self, words: list[re.Match[str]], index: int) -> tuple[int, str]:
        for form, id in self.forms.get(words[index][0].casefold(), ()):
            found = words[index : index + len(form)]
            if tuple(word[0].casefold() for word in found) == form:
                return len(form), id
        return 1, ""


def terms(playbook: Playbook, shown: frozenset[str], language: str) -> Terms:
    """The terms of one language that the handbook shows. A term's title is its first form."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in playbook.of_kind("glossary"):
        if isinstance(entry, Term) and entry.id in shown and entry.status == "current":
            for form in (entry.title.get(language, ""), *(entry.forms or {}).get(language, ())):
                words = tuple(word[0].casefold() for word in _WORD.finditer(form))
                if words:
                    forms.setdefault(words[0], []).append((words, entry.id))
    ordered = {first: tuple(sorted(all, key=lambda f: -len(f[0]))) for first, all in forms.items()}
    return Terms(ordered)
