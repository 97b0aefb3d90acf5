"""What has changed since a version, and which version applied on a day."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from ..changes.change import Change, Difference
from ..changes.compare import compare
from ..changes.labels import Labels
from ..changes.reader_text import ReaderText, as_read
from ..changes.states import StateError, editorial_reasons, read_state, require_playbook
from ..git import GitError
from ..pages.handbook import Handbook
from ..release.as_of import Period
from ..release.permanent_pages import address_of
from ..release.published_version import Version
from ..release.rollbacks import periods_with_rollbacks
from ..release.version_changes import changes_between
from .source import Source, SourceError, of_version

NEEDS_TREE = "this needs the folder of a published tree, which has all versions"


@dataclass(frozen=True)
class ChangedField:
    """A changed field in its old and its new words; one of them may be empty."""

    label: str
    old: str
    new: str


@dataclass(frozen=True)
class EntryChange:
    """The change of an entry, of a chapter or of a value of the organisation.

    ``what`` says how it changed; ``address`` is empty if the handbook no longer shows it.
    """

    id: str
    title: str
    kind: str
    what: str
    binding: bool
    fields: tuple[ChangedField, ...]
    notes: tuple[str, ...]
    address: str


def changes_since(source: Source, since: str, language: str) -> list[EntryChange]:
    """The changes from a version, or for working data a git revision, to what applies now.

    The heaviest changes come first. Raises SourceError, and RefusedError for damaged data.
    """
    if source.project is not None:
        found, labels = _since_revision(source, since, language)
    else:
        found, labels = _since_version(source, since, language)
    return [_entry_change(source, change, labels, language) for change in found]


def _since_revision(source: Source, since: str, language: str) -> tuple[Iterable[Change], Labels]:
    assert source.project is not None
    names = (since, f"v{since}")
    for name in names:
        try:
            old = Handbook(require_playbook(read_state(name, source.project), name)).playbook
            reasons = editorial_reasons(source.project)
        except (GitError, StateError) as error:
            reason = str(error)
            continue
        changes = compare(old, source.playbook, language, reasons)
        return changes, Labels(old, source.playbook, source.words(language))
    raise SourceError(f"there is no version or revision '{since}': {' '.join(reason.split())}")


def _since_version(source: Source, since: str, language: str) -> tuple[Iterable[Change], Labels]:
    before = _version(source, since)
    assert source.version is not None
    comparison = changes_between(before, source.version, source.words(language))
    return comparison.changes, comparison.labels


def _version(source: Source, number: str) -> Version:
    """A version of the tree. Raises SourceError."""
    if not source.versions:
        raise SourceError(NEEDS_TREE)
    by_number = {version.text: version for version in source.versions}
    if number not in by_number:
        known = ", ".join(by_number)
        raise SourceError(f"version {number} is not published; there are: {known}")
    return by_number[number]


def _entry_change(source: Source, change: Change, labels: Labels, language: str) -> EntryChange:
    # texts of published versions already have their values
    sides = _as_read if source.project is None else ReaderText(labels).sides
    fields = (
        ChangedField(labels.field_label(change, difference.key), *sides(difference))
        for difference in labels.reader_differences(change)
        if difference.language in ("", language)
    )
    is_shown = change.id in source.handbook.shown
    return EntryChange(
        id=change.id,
        title=labels.title(change),
        kind=labels.kind(change),
        what=labels.words(f"diff.sort.{change.change_type}"),
        binding=change.is_binding,
        fields=tuple(fields),
        notes=tuple(labels.reader_notes(change)),
        address=source.address(change.id, language) if is_shown else "",
    )


def _as_read(difference: Difference) -> tuple[str, str]:
    """The old and the new content of a difference, without markup."""
    if not difference.language:
        return difference.old, difference.new
    return as_read(difference.old, {}), as_read(difference.new, {})


def periods(source: Source) -> list[Period]:
    """When each version applied, oldest first. Raises SourceError for a source without a tree."""
    if not source.versions:
        raise SourceError(NEEDS_TREE)
    return periods_with_rollbacks(source.versions, source.rollbacks)


def period_on(source: Source, day: dt.date) -> Period | None:
    """The period in which a day is; None before the first release. Raises SourceError."""
    found: Iterator[Period] = (
        period for period in periods(source)
        if period.first <= day and (period.last is None or day <= period.last)
    )  # fmt: skip
    return next(found, None)


def at_version(source: Source, version: Version) -> Source:
    """The same tree, with the answers of another version. Raises RefusedError."""
    return of_version(version, source.versions, source.rollbacks)


def id_in(source: Source, version: Version, id: str) -> str | None:
    """The id that an entry had in another version: former and later ids are followed."""
    names = {id}
    for each in source.versions:
        for current, entry in each.index["entries"].items():
            own = {current, *entry.get("previous_ids", ())}
            if own & names:
                names |= own
    entries = version.index["entries"]
    address = address_of(version.index, id)
    if address is not None and address[0] in entries:
        return address[0]
    return next((name for name in sorted(names) if name in entries), None)
