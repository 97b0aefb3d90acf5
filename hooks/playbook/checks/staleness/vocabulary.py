"""Finds avoided terms, former platform names and unexplained abbreviations in prose."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping

from ...model.entry import Entry
from ...model.kind_parts import AvoidedTerm, VocabularySpec
from ...model.playbook import Playbook, marked_values
from ...model.remembered import remembered, remembered_with
from ...model.types import TextMarker
from ...problems import Code, Phrase
from ...source.tree import DataPath
from ..links import iter_texts
from .finding import CurrentEntries, Finding
from .placeholders import PLACEHOLDER_WORDS

AVOIDED = Code("PB718", "warning", "use", "word", "language", "instead")
FORMER_NAME = Code("PB719", "warning", "word", "platform")
UNEXPLAINED = Code("PB720", "warning", "word", "count")
EXCLUDED_FIELDS = {
    "asked_as", "dont", "bad", "prompts", "good_examples", "synonyms", "forms", "instead",
    "never_when",
}  # fmt: skip
"""Fields that quote other people or show bad examples."""
KNOWN_ABBREVIATIONS = frozenset({
    "AI", "CV", "EU", "HR", "ID", "IT", "MB", "OK", "PDF", "QR", "SMS", "TV", "UK", "URL",
    "US", "USA",
})  # fmt: skip
"""Abbreviations that need no explanation in any language."""

_ABBREVIATION = re.compile(r"(?<![\w-])[A-ZÀ-ÖØ-Þ]{2,6}(?![\w-])")
_QUOTATION = re.compile(r"[”“][^”“]*[”“]|\"[^\"]*\"|`[^`]*`")

TermsByForm = Mapping[str, Mapping[str, tuple[Entry, AvoidedTerm]]]
"""Avoided terms by language and lower-case form."""


def check(playbook: Playbook) -> Iterator[Finding]:
    """Avoided terms and former platforms in prose, and abbreviations without an explanation."""
    avoided, patterns = _avoided_terms(playbook)
    former = _former_names(playbook)
    all_patterns = (patterns, _word_pattern(former) if former else None)
    explained = _explained_abbreviations(playbook)
    unexplained: dict[str, list[tuple[Entry, DataPath]]] = {}
    for entry in CurrentEntries(playbook):
        for (path, language, _, abbreviations), (avoided_words, former_words) in zip(
            _organisation_texts(entry), _words_used(entry, all_patterns), strict=True
        ):
            yield from _find_avoided_terms(
                playbook, entry, path, language, avoided_words, avoided.get(language, {})
            )
            for word in former_words if entry.id not in former.values() else ():
                platform = playbook.entries[former[word]]
                location = playbook.origins[entry.id].find(path, word)
                name = platform.spec.vocabulary.current_name(platform)
                yield entry.id, FORMER_NAME.at(location, word=word, platform=name)
            for word in abbreviations - explained:
                unexplained.setdefault(word, []).append((entry, path))
    if _has_glossary(playbook):
        yield from _report_unexplained(playbook, unexplained)


def _has_glossary(playbook: Playbook) -> bool:
    """Whether there is a kind of entry that could explain an abbreviation to readers."""
    default = VocabularySpec().linked_forms
    return any(entry.spec.vocabulary.linked_forms is not default
               for entry in playbook.entries.values())  # fmt: skip


def _find_avoided_terms(
    playbook: Playbook, entry: Entry, path: DataPath, language: str,
    words: Iterable[str], terms: Mapping[str, tuple[Entry, AvoidedTerm]],
) -> Iterator[Finding]:  # fmt: skip
    for word in words:
        holder, term = terms[word]
        if holder.id != entry.id:
            instead = term.instead.get(language) if term.instead else None
            location = playbook.origins[entry.id].find(path, word)
            yield entry.id, AVOIDED.at(
                location, word=word, language=language, use=term.use,
                instead=instead or Phrase("something-else"),
            )  # fmt: skip


def _report_unexplained(
    playbook: Playbook, words: Mapping[str, list[tuple[Entry, DataPath]]]
) -> Iterator[Finding]:
    """One finding for each abbreviation, at its first use."""
    for word, locations in words.items():
        entry, path = locations[0]
        count = Phrase("used-in-texts", count=len(locations))
        location = playbook.origins[entry.id].find(path, word)
        yield entry.id, UNEXPLAINED.at(location, word=word, count=count)


@remembered
def _organisation_texts(entry: Entry) -> tuple[tuple[DataPath, str, str, frozenset[str]], ...]:
    """Each text that does not quote anyone or show a bad example.

    It has its path, its language, its string with spaces for quotations, and its abbreviations.
    """
    return tuple(
        (path, language, plain, frozenset(_ABBREVIATION.findall(plain)))
        for field in marked_values(entry)
        if isinstance(field.marker, TextMarker) and not EXCLUDED_FIELDS.intersection(field.path)
        for path, language, text in iter_texts(field.value, field.path)
        for plain in [_QUOTATION.sub(lambda match: " " * len(match[0]), text)]
    )


@remembered_with
def _words_used(
    entry: Entry, patterns: tuple[Mapping[str, re.Pattern[str]], re.Pattern[str] | None]
) -> tuple[tuple[list[str], list[str]], ...]:
    """For each text of an entry, the avoided terms and the former names in it."""
    by_language, former = patterns
    return tuple(
        (
            by_language[language].findall(plain.lower()) if language in by_language else [],
            former.findall(plain) if former else [],
        )
        for _, language, plain, _ in _organisation_texts(entry)
    )


def _avoided_terms(playbook: Playbook) -> tuple[TermsByForm, Mapping[str, re.Pattern[str]]]:
    terms: dict[str, dict[str, tuple[Entry, AvoidedTerm]]] = {}
    for entry in CurrentEntries(playbook):
        if term := entry.spec.vocabulary.avoided(entry):
            for language, title in entry.title.items():
                words = (word.lower() for word in (title, *term.forms.get(language, ())))
                terms.setdefault(language, {}).update(dict.fromkeys(words, (entry, term)))
    return terms, {language: _word_pattern(words) for language, words in terms.items()}


def _former_names(playbook: Playbook) -> Mapping[str, str]:
    """The former names of platforms, each with the id of its entry."""
    return {
        name: entry.id
        for entry in CurrentEntries(playbook)
        for name in entry.spec.vocabulary.former_names(entry)
    }


def _explained_abbreviations(playbook: Playbook) -> frozenset[str]:
    """Abbreviations that the glossary, the laws or the channels explain."""
    words = {*KNOWN_ABBREVIATIONS, *PLACEHOLDER_WORDS}
    for entry in CurrentEntries(playbook):
        for name in entry.spec.vocabulary.explains:
            words.update(_ABBREVIATION.findall(str(getattr(entry, name))))
    words.update(_ABBREVIATION.findall(playbook.settings.organisation.name))
    return frozenset(words)


def _word_pattern(words: Iterable[str]) -> re.Pattern[str]:
    longest_first = sorted(words, key=len, reverse=True)
    return re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, longest_first))})(?!\w)")
