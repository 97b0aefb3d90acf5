"""Opens what answers are taken from: a project, a published tree, one version of it, or a file."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

from ..changes.published_state import published_state
from ..languages.published import languages_of
from ..messages import messages
from ..pages.handbook import Handbook
from ..problems import Phrase
from ..project import DATA_FOLDER, read_project
from ..release.codes import UNREADABLE_TREE, refusal
from ..release.decisions import rolled_back
from ..release.folder_store import FolderStore
from ..release.manifest import MANIFEST, parse_json
from ..release.published_version import readable_playbook
from ..release.root_manifest import root_manifest
from ..release.tree import read_versions
from ..release.tree_lists import current_version, refuse_withdrawn
from ..site.config_file import ConfigError, site_url
from .source import Source, SourceError, of_version, with_organisation

EXPORT = "playbook.json"


def open_source(path: Path, version: str | None = None) -> Source:
    """Open the source at a path: a project, a published tree, a folder of it, or playbook.json.

    ``version`` is the number of a version in a tree; without it, it is the one that applies.
    Raises SourceError, and RefusedError for a tree that cannot be read.
    """
    if (path / DATA_FOLDER).is_dir():
        _refuse_version(version)
        return _project(path)
    if root_manifest(_bytes(path / MANIFEST)) is not None:
        return _tree(path, version)
    if root_manifest(_bytes(path.resolve().parent / MANIFEST)) is not None and path.is_dir():
        return _tree(path.resolve().parent, version or _number_in(path))
    file = path / EXPORT if path.is_dir() else path
    if not file.is_file():
        raise SourceError(
            f"{path} has neither a {DATA_FOLDER} folder nor a published version of a handbook"
        )
    _refuse_version(version)
    return _export(file)


def _bytes(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError:
        return None


def _number_in(folder: Path) -> str | None:
    """The number of the version in a folder of a tree; ``latest`` is a copy of one."""
    data = _bytes(folder / EXPORT)
    return str(parse_json(data, EXPORT).get("version")) if data else None


def _refuse_version(version: str | None) -> None:
    if version is not None:
        raise SourceError("a version can only be chosen in the folder of a published tree")


def _project(folder: Path) -> Source:
    result = read_project(folder)
    if result.playbook is None or result.errors:
        first = messages().line(result.errors[0])
        raise SourceError(f"the data has errors; run 'playbook check'. The first error: {first}")
    try:
        base = site_url(folder, os.environ) or ""
    except ConfigError as error:
        raise SourceError(f"mkdocs.yml cannot be read: {error}") from error
    return Source(Handbook(result.playbook), base, project=folder)


def _tree(folder: Path, number: str | None) -> Source:
    store = FolderStore(folder)
    versions = read_versions(store)
    rollbacks = rolled_back(root_manifest(store.read(MANIFEST)) or {})
    if number is None:
        chosen = current_version(versions, rollbacks)
    else:
        refuse_withdrawn(versions, number)
        by_number = {version.text: version for version in versions}
        if number not in by_number:
            known = ", ".join(by_number)
            raise SourceError(f"version {number} is not published; there are: {known}")
        chosen = by_number[number]
    kept = tuple(version for version in versions if not version.manifest.withdrawn)
    return of_version(chosen, kept, rollbacks)


def _export(file: Path) -> Source:
    """The source of a file on its own, without an address and without other versions."""
    try:
        data: Mapping[str, Any] = readable_playbook(file.read_bytes(), str(file))
    except OSError as error:
        raise SourceError(f"{file} cannot be read: {error.strerror or error}") from error
    if "withdrawn" in data:
        raise SourceError(f"version {data.get('version')} was withdrawn: it has no rules any more")
    languages = data.get("languages")
    if not languages or not all(isinstance(language, str) for language in languages):
        raise refusal(UNREADABLE_TREE, str(file), reason=Phrase("reason.not-a-playbook"))
    index = _bytes(file.with_name("entries.json"))
    own = parse_json(index, "entries.json").get("languages") if index else None
    state = replace(published_state(data, list(languages)), language_data=languages_of(own))
    return Source(Handbook(with_organisation(state, data, str(file))), base="")
