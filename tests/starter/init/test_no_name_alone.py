"""Checks that no guide and no message installs the generator by its name alone."""

from __future__ import annotations

import re

from support import TESTS

TEXT_FILES = (".md", ".py", ".yml", ".html", ".jinja")


def test_nothing_tells_people_to_install_the_package_by_its_name() -> None:
    """Nobody owns the name in a public index yet: whoever registers it could run code there."""
    root = TESTS.parent
    places = (root.glob("*.md"), (root / "docs").rglob("*.md"), (root / "hooks").rglob("*"))
    files = [path for found in places for path in found if path.suffix in TEXT_FILES]
    by_name = re.compile(r"pip install[^\n`]*[\"'= ]social-media-playbook(?!\S* @ )")
    assert [path for path in files if by_name.search(path.read_text("utf-8"))] == []
