"""What a document is made from: the handbook, its version, and the files to attach."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path

from ..model.days import day_of
from ..pages.handbook import Handbook
from ..pages.json_export import playbook_digest


@dataclass(frozen=True, eq=False)
class Source:
    """A handbook with what the documents say about its version.

    ``at`` is the time of the version in UTC. ``commit`` is empty, and ``is_released`` false, for
    data that is not tagged. ``base_url`` is the address of the handbook on the web, with a last
    slash, or empty. ``release_manifest`` is the SHA-256 of the release's manifest, which its tag
    names, or empty. ``files`` are the YAML files by their path in the project. ``more_fonts`` are
    font files for characters that the bundled fonts do not have.
    """

    handbook: Handbook
    at: dt.datetime
    base_url: str = ""
    site_name: str = ""
    is_released: bool = False
    commit: str = ""
    release_manifest: str = ""
    files: Mapping[str, bytes] = field(default_factory=dict, repr=False)
    logo: tuple[str, bytes] | None = field(default=None, repr=False)
    """The MIME type and the content of the organisation's logo."""
    more_fonts: tuple[Path, ...] = ()

    @property
    def version(self) -> str:
        """The version of the handbook; for data that is not tagged, the one that it is based on."""
        return self.handbook.playbook.settings.release

    @property
    def day(self) -> str:
        """The day of the version where the organisation is, as YYYY-MM-DD."""
        release = self.handbook.release_info
        zone = self.handbook.playbook.settings.organisation.time_zone
        return release.date if release else day_of(self.at, zone).isoformat()

    @cached_property
    def digest(self) -> str:
        """The SHA-256 of the content, which is also the one in acknowledgements."""
        return playbook_digest(self.handbook)
