"""Our own YAML files can be read without libyaml, and by other tools."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from support import TESTS

ROOT = TESTS.parent
FILES = sorted((ROOT / "hooks").rglob("*.yml"))


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.relative_to(ROOT).as_posix())
def test_a_file_is_read_by_the_pure_parser(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert yaml.load(text, yaml.BaseLoader) == yaml.load(text, yaml.CBaseLoader)


def test_the_files_are_found() -> None:
    assert len(FILES) > 40
