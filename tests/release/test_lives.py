"""The page of a rule's life: all versions of an entry, across renames, moves and retirement."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from test_old_records import EXPECTED, entry, later, stricter, tree

from playbook.release.manifest import MANIFEST
from playbook.release.publish import add_to_folder
from playbook.release.verify import open_store, verify

__all__ = ["tree"]
RETIRED = {"sv": "Ingen frågar längre.", "en": "Nobody asks any more."}
LIVES = {"share-posts": "renamed-and-retired", "reply-in-time": "moved"}
"""The name of the expected file of an entry, by its ID."""


def retired(data: dict[str, Any]) -> None:
    """2.2.0: a rule is retired, another one is stricter, and there is a decision."""
    stricter(data)
    entry(data, "share-posts").update(
        status="retired", retired_because=RETIRED, replaced_by="reply-in-time", digest="another"
    )
    data["decided"] = {"by": {"all": "Board"}, "on": "2026-06-30", "reference": "Minutes 7"}


def page(tree: Path, id: str, root: str = "en/") -> str:
    return (tree / f"{root}r/{id}/history/index.html").read_text("utf-8")


@pytest.fixture
def published(tree: Path, tmp_path: Path) -> Path:
    add_to_folder(later(tmp_path / "new", retired), tree)
    return tree


@pytest.mark.parametrize("id", LIVES)
def test_a_life_matches_its_expected_file(published: Path, id: str, accept: bool) -> None:
    path = EXPECTED / f"life-{LIVES[id]}.html"
    if accept:
        path.write_text(page(published, id), "utf-8")
    assert page(published, id) == path.read_text("utf-8")


def test_the_page_of_a_former_name_leads_to_the_current_one(published: Path) -> None:
    text = page(published, "share-job-posts")
    assert 'content="0; url=../../../../en/r/share-posts/history/"' in text
    assert "pb-life" not in text


def test_an_entry_that_never_changed_has_a_small_page(published: Path) -> None:
    text = page(published, "press-desk")
    assert "It has not changed since version 1.0.0, 2 March 2026." in text
    assert len(text) < 1800


def test_every_link_leads_to_a_page_in_every_language(published: Path) -> None:
    """Also links to older versions, in which entries had other IDs."""
    for folder in (published / "1.0.0", published / "2.1.0"):
        names = json.loads((folder / "entries.json").read_bytes())["entries"]
        kinds = {"policy", "channels", "roles", "contacts"}
        binding = [id for id, item in names.items() if item["kind"] in kinds]
        assert len(binding) > 5
        for id in binding:
            for root in ("", "en/"):
                text = page(published, id, root)
                for link in re.findall(r'(?:href|url)="?([^";]+?)["#]', text):
                    target = (published / f"{root}r/{id}/history" / link).resolve()
                    # The data of this test has no pages of versions, only those at the root.
                    in_version = target.relative_to(published).parts[0] in ("1.0.0", "latest")
                    assert in_version or target.exists() or "2." in link, link


def test_an_entry_of_a_kind_that_only_explains_has_no_page(published: Path) -> None:
    assert not (published / "en/r/viral/history").exists()
    assert (published / "en/r/viral").is_dir()


def test_the_pages_are_in_the_manifest_of_the_tree(published: Path) -> None:
    files = json.loads((published / MANIFEST).read_bytes())["files"]
    assert "en/r/share-posts/history/index.html" in files
    assert verify(open_store(str(published))).problems == ()
