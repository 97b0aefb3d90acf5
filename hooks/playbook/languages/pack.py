"""A language: the data of the package, with the changes and additions of an organisation."""

from __future__ import annotations

import functools
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import Any

from babel import Locale, UnknownLocaleError

from .endings import EndingRule, ending_rules
from .files import OwnLanguages, Trees, shipped_languages, shipped_tree
from .shapes import INFLECTIONS, SEARCH, UI, WRITING, key_problems

REFERENCE = "en"
"""The language whose strings are used if another language does not have them."""
NO_BREAK = "\N{NO-BREAK SPACE}"
OTHER = "other"
"""The plural form that every language has."""


@dataclass(frozen=True)
class Inflections:
    """How a tone rule's words are inflected: the ``endings`` of stems, and rules for stems."""

    endings: tuple[str, ...] = ()
    stems: tuple[EndingRule, ...] = ()


@dataclass(frozen=True, eq=False)
class Language:
    """One language. ``own`` are the files of the organisation."""

    code: str
    own: Trees = field(default_factory=dict, repr=False)

    @property
    def is_known(self) -> bool:
        """Whether there are UI strings in the language."""
        return UI in self.own or self.code in shipped_languages()

    def data(self, name: str) -> Mapping[str, Any]:
        """The content of a file; an organisation's keys replace those of the package."""
        shipped, own = shipped_tree(self.code, name), self.own.get(name)
        changes = _valid(name, own.data) if own else {}
        return {**(shipped.data if shipped else {}), **changes}

    @cached_property
    def inflections(self) -> Inflections:
        """The inflections of the language, for the tone rules."""
        data = self.data(INFLECTIONS)
        if not data:
            return Inflections()
        endings = ("", *data.get("endings", "").split())
        return Inflections(endings, ending_rules(data.get("stems", ()), data.get("vowels", "")))

    @cached_property
    def search(self) -> Mapping[str, Any]:
        """The content of ``search.yml``."""
        return self.data(SEARCH)

    def listed(self, key: str) -> tuple[str, ...]:
        """A list of words in ``writing.yml``, given by its key, such as ``abbreviations``."""
        return tuple(self._writing.get(key, "").split())

    @property
    def name(self) -> str:
        """The language's own name for itself; its code if ``writing.yml`` does not state one."""
        return str(self._writing.get("name") or self.code)

    @property
    def direction(self) -> str:
        """The writing direction: ``ltr`` or ``rtl``."""
        known = self.known_locale
        direction = self._writing.get("direction") or (known.text_direction if known else "ltr")
        return "rtl" if direction == "rtl" else "ltr"

    @property
    def locale_name(self) -> str:
        """The name of the CLDR locale for numbers, plurals and dates."""
        return str(self._writing.get("locale") or self.code)

    @cached_property
    def known_locale(self) -> Locale | None:
        """The CLDR locale, or None if CLDR does not have the language."""
        try:
            return Locale.parse(self.locale_name, sep="-")
        except (UnknownLocaleError, ValueError):
            return None

    @property
    def js_locale(self) -> str | None:
        """The name of the locale for browsers, or None if it is the code of the language."""
        name = str(self.locale).replace("_", "-")
        return None if name == self.code else name

    @cached_property
    def locale(self) -> Locale:
        """The CLDR locale of the language, or else that of the reference language."""
        return self.known_locale or shipped_language(REFERENCE).locale

    @cached_property
    def _writing(self) -> Mapping[str, Any]:
        return self.data(WRITING)


@dataclass(frozen=True, eq=False)
class Languages:
    """All languages: those of the package and those that an organisation adds."""

    own: OwnLanguages = field(default_factory=lambda: OwnLanguages({}))

    def __getitem__(self, code: str) -> Language:
        """A language by its code; a language without data if there are no files for it."""
        if code not in self._created:
            own = self.own.trees.get(code)
            self._created[code] = Language(code, own) if own else shipped_language(code)
        return self._created[code]

    @cached_property
    def _created(self) -> dict[str, Language]:
        return {}

    def known(self) -> list[str]:
        """The codes of the languages that have UI strings."""
        codes = {*shipped_languages(), *self.own.trees}
        return sorted(code for code in codes if self[code].is_known)


@functools.cache
def shipped_language(code: str) -> Language:
    """A language of the package, without an organisation's files; created once."""
    return Language(code)


def flattened(data: Mapping[str, Any], prefix: str = "") -> Iterator[tuple[str, str]]:
    """The strings of nested keys by dotted key; ``~`` stands for a no-break space."""
    for key, value in data.items():
        if isinstance(value, Mapping):
            yield from flattened(value, f"{prefix}{key}.")
        elif isinstance(value, str):
            yield f"{prefix}{key}", value.replace("~", NO_BREAK)


def _valid(name: str, data: Mapping[str, Any]) -> Mapping[str, Any]:
    """The valid keys of a file, with their values; invalid keys are reported elsewhere."""
    wrong = {problem.path[0] for problem in key_problems(name, data)}
    return {key: value for key, value in data.items() if key not in wrong}
