"""Finds the starter: the data and pages of this repository, which the package also contains."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

PACKAGED = Path(__file__).parent / "shipped"
"""The folder of the starter in an installed package. A checkout has the files at its root."""
CHECKOUT = Path(__file__).parents[3]

LOCK = "requirements.txt"
CHANGELOG = "CHANGELOG.md"
GUIDES = ("RELEASES.md", "UPGRADE.md")
"""Guides of the generator for those who release a handbook and upgrade the generator."""


class ContentError(Exception):
    """The starter is not as ``init`` expects it to be: a bug of the package."""


@dataclass(frozen=True)
class Content:
    """A folder with the files from which ``init`` makes a repository."""

    folder: Path

    def read(self, path: str) -> bytes:
        """The content of a file. Raises OSError."""
        return (self.folder / path).read_bytes()

    def text(self, path: str) -> str:
        """The text of a file. Raises OSError."""
        return self.read(path).decode("utf-8").replace("\r\n", "\n")

    def below(self, path: str) -> tuple[str, ...]:
        """The path of each visible file in a folder and the folders in it, sorted."""
        root = self.folder / path
        files = (file.relative_to(self.folder) for file in root.rglob("*") if file.is_file())
        return tuple(sorted(file.as_posix() for file in files if not _is_hidden(file)))


def shipped_content() -> Content:
    """The starter of the running generator: in an installed package, or in its checkout."""
    return Content(PACKAGED if PACKAGED.is_dir() else CHECKOUT)


def _is_hidden(path: Path) -> bool:
    return path.name.startswith(".") or "__pycache__" in path.parts
