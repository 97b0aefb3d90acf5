"""Takes the answers of ``playbook init`` from its options, or asks for them on a terminal."""

from __future__ import annotations

import os
import re
from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

import click

from ..languages.pack import REFERENCE, Languages
from ..messages import Messages, shipped_languages
from ..problems import Phrase
from ..starter import answers as rules
from ..starter.answers import AnswerError, Answers
from ..starter.package_source import (
    FORMS,
    PackageSource,
    SourceError,
    installed_source,
    source_of,
)
from ..words.problem_texts import messages_of
from .output import answer_to, is_interactive, write_error

Value = TypeVar("Value")
_LOCALE = ("LC_ALL", "LC_MESSAGES", "LANG")
"""The variables of the environment that name a person's language, the first that is set counts."""


class Questions:
    """The options that were given, by name; a person is asked for the others if possible.

    The first question is in the language of the environment, the others in the handbook's first
    one. All methods raise UsageError for an option that cannot be used, or that is missing.
    """

    def __init__(self, given: Mapping[str, str | None]) -> None:
        self._given = given
        self.are_possible = is_interactive()
        self._own_language = _own_language() if self.are_possible else None
        self.sentences = _sentences(self._own_language or REFERENCE)

    def answers(self, starter_languages: Collection[str]) -> Answers:
        """The answers; ``starter_languages`` are those in which the starter is complete."""
        is_empty = self._given.get("starter") == "empty"
        languages = self._languages(None if is_empty else starter_languages)
        name = self._answer("name", Phrase("init.ask-name"), rules.valid_name)
        sector = self._choice("sector", Phrase("init.ask-sector"), rules.SECTORS)
        countries = self._answer("countries", Phrase("init.ask-countries"), rules.valid_countries)
        zone = rules.usual_time_zone(countries)
        time_zone = self._answer(
            "time_zone", Phrase("init.ask-time-zone"), rules.valid_time_zone, zone
        )
        colour = self._answer(
            "brand_colour", Phrase("init.ask-colour"), rules.valid_colour, rules.BRAND_COLOUR
        )
        host = self._choice("host", Phrase("init.ask-host"), rules.HOSTS, "none")
        size = self._choice("starter", Phrase("init.ask-starter"), rules.SIZES, "full")
        repository = self._answer(
            "repository", Phrase("init.ask-repository"), rules.valid_address, rules.REPOSITORY
        )
        site_url = self._answer(
            "site_url", Phrase("init.ask-site"), rules.valid_address, rules.SITE_URL
        )
        return Answers(
            name, sector, languages, countries, time_zone, colour, host, size, repository,
            f"{site_url}/",
        )  # fmt: skip

    def package(self, given: str | None) -> PackageSource:
        """Where the organisation installs the generator from."""
        installed = installed_source() if given is None else None
        if installed is not None:
            return installed
        if given is None and not self.are_possible:
            raise click.UsageError(f"the generator was not installed from a pinned source; {FORMS}"
                                   " after --package")  # fmt: skip
        return self._checked("package", given, Phrase("init.ask-package"), source_of)

    def _languages(self, complete: Collection[str] | None) -> tuple[str, ...]:
        """The languages of the handbook; the next questions are in the first of them."""
        usual = ",".join(complete or ()) if self.are_possible else ""
        if self._own_language in (complete or ()):
            usual = self._own_language or ""
        languages = self._answer(
            "languages", Phrase("init.ask-languages"),
            lambda text: rules.valid_languages(text, complete), usual or None,
        )  # fmt: skip
        if self.are_possible:
            self.sentences = _sentences(languages[0])
        return languages

    def _choice(
        self, name: str, question: Phrase, choices: Collection[rules.Choice],
        default: rules.Choice | None = None,
    ) -> rules.Choice:  # fmt: skip
        """One of several choices, each of which is explained to a person."""
        if self._given.get(name) is None and self.are_possible:
            write_error(self.sentences.phrase(question))
            for choice in choices:
                meaning = self.sentences.phrase(Phrase(f"init.{name}.{choice}"))
                write_error(f"  {choice}: {meaning}")
            question = Phrase("init.choice", choices=", ".join(choices))
        return self._answer(name, question, lambda text: rules.one_of(text, choices), default)

    def _answer(
        self, name: str, question: Phrase, valid: Callable[[str], Value],
        default: str | None = None,
    ) -> Value:  # fmt: skip
        given = self._given.get(name)
        if given is None and not self.are_possible:
            if default is None:
                missing = Phrase("init.missing", question=question, option=_option(name))
                raise click.UsageError(self.sentences.phrase(missing))
            given = default
        return self._checked(name, given, question, valid, default)

    def _checked(
        self, name: str, given: str | None, question: Phrase, valid: Callable[[str], Value],
        default: str | None = None,
    ) -> Value:  # fmt: skip
        """A valid answer: the one given, or else the first valid one that a person writes."""
        while given is None:
            try:
                return valid(answer_to(self.sentences.phrase(question), default))
            except (AnswerError, SourceError) as error:
                write_error(self._reason(error))
        try:
            return valid(given)
        except (AnswerError, SourceError) as error:
            raise click.UsageError(f"{_option(name)}: {self._reason(error)}") from error

    def _reason(self, error: AnswerError | SourceError) -> str:
        return self.sentences.phrase(error.reason) if isinstance(error, AnswerError) else str(error)


def _own_language() -> str | None:
    """The language of the environment, if there are messages in it."""
    named = next(filter(None, map(os.environ.get, _LOCALE)), "")
    code = re.split(r"[^a-z]", named.lower())[0]
    return code if code in shipped_languages() else None


def _sentences(language: str) -> Messages:
    return messages_of(Languages()[language])


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
