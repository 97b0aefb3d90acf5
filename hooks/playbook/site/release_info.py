"""Reads the release that is being built from the MkDocs configuration."""

from __future__ import annotations

from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort

from ..changes.record import read_record
from ..changes.states import StateError
from ..model.playbook import Playbook
from ..pages.release_info import ReleaseInfo

KEY = "playbook_release"
"""The key under ``extra`` in ``mkdocs.yml`` with the date of the release."""


def release_info_of(config: MkDocsConfig, playbook: Playbook) -> ReleaseInfo | None:
    """The release that is being built, or None if the build is not a release. Raises Abort."""
    date = config.extra.get(KEY)
    if not date:
        return None
    version = playbook.settings.release
    if playbook.edition == "public":  # the record names what has changed for staff
        return ReleaseInfo(version, str(date))
    try:
        folder = Path(config.config_file_path).parent
        return ReleaseInfo(version, str(date), read_record(folder, version, playbook.languages))
    except StateError as error:
        raise Abort(str(error)) from error
