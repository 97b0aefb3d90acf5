"""Translates one pydantic error into a problem with location, cause and cure."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from pydantic import BaseModel
from pydantic_core import ErrorDetails

from ..problems import Location, Phrase, Problem
from ..source.fixes import key_rename_fix
from ..source.tree import DataPath, Tree
from . import codes
from .fields import keys_of, model_at
from .hints import expected_value_hint, language_key_hint, misplaced_key_hint
from .types import SLUG
from .value_descriptions import (
    DATE_ERRORS,
    EXPECTED_BY_ERROR,
    EXPECTED_BY_PATTERN,
    TYPE_NAMES,
    closest_match,
    did_you_mean,
    suggested_slug,
)


class ErrorTranslator:
    """Translates one error. Each ``on_…`` method handles the pydantic error type of that name.

    ``loc`` is the path of the error within ``model``, and ``path`` that within ``tree``.
    """

    def __init__(
        self,
        detail: ErrorDetails,
        loc: DataPath,
        model: type[BaseModel],
        tree: Tree,
        path: DataPath,
        where: str | Phrase,
        languages: Sequence[str],
    ) -> None:
        self.detail, self.loc, self.model, self.tree = detail, loc, model, tree
        self.path, self.where, self.languages = path, where, languages
        names = [part for part in loc if isinstance(part, str)]
        self.name = names[-1] if names else ""
        self.key = Phrase("key", key=self.name) if names else where
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
    def expected(self) -> Phrase | None:
        """What to write if the value has the wrong type."""
        if self.type == "string_type" and self.value is None:
            return Phrase("expected.text-after-hash")
        if self.type in EXPECTED_BY_ERROR or isinstance(self.value, str):
            return EXPECTED_BY_ERROR.get(self.type)
        if self.type in DATE_ERRORS:
            return Phrase("expected.date")
        is_choice = self.type == "literal_error"
        return Phrase("expected.one-of", choices=self.choices) if is_choice else None

    def wrong_type(self, expected: Phrase) -> Problem:
        hint = expected_value_hint(expected, self.value, model_at(self.model, self.loc))
        return codes.WRONG_TYPE.at(self.location, key=self.key, found=self.found, expected=hint)

    @property
    def choices(self) -> list[str]:
        choices = str(self.context["expected"]).replace("'", "").replace(" or ", ", ")
        return choices.split(", ")

    @property
    def found(self) -> Phrase:
        if isinstance(self.value, str):
            return Phrase("value", value=self.value)
        return TYPE_NAMES.get(type(self.value), Phrase("type.other"))

    @property
    def inner(self) -> tuple[type[BaseModel], str | Phrase]:
        """The innermost model that contains the error, and its name in messages."""
        model = model_at(self.model, self.loc[:-1])
        outer = [part for part in self.loc[:-1] if isinstance(part, str)]
        return model, Phrase("key", key=outer[-1]) if outer else self.where

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
        fix = key_rename_fix(self.tree, self.path, closest_match(key, known)) if not cure else None
        cure = cure or did_you_mean(key, known) or Phrase("cure.remove-or-use", choices=known)
        return codes.UNKNOWN_KEY.at(location, key=key, where=where, cure=cure, fix=fix)

    def on_literal_error(self) -> Problem:
        match = closest_match(str(self.value), self.choices)
        cure = match and Phrase("cure.did-you-mean-one-of", suggestion=match, choices=self.choices)
        return codes.NOT_A_CHOICE.at(
            self.location, value=self.value, key=self.key, choices=self.choices, cure=cure or None
        )

    def on_string_pattern_mismatch(self) -> Problem:
        what, expected = EXPECTED_BY_PATTERN[self.context["pattern"]]
        if self.context["pattern"] == SLUG and (slug := suggested_slug(str(self.value))):
            expected = Phrase("write.slug", slug=slug, expected=expected)
        return codes.NOT_A_NAME.at(self.location, value=self.value, what=what, expected=expected)

    def on_no_language(self) -> Problem:
        return codes.NO_LANGUAGE.at(
            self.location, key=self.key, languages=self.context["missing"].split(", ")
        )

    def on_unknown_language(self) -> Problem:
        language = self.context["language"]
        location = self.tree.location((*self.path, language), of_key=True)
        return codes.UNKNOWN_LANGUAGE.at(
            location,
            key=self.key,
            language=language,
            languages=self.languages,
            cure=language_key_hint(language, self.value, self.languages),
        )

    def on_empty_text(self) -> Problem:
        location = self.tree.location((*self.path, *self.context["path"]))
        language = self.context["path"][0]
        return codes.EMPTY.at(location, key=Phrase("key", key=f"{self.name}.{language}"))

    def on_wrong_words(self) -> Problem:
        """One language's value is not a text, or not a list of texts."""
        self.path = (*self.path, self.context["language"])
        self.key = Phrase("key", key=f"{self.name}.{self.context['language']}")
        self.value = self.context["words"]
        return self.wrong_type(self.context["expected"])

    def on_not_text(self) -> Problem:
        example = ", ".join(f"{language}: …" for language in self.languages)
        parent: Any = self.tree.data
        for part in self.path[:-1]:
            parent = parent[part]
        cure = None
        if self.value is None and set(self.languages).intersection(parent):
            cure = Phrase("cure.indent-texts")
        return codes.NOT_TEXT.at(
            self.location, key=self.key, found=self.found, languages=example, cure=cure
        )

    def on_web_address(self) -> Problem:
        return codes.NOT_AN_ADDRESS.at(self.location, value=self.value)

    def _range(self, limit: Phrase) -> Problem:
        return codes.OUT_OF_RANGE.at(self.location, key=self.key, value=self.value, limit=limit)

    def on_greater_than_equal(self) -> Problem:
        return self._range(Phrase("limit.at-least", bound=self.context["ge"]))

    def on_less_than_equal(self) -> Problem:
        return self._range(Phrase("limit.at-most", bound=self.context["le"]))

    def on_too_short(self) -> Problem:
        limit = Phrase("limit.at-least", bound=self.context["min_length"])
        return self._length(Phrase("length.items", count=self.length), limit)

    def on_string_too_long(self) -> Problem:
        limit = Phrase("limit.at-most", bound=self.context["max_length"])
        return self._length(Phrase("length.characters", count=self.length), limit)

    def on_string_too_short(self) -> Problem:
        return codes.EMPTY.at(self.location, key=self.key)

    @property
    def length(self) -> int:
        return len(self.value) if isinstance(self.value, (str, list, dict)) else 0

    def _length(self, found: Phrase, limit: Phrase) -> Problem:
        return codes.WRONG_LENGTH.at(self.location, key=self.key, found=found, limit=limit)
