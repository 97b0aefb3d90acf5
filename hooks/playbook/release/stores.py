"""What a place that holds a published tree can be asked for."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Protocol

from .journal import Journal


class Store(Protocol):
    """Where a tree is kept: a folder, a branch or an address on the web."""

    name: str

    def names(self) -> list[str]:
        """The folders and files at the root."""

    def read(self, path: str) -> bytes | None:
        """A file of the tree, or None where there is none. Raises RefusedError."""

    def paths(self) -> frozenset[str] | None:
        """The path of every file, or None where nobody lists them. Raises RefusedError."""

    def digests(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The SHA-256 of each of these files that exists. Raises RefusedError."""

    def other_files(self) -> set[str]:
        """Every file that belongs to no version."""


class Target(Store, Protocol):
    """A store that is published to."""

    def journal(self) -> Journal | None:
        """What a publisher that was killed had begun to write, or None. Raises RefusedError."""
