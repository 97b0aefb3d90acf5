"""Turns pydantic errors into problems with location, cause and fix."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any

from pydantic import BaseModel, ValidationError
from pydantic_core import ErrorDetails

from ..problems import Location, Problem
from ..source.tree import Path, Tree
from . import codes
from .fields import keys_of, model_at
from .hints import expected_value_hint, language_key_hint, misplaced_key_hint
from .types import SLUG
from .value_descriptions import (
    DATE_ERRORS,
    EXPECTED_BY_ERROR,
    EXPECTED_BY_PATTERN,
    TYPE_NAMES,
    did_you_mean,
    suggested_slug,
)


def validation_problems(
    error: ValidationError,
    model: type[BaseModel],
    tree: Tree,
    at: Path,
    where: str,
    languages: Sequence[str],
) -> Iterator[Problem]:
    """The problems for an invalid value at the path ``at``; ``where`` names it in messages."""
    for detail in error.errors(include_url=False):
        loc = tuple(part for part in detail["loc"] if part != "[key]")
        translator = _ErrorTranslator(detail, loc, model, tree, (*at, *loc), where, languages)
        yield translator.problem()


class _ErrorTranslator:
    """Translates one pydantic error."""

    def __init__(
        self,
        detail: ErrorDetails,
        loc: Path,
        model: type[BaseModel],
        tree: Tree,
        path: Path,
        where: str,
        languages: Sequence[str],
    ) -> None:
        self.detail, self.loc, self.model, self.tree = detail, loc, model, tree
        self.path, self.where, self.languages = path, where, languages
        names = [part for part in loc if isinstance(part, str)]
        self.key = f"'{names[-1]}'" if names else where
        self.type = detail["type"]
        self.value = detail.get("input")
        self.context: dict[str, Any] = detail.get("ctx", {})

    @property
    def location(self) -> Location:
        return self.tree.location(self.path)

    def problem(self) -> Problem:
        if expected := self.expected:
            return self.wrong_type(expected)
        if self.type in DATE_ERRORS:
            return codes.NOT_A_DATE.at(self.location, value=self.value)
        handler: Callable[[], Problem] | None = getattr(self, f"on_{self.type}", None)
        if handler:
            return handler()
        return codes.INVALID.at(self.location, key=self.key, reason=self.detail["msg"])

    @property
    def expected(self) -> str | None:
        """What to write if the value has the wrong type."""
        if self.type == "string_type" and self.value is None:
            return "a text; a text that begins with # needs quotes"
        if self.type in EXPECTED_BY_ERROR or isinstance(self.value, str):
            return EXPECTED_BY_ERROR.get(self.type)
        if self.type in DATE_ERRORS:
            return "a date, for example 2026-03-31"
        return f"one of: {self.choices}" if self.type == "literal_error" else None

    def wrong_type(self, expected: str) -> Problem:
        hint = expected_value_hint(expected, self.value, model_at(self.model, self.loc))
        return codes.WRONG_TYPE.at(self.location, key=self.key, found=self.found, expected=hint)

    @property
    def choices(self) -> str:
        return str(self.context["expected"]).replace("'", "").replace(" or ", ", ")

    @property
    def found(self) -> str:
        if isinstance(self.value, str):
            return f"'{self.value}'"
        return TYPE_NAMES.get(type(self.value), "something else")

    @property
    def inner(self) -> tuple[type[BaseModel], str]:
        """The innermost model that contains the error, and its name in messages."""
        model = model_at(self.model, self.loc[:-1])
        outer = [part for part in self.loc[:-1] if isinstance(part, str)]
        return model, f"'{outer[-1]}'" if outer else self.where

    def on_missing(self) -> Problem:
        _, where = self.inner
        location = self.tree.location(self.path[:-1])
        return codes.MISSING_KEY.at(location, where=where, key=self.loc[-1])

    def on_extra_forbidden(self) -> Problem:
        model, where = self.inner
        location = self.tree.location(self.path, of_key=True)
        key = str(self.loc[-1])
        known = sorted(keys_of(model))
        cure = misplaced_key_hint(key, self.loc, self.model, self.languages)
        cure = cure or did_you_mean(key, known) or f"remove it, or use one of: {', '.join(known)}"
        return codes.UNKNOWN_KEY.at(location, key=key, where=where, cure=cure)

    def on_literal_error(self) -> Problem:
        hint = did_you_mean(self.value, self.choices.split(", "))
        cure = hint and f"{hint} (choose one of: {self.choices})"
        return codes.NOT_A_CHOICE.at(
            self.location, value=self.value, key=self.key, choices=self.choices, cure=cure
        )

    def on_string_pattern_mismatch(self) -> Problem:
        what, expected = EXPECTED_BY_PATTERN[self.context["pattern"]]
        if self.context["pattern"] == SLUG and (slug := suggested_slug(str(self.value))):
            expected = f"'{slug}': {expected}"
        return codes.NOT_A_NAME.at(self.location, value=self.value, what=what, expected=expected)

    def on_no_language(self) -> Problem:
        return codes.NO_LANGUAGE.at(self.location, key=self.key, languages=self.context["missing"])

    def on_unknown_language(self) -> Problem:
        language = self.context["language"]
        location = self.tree.location((*self.path, language), of_key=True)
        return codes.UNKNOWN_LANGUAGE.at(
            location,
            key=self.key,
            language=language,
            languages=", ".join(self.languages),
            cure=language_key_hint(language, self.value, self.languages),
        )

    def on_empty_text(self) -> Problem:
        location = self.tree.location((*self.path, *self.context["path"]))
        language = self.context["path"][0]
        return codes.EMPTY.at(location, key=f"{self.key[:-1]}.{language}'")

    def on_wrong_words(self) -> Problem:
        """One language's value is not a text, or not a list of texts."""
        self.path = (*self.path, self.context["language"])
        self.key = f"{self.key[:-1]}.{self.context['language']}'"
        self.value = self.context["words"]
        return self.wrong_type(self.context["expected"])

    def on_not_text(self) -> Problem:
        example = ", ".join(f"{language}: …" for language in self.languages)
        parent: Any = self.tree.data
        for part in self.path[:-1]:
            parent = parent[part]
        cure = None
        if self.value is None and set(self.languages).intersection(parent):
            cure = "indent the lines of its texts two more spaces, so that they belong to it"
        facts = {"key": self.key, "found": self.found, "languages": example}
        return codes.NOT_TEXT.at(self.location, cure=cure, **facts)

    def on_web_address(self) -> Problem:
        return codes.NOT_AN_ADDRESS.at(self.location, value=self.value)

    def _range(self, relation: str, bound: str) -> Problem:
        return codes.OUT_OF_RANGE.at(
            self.location, key=self.key, value=self.value, limit=f"{relation} {self.context[bound]}"
        )

    def on_greater_than_equal(self) -> Problem:
        return self._range("at least", "ge")

    def on_less_than_equal(self) -> Problem:
        return self._range("at most", "le")

    def on_too_short(self) -> Problem:
        return self._length("items", f"at least {self.context['min_length']}")

    def on_string_too_long(self) -> Problem:
        return self._length("characters", f"at most {self.context['max_length']}")

    def on_string_too_short(self) -> Problem:
        return codes.EMPTY.at(self.location, key=self.key)

    def _length(self, unit: str, limit: str) -> Problem:
        count = len(self.value) if isinstance(self.value, (str, list, dict)) else 0
        found = f"{count} {unit}" if count != 1 else f"1 {unit.removesuffix('s')}"
        return codes.WRONG_LENGTH.at(self.location, key=self.key, found=found, limit=limit)
