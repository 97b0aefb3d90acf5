"""The index of one language's handbook, as the browser reads it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from ..model.entry import Entry
from ..pages.addresses import relative
from ..pages.handbook import Handbook
from ..pages.show import Show
from . import concepts, language_index, postings
from .coding import encode, front_coded
from .entries import phrases, rank, texts
from .language_index import LanguageIndex
from .vocabulary import vocabulary

FORMAT = 3


def index(handbook: Handbook, own: str) -> Mapping[str, Any]:
    """The index of one language: what its entries are asked with in every language, and their text.

    The reader's own language comes first among the ``languages``.
    """
    entries = searched(handbook)
    names = [own, *(name for name in handbook.playbook.languages if name != own)]
    languages = [_language(handbook, entries, name, own=name == own) for name in names]
    bodies = [postings.weights(languages[0], texts(handbook, entry, own)) for entry in entries]
    called = [concepts.concept(languages, entry) for entry in entries]
    called += concepts.everyday(languages)
    kinds_of = list(concepts.wider(languages))
    numbers = [indexed.numbers() for indexed in languages]
    return {
        "format": FORMAT,
        "language": own,
        **_about(handbook, entries, own),
        "languages": [
            {
                **language_index.serialized(indexed, ids, own=indexed.language.language == own),
                "favours": _favours(handbook, indexed),
            }
            for indexed, ids in zip(languages, numbers, strict=True)
        ],
        "concepts": " ".join(concepts.serialized(called, numbers)),
        "wider": " ".join(concepts.serialized(kinds_of, numbers)),
        "body": " ".join(postings.serialized(bodies, numbers[0])),
    }


def searched(handbook: Handbook) -> list[Entry]:
    """The entries that can be found, in the order of the files."""
    return [e for e in handbook.playbook.entries.values() if e.id in handbook.shown]


def _language(handbook: Handbook, entries: list[Entry], name: str, *, own: bool) -> LanguageIndex:
    index = LanguageIndex(vocabulary(handbook.playbook.language_data[name]))
    for entry in entries:
        index.add_entry(phrases(handbook, entry, name, own=own))
    return index


def _favours(handbook: Handbook, index: LanguageIndex) -> dict[int, list[str]]:
    """The forms of a question that ask for a kind, by the kind's number."""
    favours = index.language.favours
    return {n: [*favours[kind]] for n, kind in enumerate(handbook.by_kind) if kind in favours}


def _about(handbook: Handbook, entries: list[Entry], own: str) -> dict[str, Any]:
    """What the results show at once, in columns: one item for each entry."""
    show = Show(handbook, own, "")
    addresses = [handbook.addresses[entry.id] for entry in entries]
    pages = {page: n for n, page in enumerate(dict.fromkeys(a.page for a in addresses))}
    kinds = {kind: n for n, kind in enumerate(handbook.by_kind)}
    return {
        "ids": front_coded(entry.id for entry in entries),
        "previous_ids": {old: n for n, entry in enumerate(entries) for old in entry.previous_ids},
        "pages": [relative(page, "") for page in pages],
        "page": encode(pages[address.page] for address in addresses),
        "kinds": [
            [show.words(f"kinds.{kind}.title"), rank(handbook.playbook.kinds[kind])]
            for kind in kinds
        ],
        "kind": encode(kinds[entry.kind] for entry in entries),
        "title": [show.plain(entry.title) for entry in entries],
        "retired": [n for n, entry in enumerate(entries) if entry.status == "retired"],
        "scopes": {n: found for n, entry in enumerate(entries) if (found := _scope(entry))},
    }


def _scope(entry: Entry) -> dict[str, list[str]]:
    """Whom an entry concerns, where it is not everyone."""
    scope = entry.applies_to
    found: dict[str, list[str]] = {
        "account": list[str](scope.account),
        "countries": scope.countries,
        "roles": scope.roles,
    }
    return {name: values for name, values in found.items() if values}
