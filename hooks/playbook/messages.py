"""Renders problems as sentences in a language, from ``languages/…/problems.yml``."""

from __future__ import annotations

import datetime as dt
import functools
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby
from pathlib import Path
from typing import TypeVar

from .kind_sentences import MessageText, kind_sentences, sentences_in
from .problems import LEVELS, MAX_FACT_LENGTH, Fact, Level, Location, Output, Phrase, Problem
from .visible import escape_unprintable

FOLDER = Path(__file__).parent / "languages"
CATALOGUE = "problems.yml"
REFERENCE = "en"
"""The language whose catalogue is complete; it is used if another catalogue has no text."""
FOREIGN = frozenset({"reason", "output"})
"""The names of facts that can be in English: the words of the system, git or a library."""
MAX_VALUE_LENGTH = 80
"""Maximum length of a value in a message. In a cure, it may be `MAX_FACT_LENGTH`."""
_FACT_NAME = re.compile(r"\{\{|\}\}|\{(\w+)\}")

T = TypeVar("T")


@dataclass(frozen=True)
class Messages:
    """The sentences of one language.

    ``codes`` holds the message and the cure of each code, ``phrases`` the text of each phrase.
    If the sentences ``are_of_package``, those of a kind in another package are among them. Such a
    package may lack phrases: their keys are shown instead.
    """

    language: str
    codes: Mapping[str, Mapping[str, str]]
    phrases: Mapping[str, MessageText]
    locale: str | None = None
    """The CLDR locale of the plural forms, if it is not ``language``."""
    are_of_package: bool = False

    def message(self, problem: Problem) -> str:
        """What is wrong, as one line that is safe to print."""
        sentences = self._for(problem)
        text = _catalogue_text(sentences.codes, "problems", problem.code)["message"]
        return sentences._filled(text, problem.facts, MAX_VALUE_LENGTH)

    def cure(self, problem: Problem) -> str:
        """What to do, as one line that is safe to print."""
        sentences = self._for(problem)
        if problem.cure is not None:
            return sentences._phrase(problem.cure, MAX_FACT_LENGTH)
        text = _catalogue_text(sentences.codes, "problems", problem.code)["cure"]
        return sentences._filled(text, problem.facts, MAX_FACT_LENGTH)

    def _for(self, problem: Problem) -> Messages:
        """These sentences, and those of the problem's kind if that kind is in another package."""
        if problem.labels is None:
            return self
        codes, phrases = kind_sentences(problem.labels, self.language, REFERENCE)
        if problem.code not in codes:
            codes = {problem.code: self._without_sentence(problem)}
        merged, more = {**self.codes, **codes}, {**self.phrases, **phrases}
        return replace(self, codes=merged, phrases=more, are_of_package=True)

    def _without_sentence(self, problem: Problem) -> Mapping[str, str]:
        """A message with all facts, for a code whose package has no sentence."""
        facts = ", ".join(f"{name}: {{{name}}}" for name, _ in problem.facts)
        text, cure = str(self.phrases["no-sentence"]), str(self.phrases["cure.no-sentence"])
        return {"message": text.replace("{facts}", facts), "cure": cure}

    def sentence(self, problem: Problem) -> str:
        """The message and the cure."""
        return f"{self.message(problem)}; {self.cure(problem)}"

    def line(self, problem: Problem) -> str:
        """The location, level, code and sentence of a problem, without its related locations."""
        level = self.level(problem.level)
        return f"{problem.location}: {level} {problem.code}: {self.sentence(problem)}"

    def level(self, level: Level) -> str:
        """The name of a level."""
        return self.phrase(Phrase(f"level.{level}"))

    def lines(self, problem: Problem) -> Iterator[str]:
        """The line of a problem, then one line for each file with related locations."""
        also = f"; {self.further_locations(problem)}:" if problem.related else ""
        yield f"{self.line(problem)}{also}"
        for _, group in groupby(problem.related, key=lambda location: location.path):
            first, *rest = group
            yield ", ".join([f"    {first}", *(f"{each.line}:{each.column}" for each in rest)])

    def further_locations(self, problem: Problem) -> str:
        """The number of related locations, for example ``also in 3 more places``."""
        return self.phrase(Phrase("also", count=len(problem.related)))

    def text(self, problems: Iterable[Problem]) -> str:
        """The lines of several problems."""
        return "\n".join(line for problem in problems for line in self.lines(problem))

    def level_counts(self, problems: Iterable[Problem]) -> str:
        """The number of problems of each level, for example ``2 errors, 1 warning``."""
        counts = Counter(problem.level for problem in problems)
        parts = [
            self.phrase(Phrase(f"count.{level}", count=counts[level]))
            for level in LEVELS
            if counts[level]
        ]
        return ", ".join(parts) or self.phrase(Phrase("count.none"))

    def phrase(self, phrase: Phrase) -> str:
        """The text of a phrase."""
        return self._phrase(phrase, MAX_FACT_LENGTH)

    def _phrase(self, phrase: Phrase, limit: int) -> str:
        own = {phrase.key: phrase.key, **self.phrases} if self.are_of_package else self.phrases
        text = _catalogue_text(own, "phrases", phrase.key)
        if not isinstance(text, str):
            form = _plural_form(self.locale or self.language, dict(phrase.facts)["count"])
            text = text.get(form, text["other"])
        return self._filled(text, phrase.facts, limit)

    def _filled(self, text: str, facts: Sequence[tuple[str, Fact]], limit: int) -> str:
        values = {
            name: self._quoted(self._value(value, limit))
            if name in FOREIGN and isinstance(value, str | Output)
            else self._value(value, limit)
            for name, value in facts
        }
        return _FACT_NAME.sub(lambda match: values[match[1]] if match[1] else match[0][0], text)

    def _quoted(self, text: str) -> str:
        """A text of another program. It is English, so that other languages quote it."""
        return _FACT_NAME.sub(lambda match: text, str(self.phrases["foreign"]))

    def _value(self, value: Fact, limit: int) -> str:
        """A fact as one line, truncated to a limit."""
        if isinstance(value, Phrase):
            return self._phrase(value, limit)
        if isinstance(value, tuple):
            return one_line(", ".join(self._value(item, limit) for item in value), limit)
        if isinstance(value, Problem):
            return self.line(value)
        if isinstance(value, Output):
            return escape_unprintable(" / ".join(value.lines))
        return one_line(value, limit)


