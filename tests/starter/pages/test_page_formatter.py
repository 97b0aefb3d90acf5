"""Checks that the links at an entry fill in the starter's issue forms."""

from __future__ import annotations

import re
from pathlib import Path
from urllib.parse import parse_qsl

import yaml

from playbook.pages.page_formatter import PageFormatter
from site_helpers import handbook_of
from starter.content import ROOT
from support import replace

FIELDS, VALUES = ("entry", "suggestion"), ("warm-tone", "")
"""The field that each link fills in, and its value. The page itself fills in the suggestion."""


def test_the_links_at_an_entry_fill_in_the_issue_forms(small_project: Path) -> None:
    """Each link in the starter's settings names an existing form and one of its fields."""
    starter = (ROOT / "playbook_data" / "playbook.yml").read_text(encoding="utf-8")
    links = re.findall(r"  (?:issue|change)_link: .*\n", starter)
    replace(small_project, "playbook.yml", "  branch: main\n", f"  branch: main\n{''.join(links)}")
    handbook = handbook_of(small_project)
    formatter, entry = PageFormatter(handbook, "sv", ""), handbook.playbook.entries["warm-tone"]
    ways = formatter.ways("report", entry), formatter.ways("suggest", entry)
    for [(address, _)], field, value in zip(ways, FIELDS, VALUES, strict=True):
        form_url, _, query = address.partition("?")
        assert form_url == "https://git.example.com/exempel/playbook/issues/new"
        parameters = dict(parse_qsl(query, keep_blank_values=True))
        form = ROOT / ".github" / "ISSUE_TEMPLATE" / parameters.pop("template")
        fields = yaml.load(form.read_text(encoding="utf-8"), yaml.BaseLoader)["body"]
        assert parameters == {field: value}
        assert field in {form_field["id"] for form_field in fields}
