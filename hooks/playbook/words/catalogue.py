"""UI strings and formatted values in one language."""

from __future__ import annotations

import datetime as dt
import functools
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from decimal import Decimal

from babel import Locale
from babel.dates import format_date, format_skeleton, format_time
from babel.numbers import format_decimal, format_percent
from markupsafe import Markup

from ..kinds import KINDS
from ..languages.pack import OTHER, Language, Languages
from ..messages import Messages, messages
from ..model.playbook import Playbook
from ..model.settings import Settings
from ..model.values import Value, ValueDuration
from .lists import joined
from .problem_texts import messages_of
from .strings import Kinds, strings


@dataclass(frozen=True)
class Words:
    """The UI strings of one language by dotted key, for example ``verdict.yes``.

    Plurals, numbers and dates follow CLDR for ``locale``. ``js_locale`` is the name of the locale
    for browsers that do not know the language.
    """

    language: str
    words: Mapping[str, str]
    locale: Locale
    direction: str = "ltr"
    js_locale: str | None = None
    sentences: Messages = field(default_factory=messages, repr=False)
    """The sentences of problems in the language."""

    @property
    def html_attributes(self) -> Markup:
        """The attributes of an element with text in the language."""
        attributes = {
            "lang": self.language,
            "dir": "rtl" if self.direction == "rtl" else None,
            "data-locale": self.js_locale,
        }
        parts = (Markup('{}="{}"').format(*item) for item in attributes.items() if item[1])
        return Markup(" ").join(parts)

    def __call__(self, key: str, **facts: object) -> str:
        """The string of a key with placeholders filled in: dates and numbers in the language.

        Raises KeyError for an unknown key.
        """
        text = self.words[key]
        return text.format(**self._formatted(facts)) if facts else text

    def kind(self, kind: str) -> str:
        """The title of a kind; its name if this handbook does not know it."""
        return self.words.get(f"kinds.{kind}.title", kind)

    def language_name(self, code: str) -> str:
        """The name of a language in this language, for example ``Swedish``; its code if unknown."""
        return str(self.locale.languages.get(code.replace("-", "_"), code))

    def field(self, kind: str, key: str) -> str:
        """The label of a field of a kind, or of the header; its key if it has none."""
        own = self.words.get(f"kinds.{kind}.fields.{key}")
        return own or self.words.get(f"field.{key}", key)

    def count(self, key: str, number: int, **facts: object) -> str:
        """The string for a count in the plural form of the language, with the count in ``{n}``."""
        form = self.locale.plural_form(number)
        text = self.words.get(f"{key}.{form}") or self.words[f"{key}.{OTHER}"]
        return text.format(n=self.number(number), **self._formatted(facts))

    def forms(self, key: str) -> dict[str, str]:
        """The strings of a count by plural form, for JavaScript."""
        tags = (*sorted(self.locale.plural_form.tags), OTHER)
        found = {tag: self.words.get(f"{key}.{tag}") for tag in tags}
        return {tag: text for tag, text in found.items() if text is not None}

    def inserts(self, settings: Settings) -> dict[str, str]:
        """The texts that replace names in braces, by name: the organisation's, and its values."""
        values = {name: self.value(value) for name, value in settings.values.items()}
        return {"organisation": settings.organisation.name, **values}

    def number(self, value: Decimal | int | float) -> str:
        """A number with the separators of the language."""
        return format_decimal(value, locale=self.locale, decimal_quantization=False)

    def percent(self, value: Decimal | int) -> str:
        """A percentage in the format of the language, for example ``12.5%``."""
        share = Decimal(value) / 100
        return format_percent(share, locale=self.locale, decimal_quantization=False)

    def date(self, day: dt.date | str) -> str:
        """A date, which may be a text in ISO format, for example as ``2 March 2026``."""
        return format_date(_as_date(day), "long", locale=self.locale)

    def time_tag(self, day: dt.date | str) -> Markup:
        """A date as a ``time`` element."""
        return Markup('<time datetime="{}">{}</time>').format(_as_date(day), self.date(day))

    def month(self, month: str) -> str:
        """A month in ISO format, ``2026-03``, for example as ``March 2026``."""
        first = dt.date.fromisoformat(f"{month}-01")
        return format_skeleton("yMMMM", first, locale=self.locale)

    def clock(self, time: str) -> str:
        """A time of day in ISO format, ``17:30``, for example as ``5:30 pm``."""
        return format_time(dt.time.fromisoformat(time), "short", locale=self.locale)

    def list(self, items: Iterable[str]) -> str:
        """A list in a sentence, for example ``a, b and c``; markup if an item is markup."""
        return joined(items, self.locale)

    def enumeration(self, items: Iterable[str]) -> str:
        """A list without *and*, for the two sides of a comparison: only changed items differ."""
        between: str = self.locale.list_patterns["standard"]["middle"]
        return between.format("", "").join(items)

    def _formatted(self, facts: Mapping[str, object]) -> dict[str, object]:
        return {name: self._fact(value) for name, value in facts.items()}

    def _fact(self, value: object) -> object:
        if isinstance(value, dt.date):
            return self.date(value)
        return self.number(value) if isinstance(value, Decimal | int | float) else value

    def value(self, value: Value) -> str:
        """One of the organisation's values as text, for example ``2 hours``.

        Empty if the value has none of the types; the checks report that.
        """
        if value.duration is not None:
            return self._duration(value.duration)
        if value.rate is not None:
            return self.count(f"rate.{value.rate.per}", value.rate.times)
        if value.percent is not None:
            return self.percent(value.percent)
        if value.count is not None:
            return self.number(value.count)
        texts = value.text or {}
        return texts.get(self.language) or next(iter(texts.values()), "")

    def _duration(self, duration: ValueDuration) -> str:
        time = self.count(f"time.{duration.unit}", duration.amount)
        days_off = duration.on_days_off
        if days_off is None:
            return time
        unit = "next_working_days" if days_off.unit == "working_days" else days_off.unit
        days_off_time = self.count(f"time.{unit}", days_off.amount)
        return self("time.on_days_off", time=time, days_off=days_off_time)


def _as_date(day: dt.date | str) -> dt.date:
    return dt.date.fromisoformat(day) if isinstance(day, str) else day


def words_of(playbook: Playbook, language: str) -> Words:
    """The UI strings of one of a playbook's languages, with the labels of its kinds."""
    return words_in(playbook.language_data[language], tuple(playbook.kinds.values()))


def catalogues_of(playbook: Playbook) -> Iterator[Words]:
    """The UI strings of each language of a playbook, except for languages without any."""
    for language in playbook.languages:
        if playbook.language_data[language].is_known:
            yield words_of(playbook, language)


def catalogue(language: str, languages: Languages | None = None) -> Words:
    """The UI strings of a language, with the labels of the kinds of the package.

    Without ``languages``, it is a language of the package.
    """
    return words_in((languages or Languages())[language], tuple(KINDS.values()))


@functools.lru_cache(maxsize=64)
def words_in(language: Language, kinds: Kinds) -> Words:
    """The UI strings of a language, with the labels of some kinds."""
    own = strings(language, kinds)
    return Words(
        language.code, own, language.locale, language.direction, language.js_locale,
        messages_of(language),
    )  # fmt: skip
