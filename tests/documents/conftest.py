"""A repository with a tagged version of the small playbook, and its PDF in Swedish."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from factories import commit, git, project

from playbook.documents.compose import compose
from playbook.documents.parts import whole
from playbook.documents.source import Source
from playbook.release.document_source import released_source
from playbook.release.version_numbers import parse_version

RECORD = """\
format: 2
version: "1.0.0"
since: "0.9.0"
class: major
note: {sv: "Moderatorn får svara själv.", en: "The moderator may answer alone."}
changes:
  - {id: share-job-posts, kind: policy, type: stricter, roles: [moderator],
     title: {sv: Dela våra inlägg, en: Share our posts}}
  - {id: gone-rule, kind: policy, type: removed, roles: [], title: {sv: Borta, en: Gone}}
"""

MESSAGE = f"""\
Release 1.0.0

Manifest: sha256:{"ab" * 32}
Generator: social-media-playbook 0.1.1 sha256:{"cd" * 32}
Python: 3.11 linux-x86_64
"""


@pytest.fixture(scope="session")
def repository(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A repository with the tag v1.0.0 of 2 March 2026. Tests must not change it."""
    folder = project(tmp_path_factory.mktemp("pdf") / "repository", with_package=False)
    (folder / "changes").mkdir()
    (folder / "changes" / "1.0.0.yml").write_text(RECORD, encoding="utf-8")
    commit(folder, "Release 1.0.0", "2026-03-02T08:00:00Z")
    git(folder, "tag", "-a", "-m", MESSAGE, "v1.0.0")
    return folder


@pytest.fixture(scope="session")
def source(repository: Path) -> Iterator[Source]:
    """The released version as a source of documents."""
    with released_source(repository, parse_version("1.0.0")) as source:
        yield source


@pytest.fixture(scope="session")
def whole_pdf(source: Source) -> bytes:
    """The PDF of the whole version in Swedish."""
    return compose(source, whole(source.handbook), "sv").data
