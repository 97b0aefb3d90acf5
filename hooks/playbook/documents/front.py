"""The facts on the first pages of a document: title, version, digest, decision and changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from ..changes.record import Record, RecordedChange
from ..model.entry import Entry
from ..words.catalogue import Words
from .parts import Part
from .source import Source

_GROUP_SIZE = 16
"""A digest is printed in groups of so many digits, so that a person can compare it."""


@dataclass(frozen=True)
class Front:
    """The texts of the first pages in one language; ``proofs`` are labels and values."""

    organisation: str
    title: str
    subtitle: str
    version: str
    edition: str
    date: str
    proofs: tuple[tuple[str, str], ...]
    short_digest: str
    decision: str
    note: str
    is_released: bool
    is_starter: bool
    has_logo: bool
    has_data: bool

    @property
    def full_title(self) -> str:
        """The title of the document in the metadata."""
        return " – ".join(filter(None, (f"{self.organisation}: {self.title}", self.subtitle)))

    @property
    def running(self) -> str:
        """The version and the date, at the top of every page."""
        return f"{self.edition} · {self.date}"


@dataclass(frozen=True)
class ChangeLine:
    """A change in the record: its type, what has changed, and whom it concerns."""

    id: str
    label: str
    title: str
    whom: str


def front_of(source: Source, part: Part, words: Words) -> Front:
    """The texts of the first pages of a document."""
    settings = source.handbook.playbook.settings
    release = source.handbook.release_info
    title = _text_in(settings.title, words.language) or source.site_name
    decided = settings.decided
    return Front(
        organisation=settings.organisation.name,
        title=title or words("page.main"),
        subtitle=_subtitle(source, part, words),
        version=source.version,
        edition=_edition(source, words),
        date=words.date(source.day),
        proofs=tuple(_proofs(source, words)),
        short_digest=source.digest[:_GROUP_SIZE],
        decision=words(
            "pdf.decided", by=_text_in(decided.by, words.language), on=decided.on,
            reference=decided.reference,
        ) if decided else "",
        note=_text_in(release.record.note, words.language) if release and release.record else "",
        is_released=source.is_released,
        is_starter=settings.starter,
        has_logo=source.logo is not None,
        has_data=part.scope == "whole",
    )  # fmt: skip


def _edition(source: Source, words: Words) -> str:
    if source.is_released:
        return words("page.version", version=source.version)
    return words("pdf.draft", version=source.version)


def _subtitle(source: Source, part: Part, words: Words) -> str:
    if part.scope == "whole":
        return ""
    playbook = source.handbook.playbook
    if part.scope == "role":
        return words("pdf.of_role", role=_title(playbook.entries[part.id], words))
    chapters = (each for chapters in playbook.chapters.values() for each in chapters)
    chapter = next(chapter for chapter in chapters if chapter.id == part.id)
    return words("pdf.of_chapter", chapter=_text_in(chapter.title, words.language))


def _proofs(source: Source, words: Words) -> Iterator[tuple[str, str]]:
    yield words("pdf.digest"), _in_groups(source.digest)
    if source.release_manifest:
        yield words("pdf.release_manifest"), _in_groups(source.release_manifest)
    if source.commit:
        yield words("pdf.commit"), source.commit


def _in_groups(digest: str) -> str:
    starts = range(0, len(digest), _GROUP_SIZE)
    return " ".join(digest[start : start + _GROUP_SIZE] for start in starts)


def change_lines(record: Record | None, source: Source, words: Words) -> list[ChangeLine]:
    """The changes of a release, and then the files outside the data that changed."""
    if record is None:
        return []
    files = [
        ChangeLine("", words(f"diff.sort.{each.change_type}"), each.path, words("everyone"))
        for each in record.files
    ]
    return [*(_line(change, source, words) for change in record.changes), *files]


def _line(change: RecordedChange, source: Source, words: Words) -> ChangeLine:
    entries = source.handbook.playbook.entries
    roles = [_title(entries[role], words) for role in change.roles if role in entries]
    return ChangeLine(
        change.id,
        words(f"diff.sort.{change.change_type}"),
        _text_in(change.title, words.language),
        words.list(roles) if roles else words("everyone"),
    )


def _title(entry: Entry, words: Words) -> str:
    return _text_in(entry.title, words.language)


def _text_in(text: Mapping[str, str] | None, language: str) -> str:
    """A text in a language, or in the first one that it has; empty for None."""
    return (text.get(language) or next(iter(text.values()), "")) if text else ""
