"""Reads what documents are made from: the working data, or the commit of a release's tag."""

from __future__ import annotations

import datetime as dt
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path

from ..changes.record import Record, read_record
from ..changes.states import StateError
from ..documents.source import Source
from ..model.playbook import Playbook
from ..pages.handbook import Handbook
from ..pages.release_info import ReleaseInfo
from ..project import CHANGES, DATA_FOLDER, read_project
from ..site.config_file import CONFIG, ConfigError, read_config, site_url
from ..source.folders import folders_of
from . import codes
from .checkout import snapshot
from .codes import RefusedError, refusal
from .python_runner import build_environment
from .tagged_release import find_tag
from .version_numbers import VersionNumber

EPOCH = "SOURCE_DATE_EPOCH"
"""The environment variable with the time of a reproducible build, in seconds since 1970."""
_MIME_TYPES = {
    ".svg": "image/svg+xml", ".png": "image/png", ".jpg": "image/jpeg", ".jpeg": "image/jpeg",
    ".gif": "image/gif", ".webp": "image/webp", ".ico": "image/x-icon",
}  # fmt: skip


@contextmanager
def released_source(
    project: Path, number: VersionNumber, more_fonts: tuple[Path, ...] = ()
) -> Iterator[Source]:
    """The source of a released version, read from the commit of its tag. Raises RefusedError."""
    tagged = find_tag(project, number)
    with snapshot(project, tagged.commit) as folder:
        playbook = _playbook(folder)
        if playbook.settings.release != number.text:
            found = playbook.settings.release
            raise refusal(
                codes.OTHER_VERSION, f"{DATA_FOLDER}/playbook.yml", tag=number.tag, found=found
            )
        info = ReleaseInfo(number.text, tagged.day, _record(folder, number.text, playbook))
        announcement = tagged.tag.announcement if tagged.tag else None
        yield Source(
            Handbook(playbook, info),
            dt.datetime.fromtimestamp(tagged.at, dt.UTC),
            f"{tagged.site_url}{number.text}/",
            _site_name(folder, build_environment()),
            is_released=True,
            commit=tagged.commit,
            release_manifest=announcement.manifest if announcement else "",
            files=_files(folder, number.text),
            logo=_logo(folder, playbook),
            more_fonts=more_fonts,
        )


def working_source(project: Path, more_fonts: tuple[Path, ...] = ()) -> Source:
    """The source of the working data, which is a draft. Raises RefusedError.

    Its time is SOURCE_DATE_EPOCH, or now.
    """
    playbook = _playbook(project)
    epoch = os.environ.get(EPOCH, "")
    now = dt.datetime.now(dt.UTC).replace(microsecond=0)
    return Source(
        Handbook(playbook),
        dt.datetime.fromtimestamp(int(epoch), dt.UTC) if epoch.isdecimal() else now,
        _address(project),
        _site_name(project, os.environ),
        files=_files(project, version=""),
        logo=_logo(project, playbook),
        more_fonts=more_fonts,
    )


def _playbook(folder: Path) -> Playbook:
    result = read_project(folder)
    if result.playbook is None or result.errors:
        raise RefusedError(*result.errors)
    return result.playbook


def _record(folder: Path, version: str, playbook: Playbook) -> Record | None:
    try:
        return read_record(folder, version, playbook.languages)
    except StateError as error:
        raise refusal(codes.NOT_BUILT, f"{CHANGES}/{version}.yml", reason=error.reason) from error


def _address(project: Path) -> str:
    try:
        return site_url(project, os.environ) or ""
    except ConfigError as error:
        raise refusal(codes.NOT_BUILT, CONFIG, reason=str(error)) from error


def _site_name(folder: Path, environment: Mapping[str, str]) -> str:
    try:
        name = read_config(folder, environment).get("site_name")
    except ConfigError as error:
        raise refusal(codes.NOT_BUILT, CONFIG, reason=str(error)) from error
    return name if isinstance(name, str) else ""


def _files(folder: Path, version: str) -> dict[str, bytes]:
    """The YAML files of the data, and the change record of a version, by path."""
    paths = [
        path for path in sorted((folder / DATA_FOLDER).rglob("*"))
        if path.suffix in (".yml", ".yaml") and path.is_file()
    ]  # fmt: skip
    record = folder / CHANGES / f"{version}.yml"
    paths += [record] if version and record.is_file() else []
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in paths}


def _logo(folder: Path, playbook: Playbook) -> tuple[str, bytes] | None:
    """The MIME type and the content of the logo. `read_project` has checked its path."""
    if (name := playbook.settings.images.logo) is None:
        return None
    path = folder / folders_of(folder).docs / name.lstrip("/")
    return _MIME_TYPES[path.suffix.lower()], path.read_bytes()
