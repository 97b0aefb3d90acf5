"""Checks which entries an entry links to."""

from __future__ import annotations

from pathlib import Path

import pytest

from playbook.model.link_graph import LinkGraph, link_targets
from playbook.project import read_project
from support import replace


@pytest.mark.parametrize(
    ("id", "targets"),
    [
        # neither its owner nor the entry that replaced it is a link
        ("no-sharing", ["company-blog"]),
        ("paid-in-the-us", ["ftc-endorsements", "ftc-endorsements", "ftc-endorsements"]),
        ("threat-checklist", ["moderator", "press-desk", "press-desk"]),
        ("company-blog", ["moderator"]),
    ],
)
def test_link_targets_are_references_and_prose_links_in_order(
    small_project: Path, id: str, targets: list[str]
) -> None:
    playbook = read_project(small_project).playbook
    assert playbook is not None
    assert link_targets(playbook.marked_values[id]) == targets


def test_links_in_lists_are_found_and_external_links_are_ignored(small_project: Path) -> None:
    condition = "sv: [Du säger att du arbetar här., Inlägget är redan publicerat.]"
    links = "sv: ['[Så är du](id:employee).', '[Sidan](https://www.example.com/x).']"
    replace(small_project, "policy/posting.yml", condition, links)
    playbook = read_project(small_project).playbook
    assert playbook is not None
    targets = link_targets(playbook.marked_values["share-job-posts"])
    assert "employee" in targets
    assert not [target for target in targets if target.startswith("https")]


def test_the_sources_of_an_entry_are_the_other_entries_that_refer_to_it() -> None:
    graph = LinkGraph({"a": ("b", "b", "a"), "c": ("b", "gone"), "b": ()})
    assert graph.sources == {"b": ("a", "c"), "gone": ("c",)}
