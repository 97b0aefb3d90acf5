"""Checks that editors show no diagnostics in the starter data."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from editors.server import LanguageServer
from playbook.project import DATA_FOLDER
from starter.content import ROOT

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[LanguageServer]:
    with LanguageServer(tmp_path_factory.mktemp("handbook")) as server:
        yield server


def test_the_editor_marks_nothing_in_the_starter(server: LanguageServer) -> None:
    for path in sorted((ROOT / DATA_FOLDER).rglob("*.yml")):
        assert path.read_text(encoding="utf-8").startswith("# yaml-language-server: $schema=")
        assert server.open(path) == [], path.name
