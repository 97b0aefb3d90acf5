"""Describes what built a version: the generator, Python and the packages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

_SHA256 = re.compile("[0-9a-f]{64}")


@dataclass(frozen=True)
class Environment:
    """A build environment: the same environment produces the same bytes.

    ``python`` is a minor version such as 3.11, ``lock`` the SHA-256 of the lock file or empty if
    the tag has none, and ``packages`` maps each package that the build used to its version.
    """

    python: str
    platform: str
    lock: str
    packages: Mapping[str, str]


@dataclass(frozen=True)
class Generator:
    """The package that built a version; ``digest`` is the SHA-256 of its files.

    `generator.identify` describes how the digest is computed.
    """

    name: str
    version: str
    digest: str

    def __str__(self) -> str:
        return f"{self.name} {self.version} ({self.digest[:12]})"

    def validate(self) -> None:
        """Check the types and the digest. Raises ValueError."""
        if not all(isinstance(value, str) for value in (self.name, self.version, self.digest)):
            raise ValueError("its generator is not valid")
        if not _SHA256.fullmatch(self.digest):
            raise ValueError("the digest of its generator is not valid")
