"""A published tree and the files that people export, made once for all tests of the package."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path

import pytest

from acknowledgements.export_files import write_exports
from acknowledgements.published import published_tree
from playbook.acknowledgements.columns import known_headings
from playbook.acknowledgements.exports import Reading
from playbook.acknowledgements.required import Required
from playbook.acknowledgements.roles import Roles
from playbook.asking.opening import open_source
from playbook.asking.source import Source
from playbook.release.manifest import digest
from shared import shared


@dataclass(frozen=True, eq=False)
class Published:
    """A published tree with what the package reads from it."""

    tree: Path

    @cached_property
    def source(self) -> Source:
        return open_source(self.tree)

    @cached_property
    def digests(self) -> dict[str, str]:
        """The SHA-256 of ``playbook.json`` of each version, which is in the link to confirm it."""
        return {each.text: digest(each.data) for each in self.source.versions}

    @cached_property
    def reading(self) -> Reading:
        headings = known_headings(self.source.playbook.language_data)
        return Reading(headings, set(self.digests), Roles(self.source))

    @cached_property
    def required(self) -> Required:
        assert self.source.version is not None
        return Required(self.source.versions, self.source.version, self.source.words("en"))


@pytest.fixture(scope="session")
def published(tmp_path_factory: pytest.TempPathFactory) -> Published:
    """Four versions; tests change only copies of their tree."""

    def make(folder: Path) -> None:
        published_tree(folder)

    return Published(shared(tmp_path_factory, "acknowledgements", make) / "tree")


@pytest.fixture(scope="session")
def exports(published: Published, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The folder of the exported files, each in the encoding in which its program writes it."""
    return write_exports(tmp_path_factory.mktemp("exports"), published.digests)
