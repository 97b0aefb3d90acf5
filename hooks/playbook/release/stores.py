"""The interfaces of stores that contain a published tree."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from .codes import RefusedError
from .journal import Journal
from .manifest import MANIFEST, Manifest, read_manifest


class Store(Protocol):
    """A stored tree: in a folder, on a branch or on a web server."""

    name: str

    def names(self) -> list[str]:
        """The folders and files at the root."""

    def read(self, path: str) -> bytes | None:
        """A file of the tree, or None if it does not exist. Raises RefusedError."""

    def paths(self) -> frozenset[str] | None:
        """The path of every file, or None if the store cannot list them. Raises RefusedError."""

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The SHA-256 of each given file that exists, by path. Raises RefusedError."""

    def files_outside_versions(self) -> set[str]:
        """The path of every file outside the folders of versions and ``latest``."""


class Target(Store, Protocol):
    """A store to which versions are published."""

    def journal(self) -> Journal | None:
        """The journal of a publisher that was killed, or None. Raises RefusedError."""


def published_manifest(store: Store, version: str) -> Manifest | None:
    """The manifest of a version in a tree, or None if it has none. Raises RefusedError."""
    path = f"{version}/{MANIFEST}"
    data = store.read(path)
    return read_manifest(data, path) if data is not None else None


def readable_manifest(store: Store, version: str) -> Manifest | None:
    """The manifest of a version, or None if it is missing or damaged, which `verify` reports."""
    try:
        return published_manifest(store, version)
    except RefusedError:
        return None
