"""Reads and writes manifests: the digests of files, and the build environment of a version."""

from __future__ import annotations

import datetime as dt
import hashlib
import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from ..problems import Phrase
from .codes import UNREADABLE_TREE, refusal
from .decisions import Decision, read_decision
from .provenance import Environment as Environment
from .provenance import Generator as Generator
from .version_numbers import is_number

_COMMIT = re.compile("[0-9a-f]{40,64}")
DIGEST = re.compile("[0-9a-f]{64}")
MISSING, UNLISTED = Phrase("how.missing"), Phrase("how.unlisted")
DIFFERENT = Phrase("how.differs")
MANIFEST = "manifest.json"
VERSIONS = "versions.json"
LATEST = "latest"
STAGING = ".publishing"
"""The folder at the root of a tree where files are staged before they are moved into place."""


@dataclass(frozen=True)
class Manifest:
    """The manifest of one published version.

    ``date`` is the time of the commit, in UTC as YYYY-MM-DDTHH:MM:SSZ; ``site_url`` is the address
    of the whole tree; ``files`` maps each path below the version's folder to its SHA-256.
    ``withdrawn`` is set if the version was withdrawn: ``files`` are then only public notes.
    ``generator`` is None in manifests of format 1. ``edition`` is "public", or empty for "full".
    """

    version: str
    date: str
    commit: str
    site_url: str
    environment: Environment
    files: Mapping[str, str]
    withdrawn: Decision | None = None
    withdrawn_pages: tuple[Decision, ...] = ()
    generator: Generator | None = None
    edition: str = ""

    @property
    def decision(self) -> Decision | None:
        """The first decision that changed the version after it was published, or None."""
        return self.withdrawn or next(iter(self.withdrawn_pages), None)

    def to_bytes(self) -> bytes:
        """The content of the manifest's file."""
        fields = {"format": 2 if self.generator else 1, **asdict(self)}
        if self.withdrawn:
            fields["withdrawn"] = self.withdrawn.to_json()
        fields["withdrawn_pages"] = [decision.to_json() for decision in self.withdrawn_pages]
        for name in ("withdrawn", "withdrawn_pages", "generator", "edition"):
            if not fields[name]:
                del fields[name]
        return as_json(fields)


def as_json(data: Any) -> bytes:
    """Format data as an indented JSON file."""
    return (json.dumps(data, ensure_ascii=False, indent=1) + "\n").encode()


def digest(data: bytes) -> str:
    """The SHA-256 of some bytes."""
    return hashlib.sha256(data).hexdigest()


def files_of(folder: Path) -> dict[str, str]:
    """The SHA-256 of every file below a folder, by path, except for its manifest."""
    return {
        path: digest((folder / path).read_bytes())
        for path in sorted(paths_of(folder))
        if path != MANIFEST
    }


def paths_of(folder: Path) -> Iterator[str]:
    """The path of every file below a folder."""
    for path in folder.rglob("*"):
        if path.is_symlink() or not path.is_dir():
            yield path.relative_to(folder).as_posix()


def load_json(data: bytes) -> Any:
    """Parse JSON in which no key occurs twice: programs differ in which one they take.

    Raises ValueError.
    """
    return json.loads(data, object_pairs_hook=_unique)


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    values = dict(pairs)
    if len(values) < len(pairs):
        raise ValueError("a key occurs twice")
    return values


def parse_json(data: bytes, where: str) -> Mapping[str, Any]:
    """Parse a published JSON file. Raises RefusedError if it is damaged."""
    try:
        content: Mapping[str, Any] = load_json(data)
    except (ValueError, RecursionError) as error:
        reason = Phrase("reason.damaged", reason=error)
        raise refusal(UNREADABLE_TREE, where, reason=reason) from error
    return content


def is_outside(path: str) -> bool:
    """Whether a relative path leads out of its folder, or is not a valid file name."""
    try:
        path.encode()
    except UnicodeEncodeError:  # a lone surrogate
        return True
    return "\0" in path or any(part in ("", ".", "..") for part in path.split("/"))


def read_manifest(data: bytes, where: str) -> Manifest:
    """Parse the manifest of a version. Raises RefusedError if it is damaged."""
    try:
        values = load_json(data)
        format = values.pop("format")
        if format not in (1, 2):
            raise ValueError("its format is not supported")
        environment = Environment(**values.pop("environment"))
        withdrawn = read_decision(values.pop("withdrawn")) if "withdrawn" in values else None
        pages = tuple(map(read_decision, values.pop("withdrawn_pages", ())))
        generator = Generator(**values.pop("generator")) if format == 2 else None
        manifest = Manifest(
            **values, environment=environment, withdrawn=withdrawn, withdrawn_pages=pages,
            generator=generator,
        )  # fmt: skip
        _validate(manifest)
    except (ValueError, TypeError, KeyError, AttributeError, RecursionError) as error:
        reason = Phrase("reason.manifest-damaged", reason=error)
        raise refusal(UNREADABLE_TREE, where, reason=reason) from error
    return manifest


def is_manifest(data: bytes | None) -> bool:
    """Whether a file looks like the manifest of a version, even if it is damaged."""
    try:
        return bool(json.loads(data or b"")["format"] in (1, 2))
    except (ValueError, TypeError, KeyError, RecursionError):
        return False


def _validate(manifest: Manifest) -> None:
    """Check the version, and the paths and digests of the files. Raises ValueError."""
    if not is_number(manifest.version):
        raise ValueError("its version is not a valid number")
    dt.date.fromisoformat(manifest.date[:10])
    if manifest.generator is not None:
        manifest.generator.validate()
    if not _COMMIT.fullmatch(manifest.commit) or not isinstance(manifest.site_url, str):
        raise ValueError("its commit or its address is not valid")
    for path, hexadecimal in manifest.files.items():
        if is_outside(path) or not DIGEST.fullmatch(hexadecimal):
            raise ValueError(f"its entry for {path!r} is not valid")


def differences(
    wanted: Mapping[str, str], found: Mapping[str, str]
) -> Iterator[tuple[str, Phrase]]:
    """The paths of files that differ from a manifest, in order, and how each differs.

    ``wanted`` and ``found`` map paths to digests; ``wanted`` is from the manifest.
    """
    for path in sorted({*wanted, *found}):
        if path not in found:
            yield path, MISSING
        elif path not in wanted:
            yield path, UNLISTED
        elif wanted[path] != found[path]:
            yield path, DIFFERENT
