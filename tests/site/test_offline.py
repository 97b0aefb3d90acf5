"""What a build passes to the service worker."""

from __future__ import annotations

import re
from pathlib import Path

from site_helpers import build_here
from support import replace


def version_of(project: Path) -> str:
    """What the copy in readers' browsers is called, by which they tell that there is another."""
    found = re.search(r'"version": "([^"]+)"', (project / "site" / "sw.js").read_text("utf-8"))
    assert found
    return found[1]


def test_a_page_that_changes_makes_another_version_of_what_is_kept(
    built: Path, project: Path
) -> None:
    replace(project, "contacts.yml", "+46 8 465 004 00", "+46 8 465 004 07")
    build_here(project)
    assert "465 004 07" in (project / "site" / "crisis" / "index.html").read_text("utf-8")
    assert version_of(project) != version_of(built)
