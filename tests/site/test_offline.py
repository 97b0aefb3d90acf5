"""The build data of the service worker."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from site_helpers import build_in_process
from support import replace


def version_of(project: Path) -> str:
    """The version of the offline copy, by which browsers detect a new copy."""
    match = re.search(r'"version": "([^"]+)"', (project / "site" / "sw.js").read_text("utf-8"))
    assert match
    return match[1]


@pytest.mark.slow
def test_a_changed_page_changes_the_version_of_the_offline_copy(built: Path, project: Path) -> None:
    replace(project, "contacts.yml", "+46 8 465 004 00", "+46 8 465 004 07")
    build_in_process(project)
    assert "465 004 07" in (project / "site" / "crisis" / "index.html").read_text("utf-8")
    assert version_of(project) != version_of(built)
