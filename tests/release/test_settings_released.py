"""A changed setting that affects readers is announced in the release that changes it."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import commit, copied
from release_history import released
from test_reproducible import playbook

from support import replace

pytestmark = pytest.mark.slow


def test_new_office_hours_need_a_major_version_and_are_on_the_page_of_releases(
    tmp_path_factory: pytest.TempPathFactory, tmp_path: Path
) -> None:
    repo = copied(released(tmp_path_factory), tmp_path / "repo")
    replace(repo, "playbook.yml", 'closes: "17:00"', 'closes: "12:00"')
    commit(repo, "Closed in the afternoon")
    refused = playbook(repo, "release", "1.0.1", "--today", "2026-03-02")
    assert refused.code == 1
    assert "PB803: the changes since 1.0.0 are major, but 1.0.1 is patch" in refused.output
    done = playbook(repo, "release", "2.0.0", "--today", "2026-03-02")
    assert "changed: settings organisation.office_hours" in done.output
    published = playbook(repo, "publish", "2.0.0", "--to", str(tmp_path / "tree"))
    assert published.code == 0, published.output
    assert "Changed: Office hours" in (tmp_path / "tree/en/releases/index.html").read_text()
    assert "Ändrat: Kontorstid" in (tmp_path / "tree/releases/index.html").read_text()
