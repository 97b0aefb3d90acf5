"""Finds glossary terms in a text, in all their inflected forms."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from ..model.entry import Entry
from ..model.playbook import Playbook

_WORD = re.compile(r"[^\W_]+(?:[-'’][^\W_]+)*")


@dataclass(frozen=True)
class Terms:
    """The forms of all terms in one language.

    ``forms`` maps the first word of a form to pairs of the form's words and the term's id, longest
    form first.
    """

    forms: Mapping[str, tuple[tuple[tuple[str, ...], str], ...]]

    def find(self, text: str) -> Iterator[tuple[int, int, str]]:
        """The terms in a text, from left to right: start, end and term id."""
        words = list(_WORD.finditer(text))
        index = 0
        while index < len(words):
            length, id = self._match(words, index)
            if id:
                yield words[index].start(), words[index + length - 1].end(), id
            index += length

    def _match(self, words: list[re.Match[str]], index: int) -> tuple[int, str]:
        """The number of words and the id of the term at a word; (1, "") if there is none."""
        for form, id in self.forms.get(words[index][0].casefold(), ()):
            candidate = words[index : index + len(form)]
            if tuple(word[0].casefold() for word in candidate) == form:
                return len(form), id
        return 1, ""


def is_linked_from_texts(entry: Entry, languages: Iterable[str]) -> bool:
    """Whether an entry has word forms that become links to it in texts."""
    forms = entry.spec.vocabulary.linked_forms
    return any(form for language in languages for form in forms(entry, language))


def linked_terms(playbook: Playbook, shown: frozenset[str], language: str) -> Terms:
    """The terms of the shown current entries in a language. A title is also a form of its term."""
    forms: dict[str, list[tuple[tuple[str, ...], str]]] = {}
    for entry in playbook.entries.values():
        if entry.id in shown and entry.status == "current":
            for form in entry.spec.vocabulary.linked_forms(entry, language):
                words = tuple(word[0].casefold() for word in _WORD.finditer(form))
                if words:
                    forms.setdefault(words[0], []).append((words, entry.id))
    longest_first = {
        word: tuple(sorted(pairs, key=lambda pair: -len(pair[0]))) for word, pairs in forms.items()
    }
    return Terms(longest_first)
