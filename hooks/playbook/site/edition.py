"""What a build is told when it builds a release, through MkDocs' own configuration."""

from __future__ import annotations

from mkdocs.config.defaults import MkDocsConfig

from ..model.playbook import Playbook
from ..pages.edition import Edition

KEY = "playbook_release"
"""The key under ``extra`` of ``mkdocs.yml`` with the day of the release."""


def edition_of(config: MkDocsConfig, playbook: Playbook) -> Edition | None:
    """The release that is being built, or None in a build outside a release."""
    date = config.extra.get(KEY)
    return Edition(playbook.settings.release, str(date)) if date else None
