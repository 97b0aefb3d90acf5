"""What a version consists of: every file with its digest, and what it was made from."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from .codes import UNREADABLE_TREE, refuse
from .numbers import is_number

_COMMIT = re.compile("[0-9a-f]{40,64}")
MANIFEST = "manifest.json"
VERSIONS = "versions.json"
LATEST = "latest"
STAGING = ".publishing"
"""The folder at the root of a tree in which files are written until they are whole."""


@dataclass(frozen=True)
class Environment:
    """What built a version: the same gives the same bytes.

    ``python`` is the minor version, ``lock`` the SHA-256 of the lock file, or empty where the
    tag has none, and ``packages`` the versions of what took part.
    """

    python: str
    platform: str
    lock: str
    packages: Mapping[str, str]


@dataclass(frozen=True)
class Manifest:
    """One published version.

    ``date`` is the commit's, in UTC as YYYY-MM-DDTHH:MM:SSZ; ``site_url`` where the whole tree
    is served; ``files`` leads from each path under the version's folder to its SHA-256.
    """

    version: str
    date: str
    commit: str
    site_url: str
    environment: Environment
    files: Mapping[str, str]

    @property
    def day(self) -> str:
        """The day of the release, YYYY-MM-DD."""
        return self.date[:10]

    def to_bytes(self) -> bytes:
        """The manifest as its file holds it."""
        return as_json({"format": 1, **asdict(self)})


def as_json(data: Any) -> bytes:
    """Data as a JSON file that a person can read and a diff can follow."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def files_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file under a folder by its path, apart from its manifest."""
    return {
        path: digest((folder / path).read_bytes())
        for path in sorted(paths_of(folder))
        if path != MANIFEST
    }


def paths_of(folder: Path) -> Iterator[str]:
    """The path of every file under a folder."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def from_json(data: bytes, where: str) -> Mapping[str, Any]:
    """A published file of data. Raises RefusedError where it is damaged."""
    try:
        found: Mapping[str, Any] = json.loads(data)
    except (ValueError, RecursionError) as error:
        raise refuse(UNREADABLE_TREE, where, reason=f"it is damaged: {error}") from error
    return found


def leads_out(path: str) -> bool:
    """Whether a path does not name a file below the folder that it begins in."""
    try:
        path.encode()
    except UnicodeEncodeError:  # half a character, which no file system has
        return True
    return "\0" in path or any(part in ("", ".", "..") for part in path.split("/"))


def read_manifest(data: bytes, where: str) -> Manifest:
    """A manifest from its file. Raises RefusedError."""
    try:
        found = json.loads(data)
        if found.pop("format") != 1:
            raise ValueError("its format is another")
        environment = Environment(**found.pop("environment"))
        manifest = Manifest(**found, environment=environment)
        _check(manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        raise refuse(UNREADABLE_TREE, where, reason=f"the manifest is damaged: {error}") from error
    return manifest


def is_manifest(data: bytes | None) -> bool:
    """Whether a file is the manifest of a version, or was one."""
    try:
        return bool(json.loads(data or b"")["format"] == 1)
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _check(manifest: Manifest) -> None:
    """Whether the parts that lead to files are what they should be. Raises ValueError."""
    if not is_number(manifest.version):
        raise ValueError("its version is no number")
    dt.date.fromisoformat(manifest.day)
    if not _COMMIT.fullmatch(manifest.commit) or not isinstance(manifest.site_url, str):
        raise ValueError("its commit or its address is none")
    for path, hexadecimal in manifest.files.items():
        if leads_out(path) or len(hexadecimal) != 64:
            raise ValueError(f"it names {path!r}")


def differences(wanted: Mapping[str, str], found: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """Each path at which two sets of files differ, and how, in the order of the paths."""
    for path in sorted({*wanted, *found}):
        if path not in found:
            yield path, "is missing"
        elif path not in wanted:
            yield path, "does not belong to it"
        elif wanted[path] != found[path]:
            yield path, "differs"


def root_manifest(data: bytes | None) -> Mapping[str, Any] | None:
    """What the manifest of a whole tree says, or None where there is none that can be used."""
    try:
        found: Mapping[str, Any] = json.loads(data or b"null")
        return found if found["format"] == 1 and _is_sound(found) else None
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError):
        return None


def _is_sound(whole: Mapping[str, Any]) -> bool:
    """Whether what leads to files is what `tree.whole_manifest` writes."""
    versions, files = whole["versions"], whole["files"]
    digests = (*versions.values(), *files.values())
    return (
        whole["latest"] in versions
        and all(map(is_number, versions))
        and not any(leads_out(path) or _is_not_beside(path) for path in files)
        and all(isinstance(one, str) for one in digests)
    )


def _is_not_beside(path: str) -> bool:
    """Whether a path is in a version, or no file that a root manifest can name."""
    first = path.split("/")[0]
    return first in (MANIFEST, LATEST, STAGING) or is_number(first)
