"""What answers are taken from: the working data, or a published version."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from pydantic import ValidationError

from ..model.playbook import Playbook
from ..model.settings import Organisation
from ..pages.handbook import Handbook
from ..pages.json_export import language_roots
from ..problems import Phrase
from ..ranking.index import Index, open_index
from ..release.codes import UNREADABLE_TREE, refusal
from ..release.decisions import Decision
from ..release.published_version import Version
from ..release.tree_lists import current_version
from ..search.index import index
from ..words.catalogue import Words


class SourceError(Exception):
    """A question cannot be answered from this source; the text says why, on one line."""


@dataclass(frozen=True)
class Source:
    """A handbook to take answers from.

    ``version`` is the published version, or None for working data in ``project``. ``versions`` are
    those of its tree that were not withdrawn, and ``rollbacks`` the decisions on those that were
    rolled back. ``base`` is the address of its pages with a trailing slash, or empty.
    """

    handbook: Handbook
    base: str
    version: Version | None = None
    versions: tuple[Version, ...] = ()
    rollbacks: Mapping[str, Decision] = field(default_factory=dict)
    project: Path | None = None

    @property
    def playbook(self) -> Playbook:
        """The playbook without hidden parts."""
        return self.handbook.playbook

    @property
    def number(self) -> str:
        """The number of the version."""
        return self.playbook.settings.release

    @cached_property
    def _indexes(self) -> dict[str, Index]:
        return {}

    def index(self, language: str) -> Index:
        """The search index for readers of a language, made when it is first needed."""
        if language not in self._indexes:
            self._indexes[language] = open_index(index(self.handbook, language))
        return self._indexes[language]

    def language(self, requested: str | None) -> str:
        """The requested language, or else the handbook's first. Raises SourceError."""
        languages = self.playbook.languages
        if requested is not None and requested not in languages:
            known = ", ".join(languages)
            raise SourceError(f"the handbook has no language '{requested}'; use one of: {known}")
        return requested or languages[0]

    def words(self, language: str) -> Words:
        """The UI strings of one of its languages."""
        return self.handbook.words[language]

    def version_name(self, language: str) -> str:
        """The version that an answer is from, for readers; working data has no version yet."""
        words = self.words(language)
        if self.project is not None:
            return words("diff.here")
        return words("page.version", version=self.number)

    def address(self, id: str, language: str) -> str:
        """The address of an entry; relative to the handbook if that has no address."""
        address = self.handbook.addresses[id]
        return f"{self.base}{language_roots(self.handbook)[language]}{address.page}#{id}"

    def permanent_address(self, id: str, language: str) -> str:
        """The address that always leads to the version in force.

        Empty if there is none, or if another version is in force.
        """
        if self.version is None or not self.version.manifest.site_url:
            return ""
        if self.versions and current_version(self.versions, self.rollbacks).text != self.number:
            return ""
        root = language_roots(self.handbook)[language]
        return f"{self.version.manifest.site_url}{root}r/{id}/"

    def find(self, id: str) -> str | None:
        """The current id of the shown entry with a current or former id; None if there is none."""
        current = self.playbook.current_ids.get(id, id)
        return current if current in self.handbook.shown else None


def of_version(
    version: Version,
    versions: tuple[Version, ...] = (),
    rollbacks: Mapping[str, Decision] | None = None,
) -> Source:
    """The source of a published version of a tree. Raises RefusedError if it is damaged."""
    playbook = with_organisation(version.state, version.playbook, f"{version.text}/playbook.json")
    base = f"{version.manifest.site_url}{version.text}/" if version.manifest.site_url else ""
    return Source(Handbook(playbook), base, version, versions, rollbacks or {})


def with_organisation(state: Playbook, data: Mapping[str, Any], where: str) -> Playbook:
    """A published state with its organisation and its number. Raises RefusedError."""
    try:
        organisation = Organisation.model_validate(data["organisation"])
    except ValidationError as error:
        raise refusal(UNREADABLE_TREE, where, reason=Phrase("reason.not-a-playbook")) from error
    update = {"organisation": organisation, "release": str(data["version"])}
    return replace(state, settings=state.settings.model_copy(update=update))
