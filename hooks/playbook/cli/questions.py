"""Takes the answers of ``playbook init`` from its options, or asks for them on a terminal."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from typing import TypeVar

import click

from ..starter import answers as rules
from ..starter.answers import AnswerError, Answers
from ..starter.package_source import (
    FORMS,
    PackageSource,
    SourceError,
    installed_source,
    source_of,
)
from .output import answer_to, is_interactive, write_error

Value = TypeVar("Value")


class Questions:
    """The options that were given, by name; a person is asked for the others if possible.

    All methods raise UsageError for an option that cannot be used, or that is missing.
    """

    def __init__(self, given: Mapping[str, str | None]) -> None:
        self._given = given
        self.are_possible = is_interactive()

    def answers(self, starter_languages: Collection[str]) -> Answers:
        """The answers; ``starter_languages`` are those in which the starter is complete."""
        name = self._answer("name", "The organisation's name", rules.valid_name)
        sector = self._choice("sector", "The kind of organisation", rules.SECTORS)
        size = self._choice("starter", "How much text to begin with", rules.SIZES, "full")
        with_text = None if size == "empty" else starter_languages
        languages = self._answer(
            "languages", "The languages, the default one first",
            lambda text: rules.valid_languages(text, with_text),
            ",".join(starter_languages) if self.are_possible else None,
        )  # fmt: skip
        countries = self._answer(
            "countries", "Where the readers are, as SE,NO", rules.valid_countries
        )
        zone = rules.usual_time_zone(countries)
        time_zone = self._answer("time_zone", "The time zone", rules.valid_time_zone, zone)
        colour = self._answer(
            "brand_colour", "The brand colour", rules.valid_colour, rules.BRAND_COLOUR
        )
        host = self._choice("host", "The code host", rules.HOSTS, "none")
        repository = self._address("repository", rules.REPOSITORY)
        site_url = self._address("site_url", rules.SITE_URL)
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
        return self._checked("package", given, "Where to install the generator from", source_of)

    def _choice(
        self, name: str, question: str, choices: Collection[rules.Choice],
        default: rules.Choice | None = None,
    ) -> rules.Choice:  # fmt: skip
        question = f"{question} ({', '.join(choices)})"
        return self._answer(name, question, lambda text: rules.one_of(text, choices), default)

    def _address(self, name: str, default: str) -> str:
        """An address, which nobody is asked for: it is often not known yet."""
        given = self._given.get(name)
        return self._checked(name, default if given is None else given, "", rules.valid_address)

    def _answer(
        self, name: str, question: str, valid: Callable[[str], Value], default: str | None = None
    ) -> Value:
        given = self._given.get(name)
        if given is None and not self.are_possible:
            if default is None:
                raise click.UsageError(f"{question} is missing: write it after {_option(name)}")
            given = default
        return self._checked(name, given, question, valid, default)

    def _checked(
        self, name: str, given: str | None, question: str, valid: Callable[[str], Value],
        default: str | None = None,
    ) -> Value:  # fmt: skip
        """A valid answer: the one given, or else the first valid one that a person writes."""
        while given is None:
            try:
                return valid(answer_to(question, default))
            except (AnswerError, SourceError) as error:
                write_error(str(error))
        try:
            return valid(given)
        except (AnswerError, SourceError) as error:
            raise click.UsageError(f"{_option(name)}: {error}") from error


def _option(name: str) -> str:
    return f"--{name.replace('_', '-')}"
