"""The search index for readers of one language, in the format that the browser reads."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import Any

from ..model.entry import Entry
from ..pages.addresses import relative
from ..pages.handbook import Handbook
from ..pages.page_formatter import PageFormatter
from . import concepts, language_index, postings
from .coding import encode, front_coded
from .entries import phrases, readiness, texts
from .language_index import LanguageIndex
from .sections import SECTION_READINESS, Section, section_phrases, section_texts
from .spellings import Spellings
from .vocabulary import vocabulary

FORMAT = 4


def index(
    handbook: Handbook, reader_language: str, sections: Sequence[Section] = (),
    check: Callable[[], None] = lambda: None,
) -> Mapping[str, Any]:  # fmt: skip
    """The index for readers of one language: phrases in every language, texts in the reader's.

    The reader's language is the first of the ``languages``. ``sections`` are those of hand-written
    pages in it; they follow the entries. ``check`` is called before each entry is read.
    """
    entries = searchable_entries(handbook)
    others = (code for code in handbook.playbook.languages if code != reader_language)
    spellings = Spellings()
    languages = [
        _language(
            handbook, _checked(entries, check), code, sections,
            spellings if code == reader_language else None,
        )
        for code in (reader_language, *others)
    ]  # fmt: skip
    in_reader_language = languages[0]
    weights_by_entry = [
        postings.weights(
            in_reader_language,
            spellings.recorded_texts(number, texts(handbook, entry, reader_language)),
        )
        for number, entry in enumerate(_checked(entries, check))
    ]
    weights_by_entry += [
        postings.weights(in_reader_language, section_texts(section)) for section in sections
    ]
    named_concepts = [concepts.concept_of(languages, entry) for entry in entries]
    named_concepts += concepts.everyday_synonyms(languages)
    broader = list(concepts.broader_words(languages))
    numbers = [indexed.numbers() for indexed in languages]
    return {
        "format": FORMAT,
        "language": reader_language,
        **_result_columns(handbook, entries, reader_language, sections),
        "languages": [
            {
                **language_index.serialized(
                    indexed, term_numbers, is_reader_language=indexed is in_reader_language
                ),
                "favours": _kind_hints(handbook, indexed),
            }
            for indexed, term_numbers in zip(languages, numbers, strict=True)
        ],
        "concepts": " ".join(concepts.serialized(named_concepts, numbers)),
        "wider": " ".join(concepts.serialized(broader, numbers)),
        "body": " ".join(postings.serialized(weights_by_entry, numbers[0])),
        "spellings": spellings.serialized(in_reader_language.vocabulary),
    }


def _checked(entries: Iterable[Entry], check: Callable[[], None]) -> Iterator[Entry]:
    """The entries, with a call of ``check`` before each."""
    for entry in entries:
        check()
        yield entry


def searchable_entries(handbook: Handbook) -> list[Entry]:
    """The entries that the search can find, in the order of the files."""
    entries = handbook.playbook.entries.values()
    return [entry for entry in entries if entry.id in handbook.shown]


def _language(
    handbook: Handbook,
    entries: Iterable[Entry],
    code: str,
    sections: Sequence[Section],
    spellings: Spellings | None,
) -> LanguageIndex:
    """The index of a language; ``spellings`` is given for the reader's language."""
    index = LanguageIndex(vocabulary(handbook.playbook.language_data[code]))
    for number, entry in enumerate(entries):
        found = phrases(handbook, entry, code, is_reader_language=spellings is not None)
        index.add_entry(spellings.recorded_phrases(number, found) if spellings else found)
    for section in sections:
        index.add_entry(section_phrases(section) if spellings else ())
    return index


def _kind_hints(handbook: Handbook, index: LanguageIndex) -> dict[int, list[str]]:
    """The phrases in a question that hint at a kind of entry, by the kind's number."""
    hints = index.vocabulary.kind_hints
    kinds = enumerate(handbook.by_kind)
    return {number: [*hints[kind]] for number, kind in kinds if kind in hints}


def _result_columns(
    handbook: Handbook, entries: list[Entry], reader_language: str, sections: Sequence[Section]
) -> dict[str, Any]:
    """What results show before answers are fetched, in columns with one item per entry."""
    formatter = PageFormatter(handbook, reader_language, page="")
    addresses = [handbook.addresses[entry.id] for entry in entries]
    urls = [*(address.page for address in addresses), *(section.url for section in sections)]
    pages = {page: number for number, page in enumerate(dict.fromkeys(urls))}
    kinds = {kind: number for number, kind in enumerate(handbook.by_kind)}
    numbered = list(enumerate(entries))
    ids = [*(entry.id for entry in entries), *(section.anchor for section in sections)]
    titles = [formatter.plain(entry.title) for entry in entries]
    section_kind = [[formatter.words("search.page"), SECTION_READINESS]] if sections else []
    return {
        "ids": front_coded(ids),
        "sections": len(sections),
        "previous_ids": {old: number for number, entry in numbered for old in entry.previous_ids},
        "pages": [relative(page, base="") for page in pages],
        "page": encode(pages[url] for url in urls),
        "kinds": [
            [formatter.words(f"kinds.{kind}.title"), readiness(handbook.playbook.kinds[kind])]
            for kind in kinds
        ]
        + section_kind,
        "kind": encode([*(kinds[entry.kind] for entry in entries), *[len(kinds)] * len(sections)]),
        "title": [*titles, *(section.heading for section in sections)],
        "retired": [number for number, entry in numbered if entry.status == "retired"],
        "scopes": {number: scope for number, entry in numbered if (scope := _scope(entry))},
    }


def _scope(entry: Entry) -> dict[str, list[str]]:
    """Whom an entry applies to; empty if it applies to everyone."""
    scope = entry.applies_to
    by_name: dict[str, list[str]] = {
        "account": list[str](scope.account),
        "countries": scope.countries,
        "roles": scope.roles,
    }
    return {name: values for name, values in by_name.items() if values}
