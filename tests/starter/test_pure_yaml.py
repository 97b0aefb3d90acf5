"""The starter's data can be read without libyaml, and by other tools."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from support import TESTS

FILES = sorted((TESTS.parent / "playbook_data").rglob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_a_file_is_read_by_the_pure_parser(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, yaml.BaseLoader) == yaml.load(text, yaml.CBaseLoader)
