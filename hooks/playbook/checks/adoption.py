"""Finds what an organisation has not adapted: starter text, placeholders, missing reviews.

Only shown entries are checked: a company does not need to review the rules for public bodies.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, TypeGuard

from ..kinds.legal import Legal
from ..model.entry import Entry
from ..model.playbook import Playbook
from ..model.referenced_kinds import ROLES
from ..model.selection import shown_ids
from ..problems import Code, Location, Phrase, Problem
from ..source.tree import DataPath
from .starter_sentences import sentences_in

PLACEHOLDER_ADDRESS = Code("PB601", "notice", "value")
FICTIONAL_PHONE = Code("PB602", "notice", "value")
STARTER_NAME = Code("PB603", "notice", "name")
STARTER_TEXT = Code("PB604", "notice")
NOT_REVIEWED = Code("PB605", "notice", "entries")
NO_NEXT_REVIEW = Code("PB606", "notice", "entries")
DRAFT = Code("PB607", "notice", "id")
NOT_CHECKED = Code("PB608", "notice", "id")
EXAMPLE_ENTRY = Code("PB609", "notice", "id")
STARTER_SENTENCE = Code("PB610", "notice", "sentence")
NO_TEAMS = Code("PB482", "notice")

STARTER_ORGANISATION = "Exempelbolaget"
"""The name of the organisation in the starter data."""

STARTER_TAG = "starter"
"""The tag of entries that can only be examples, such as a vision."""

_EXAMPLE_DOMAIN = r"(?:\bexample\.(?:com|net|org|se)|(?:(?<=\w\.)|(?<=\w-\.))example)\b"
EXAMPLE_ADDRESS = re.compile(
    rf"(?<![\w.+@-])(?:https?://)?(?:(?!{_EXAMPLE_DOMAIN})[\w.+@-])*{_EXAMPLE_DOMAIN}",
    re.IGNORECASE,
)
"""An address whose host is reserved for examples."""
PHONE_NUMBER = re.compile(r"(?:\+46|\b00 ?46|\b0)[\d ()/-]{7,}\d")
FICTIONAL_NUMBER = re.compile(
    r"0(?:3139006\d\d|4062804\d\d|8465004\d\d|9803192\d\d|7017406(?:0[5-9]|[1-9]\d))"
)
"""Swedish numbers that the Post and Telecom Authority reserves for fiction."""


def check(playbook: Playbook) -> Iterator[Problem]:
    """Placeholders, starter text, drafts, entries without a review, laws without a legal check."""
    settings, tree = playbook.settings, playbook.settings_tree
    if settings.starter:
        yield STARTER_TEXT.at(tree.location(("starter",)))
    if settings.organisation.name == STARTER_ORGANISATION:
        yield STARTER_NAME.at(tree.location(("organisation", "name")), name=STARTER_ORGANISATION)
    has_owners = bool(playbook.of_kind(ROLES))
    if has_owners and settings.repository and not settings.repository.teams:
        yield NO_TEAMS.at(tree.location(("repository",)))
    for path, text in _strings(tree.data):
        for code, value in _placeholders(text):
            yield code.at(tree.find(path, value), value=value)
    shown = shown_ids(playbook)
    entries = [
        entry
        for entry in playbook.entries.values()
        if entry.id in shown and entry.status != "retired"
    ]
    for entry in entries:
        yield from _check_entry(playbook, entry)
    yield from _without_date(playbook, entries, "reviewed", NOT_REVIEWED)
    yield from _without_date(playbook, entries, "review_by", NO_NEXT_REVIEW)


def _check_entry(playbook: Playbook, entry: Entry) -> Iterator[Problem]:
    origin = playbook.origins[entry.id]
    if entry.status == "draft":
        yield DRAFT.at(origin.location(("status",)), id=entry.id)
    if STARTER_TAG in entry.tags:
        yield EXAMPLE_ENTRY.at(origin.location(("tags",)), id=entry.id)
    if _needs_a_lawyer(entry):
        field = "force" if entry.force == "to_check" else "checked"
        yield NOT_CHECKED.at(origin.location((field,)), id=entry.id)
    data: Any = origin.tree.data
    for step in origin.path:
        data = data[step]
    for path, text in _strings(data):
        for code, value in _placeholders(text):
            yield code.at(origin.find(path, value), value=value)
        for sentence, first_words in sentences_in(text):
            yield STARTER_SENTENCE.at(origin.find(path, first_words), sentence=sentence)


def _needs_a_lawyer(entry: Entry) -> TypeGuard[Legal]:
    """Whether an entry is a law that no lawyer has checked; terms and guidance need none."""
    return (
        isinstance(entry, Legal)
        and entry.type == "law"
        and (entry.force == "to_check" or entry.checked is None)
    )


def _strings(data: Any, path: DataPath = ()) -> Iterator[tuple[DataPath, str]]:
    """Every string of plain data, because addresses occur in many types of field and in prose."""
    if isinstance(data, str):
        yield path, data
    elif isinstance(data, dict | list):
        for key, item in data.items() if isinstance(data, dict) else enumerate(data):
            yield from _strings(item, (*path, key))


def _placeholders(text: str) -> Iterator[tuple[Code, str]]:
    """Example addresses and fictional telephone numbers in a text."""
    if "example" in text.lower():
        yield from ((PLACEHOLDER_ADDRESS, match[0]) for match in EXAMPLE_ADDRESS.finditer(text))
    for match in PHONE_NUMBER.finditer(text):
        digits = re.sub(r"\D", "", match[0])
        if FICTIONAL_NUMBER.fullmatch(re.sub(r"^(?:00)?46", "0", digits)):
            yield FICTIONAL_PHONE, match[0]


def _without_date(
    playbook: Playbook, entries: list[Entry], field: str, code: Code
) -> Iterator[Problem]:
    """One problem per location where a date is missing: entries may share a file's ``defaults``."""
    by_location: dict[Location, list[str]] = {}
    for entry in entries:
        if getattr(entry, field) is None:
            location = playbook.origins[entry.id].location((field,))
            by_location.setdefault(location, []).append(entry.id)
    for location, ids in by_location.items():
        first = Phrase("value", value=ids[0])
        first_and_count = Phrase("first-and-more", first=first, count=len(ids) - 1)
        yield code.at(location, entries=first_and_count if len(ids) > 1 else first)
