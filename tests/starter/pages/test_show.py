"""The links at an entry that the starter's settings make."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl

import yaml

from playbook.pages.show import Show
from site_helpers import handbook_of
from starter.content import ROOT
from support import replace


def test_the_links_at_an_entry_fill_the_forms(small_project: Path) -> None:
    """The very links of the starter: each names a form that there is, and a field of it."""
    starter = (ROOT / "playbook_data" / "playbook.yml").read_text(encoding="utf-8")
    links = re.findall(r"  (?:issue|change)_link: .*\n", starter)
    replace(small_project, "playbook.yml", "  branch: main\n", f"  branch: main\n{''.join(links)}")
    handbook = handbook_of(small_project)
    show, entry = Show(handbook, "sv", ""), handbook.playbook.entries["warm-tone"]
    for address in (show.issue(entry), show.proposal(entry)):
        new, _, asked = address.partition("?")
        assert new == "https://git.example.com/exempel/playbook/issues/new"
        given = dict(parse_qsl(asked))
        form = ROOT / ".github" / "ISSUE_TEMPLATE" / given.pop("template")
        fields = yaml.load(form.read_text(encoding="utf-8"), yaml.BaseLoader)["body"]
        assert given == {"entry": "warm-tone"}
        assert "entry" in {field["id"] for field in fields}
