"""An entry as an answer: its verdict, its own words, and its addresses."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from ..changes.reader_text import as_read
from ..changes.value_formatter import ValueFormatter
from ..model.entry import Entry, headline
from ..pages.page_formatter import PageFormatter
from ..search.answers import answer
from ..search.entries import lead
from ..words.catalogue import Words, words_of
from .source import Source

_NOT_SHOWN = frozenset(
    {"id", "title", "status", "owner", "reviewed", "review_by", "audience", "basis", "asked_as",
     "tags", "previous_ids", "replaced_by", "retired_because", "suppress", "see_also"}
)  # fmt: skip
"""Fields of the header that are not part of what an entry says, or that have their own place."""


@dataclass(frozen=True)
class Field:
    """A field of an entry as text: its key in the data, its label, and its content."""

    key: str
    label: str
    text: str


@dataclass(frozen=True)
class Basis:
    """What an entry rests on: the title, the number by which it is cited, and its address."""

    title: str
    number: str
    address: str


@dataclass(frozen=True)
class Rule:
    """An entry in one language. ``quote`` is the text that answers; ``fields`` is all it says.

    ``verdict`` is empty if ``question`` is not a yes-or-no question; ``verdict_text`` is for
    readers. ``conditions`` are the fields on which the verdict depends. ``contact`` is whom to ask.
    """

    id: str
    kind: str
    title: str
    question: str
    verdict: str
    verdict_text: str
    quote: str
    conditions: tuple[Field, ...]
    contact: str
    basis: tuple[Basis, ...]
    fields: tuple[Field, ...]
    note: str
    address: str
    permanent_address: str


def rule(source: Source, id: str, language: str) -> Rule:
    """A shown entry as an answer."""
    entry = source.playbook.entries[id]
    formatter = PageFormatter(source.handbook, language, "")
    shown = answer(formatter, entry)
    verdict, verdict_text = shown.get("verdict", ("", ""))
    fields = tuple(_fields(source, entry, language))
    return Rule(
        id=id,
        kind=source.words(language).kind(entry.kind),
        title=formatter.plain(entry.title),
        question=formatter.plain(headline(entry)),
        verdict=verdict,
        verdict_text=verdict_text,
        quote=_quote(source, entry, fields, language),
        conditions=tuple(each for each in fields if each.key in entry.spec.dependent_fields),
        contact=shown["contact"],
        basis=tuple(_basis(source, entry, formatter)),
        fields=fields,
        note=" ".join(_notes(formatter, entry, shown)),
        address=source.address(id, language),
        permanent_address=source.permanent_address(id, language),
    )


def _quote(source: Source, entry: Entry, fields: Sequence[Field], language: str) -> str:
    """The text that answers a query, in full: the first of the fields that can."""
    texts = {field.key: field.text for field in fields}
    leads = (texts[name] for name in entry.spec.search.leads if name in texts)
    return next(leads, "") or lead(source.handbook, entry, language)


def _notes(formatter: PageFormatter, entry: Entry, shown: dict[str, Any]) -> Iterator[str]:
    """What a reader must know besides the answer: that it is retired, or changes on a day."""
    if "retired" in shown:
        yield shown["retired"]
        if entry.retired_because:
            yield formatter.plain(entry.retired_because)
    if "pending" in shown:
        pending = shown["pending"]
        _, verdict_text = pending.get("verdict", ("", ""))
        parts = (verdict_text, pending.get("text", ""))
        yield f"{pending['label']}: {' – '.join(filter(None, parts))}"


def _basis(source: Source, entry: Entry, formatter: PageFormatter) -> Iterator[Basis]:
    """The shown entries that an entry rests on; which fields they have depends on their kind."""
    for id in entry.basis:
        if id in source.handbook.shown:
            law = source.playbook.entries[id]
            number, url = (str(getattr(law, name, "") or "") for name in ("number", "url"))
            yield Basis(formatter.plain(law.title), number, url)


def _fields(source: Source, entry: Entry, language: str) -> Iterator[Field]:
    """All that an entry says, in the order of its model, as text without markup."""
    spec = entry.spec
    hidden = {*_NOT_SHOWN, spec.headline, spec.post.checks}
    words = source.words(language)
    for name, info in type(entry).model_fields.items():
        value = getattr(entry, name)
        if name in hidden or value in (None, [], {}) or _is_everyone(name, value):
            continue
        if text := _text(source, entry, name, value, words):
            key = info.alias or name
            yield Field(key, words.field(entry.kind, key), text)


def _is_everyone(name: str, value: Any) -> bool:
    """Whether a field is ``applies_to`` and names no limits."""
    return name == "applies_to" and not any(
        getattr(value, field) for field in type(value).model_fields
    )


def _text(source: Source, entry: Entry, name: str, value: Any, words: Words) -> str:
    """The content of a field in a language, or in the first language that it has."""
    others = (words_of(source.playbook, code) for code in source.playbook.languages)
    for each in (words, *others):
        formatted = ValueFormatter(source.playbook, each).format(value, name, entry)
        if formatted:
            return as_read(formatted, source.handbook.inserts[each.language])
    return ""
