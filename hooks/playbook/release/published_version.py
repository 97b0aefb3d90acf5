"""Reads from a published version what the root files need."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property
from typing import Any

from .. import FORMAT
from ..changes.published_state import published_state
from ..changes.record import Record, parse_record
from ..changes.states import StateError
from ..languages.pack import Languages
from ..languages.published import languages_of
from ..model.days import day_of, zone_of
from ..model.playbook import Playbook
from ..problems import Phrase
from .codes import UNREADABLE_TREE, refusal
from .manifest import Manifest, parse_json

NEWER = Phrase("cure.newer-playbook")
"""The cure for data that a newer version of this package has published."""


@dataclass(frozen=True)
class Version:
    """What the root files need from a published version.

    ``index`` is the content of ``entries.json``, and ``data`` the bytes of ``playbook.json``.
    """

    manifest: Manifest
    manifest_digest: str
    index: Mapping[str, Any]
    data: bytes

    @property
    def text(self) -> str:
        """The version number."""
        return self.manifest.version

    def __str__(self) -> str:
        return self.text

    @cached_property
    def day(self) -> str:
        """The day of the release in the organisation's time zone, YYYY-MM-DD."""
        moment = dt.datetime.fromisoformat(self.manifest.date)
        return day_of(moment, zone_of(self.playbook["organisation"])).isoformat()

    def title(self, language: str) -> str:
        """The title of the handbook in a language; the organisation's name in older versions."""
        titles = self.index.get("title") or {}
        return str(titles.get(language) or self.index["organisation"])

    @cached_property
    def playbook(self) -> Mapping[str, Any]:
        """The content of ``playbook.json``. Raises RefusedError if it cannot be used."""
        return readable_playbook(self.data, f"{self.text}/playbook.json")

    @cached_property
    def languages(self) -> list[str]:
        """The languages of its pages, the default language first."""
        return list(self.index["roots"])

    @cached_property
    def language_data(self) -> Languages:
        """The languages of the version, including the organisation's own strings."""
        return languages_of(self.index.get("languages"))

    @cached_property
    def state(self) -> Playbook:
        """The playbook as readers saw it. Raises RefusedError if the data is damaged."""
        state = published_state(self.playbook, self.languages)
        return replace(state, language_data=self.language_data)

    @cached_property
    def record(self) -> Record | None:
        """The change record, if the version has one. Raises RefusedError if it cannot be read."""
        data = self.playbook.get("release")
        try:
            return parse_record(data, Phrase("change-record"), self.languages) if data else None
        except StateError as error:
            where = f"{self.text}/playbook.json"
            raise refusal(UNREADABLE_TREE, where, cure=NEWER, reason=error.reason) from error

    @cached_property
    def published_entries(self) -> Mapping[str, Mapping[str, Any]]:
        """The published data of each entry, by its id."""
        return {entry["id"]: entry for entry in self.playbook["entries"]}


def readable_playbook(data: bytes, where: str) -> Mapping[str, Any]:
    """Parse a ``playbook.json`` of a format that this package can read. Raises RefusedError."""
    content = parse_json(data, where)
    if not _has_shape(content):
        raise refusal(UNREADABLE_TREE, where, reason=Phrase("reason.not-a-playbook"))
    is_newer = content.get("data_format", 1) not in range(1, FORMAT + 1)
    if content.get("format", 1) != 1 or is_newer:
        reason = Phrase(
            "reason.unknown-format", format=content["data_format" if is_newer else "format"]
        )
        raise refusal(UNREADABLE_TREE, where, cure=NEWER, reason=reason)
    return content


def _has_shape(content: Any) -> bool:
    """Whether the content of ``playbook.json`` has all parts that the root files need."""
    try:
        return (
            isinstance(content["organisation"]["name"], str)
            and all(isinstance(value, dict) for value in content["values"].values())
            and all(map(_is_entry, content["entries"]))
            and all(isinstance(chapter["kind"], str) for chapter in content.get("chapters", ()))
        )
    except (KeyError, TypeError, AttributeError):
        return False


def _is_entry(entry: Any) -> bool:
    strings = (entry["id"], entry["kind"], entry["digest"])
    return all(isinstance(value, str) for value in strings) and _is_text(entry["title"])


def _is_text(value: Any) -> bool:
    """Whether a value has a text in at least one language."""
    return isinstance(value, dict) and bool(value)
