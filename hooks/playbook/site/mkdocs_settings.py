"""Checks settings of ``mkdocs.yml`` that a handbook cannot use."""

from __future__ import annotations

from collections.abc import Iterator

from mkdocs.config.defaults import MkDocsConfig

from ..model.playbook import Playbook
from ..problems import Code, Location, Problem
from .config_file import CONFIG

FILES_AS_ADDRESSES = Code("PB908", "error")
REPLACED_NAME = Code("PB909", "notice", "name")


def unusable_settings(config: MkDocsConfig) -> Iterator[Problem]:
    """The settings with which no handbook can be built, also if a plugin made them."""
    if not config.use_directory_urls:
        yield FILES_AS_ADDRESSES.at(Location(CONFIG))


def replaced_name(config: MkDocsConfig, playbook: Playbook) -> Iterator[Problem]:
    """A notice if no page shows ``site_name``, because the playbook has another title."""
    title = playbook.settings.title
    if title is not None and config.site_name not in title.values():
        yield REPLACED_NAME.at(Location(CONFIG), name=config.site_name)