def _catalogue_text(texts: Mapping[str, T], section: str, key: str) -> T:
    """The text of a code or phrase. Raises LookupError if the catalogue has none."""
    if key not in texts:
        raise LookupError(f"languages/{REFERENCE}/{CATALOGUE} has no '{key}' under '{section}'")
    return texts[key]


def one_line(value: str | int | dt.date | Location, limit: int) -> str:
    """A value as one printable line, truncated to a limit."""
    text = escape_unprintable(str(value)[: limit + 1])
    return text if len(text) <= limit else f"{text[: limit - 3]}..."


@functools.cache
def messages(language: str = REFERENCE, folder: Path = FOLDER) -> Messages:
    """The sentences of a language; sentences that its catalogue lacks are in English."""
    codes, phrases = sentences_in(FOLDER / REFERENCE / CATALOGUE)
    path = folder / language / CATALOGUE
    if language != REFERENCE and path.is_file():
        translated_codes, translated_phrases = sentences_in(path)
        codes = {code: {**texts, **translated_codes.get(code, {})} for code, texts in codes.items()}
        phrases = {**phrases, **translated_phrases}
    return Messages(language, codes, phrases)


def shipped_languages() -> list[str]:
    """The languages that have a catalogue of problems."""
    return sorted(path.parent.name for path in FOLDER.glob(f"*/{CATALOGUE}"))


@functools.cache
def _plural_form(language: str, count: int) -> str:
    """The CLDR plural form of a number, such as ``one`` or ``other``."""
    from babel import Locale, UnknownLocaleError

    try:
        return Locale.parse(language).plural_form(count)
    except (UnknownLocaleError, ValueError):  # an invented language
        return "one" if count == 1 else "other"
