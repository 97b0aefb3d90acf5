"""Creates handbooks whose entries only differ in their titles, to test which queries find them."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from pathlib import Path

from playbook.pages.handbook import Handbook
from playbook.project import DATA_FOLDER, read_project

PLAYBOOK = """
format: 2
organisation:
  name: Exempel
  sector: company
  countries: [SE]
  time_zone: Europe/Stockholm
  office_hours: {days: [mon], opens: "08:00", closes: "17:00"}
languages: [sv, en]
public: no
brand_colour: "#0f5c5c"
repository: {url: "https://git.example.com/exempel"}
release: 1.0.0
"""
OWNER = """
entries:
  - {id: owner, title: {sv: Q, en: Q}, mission: {sv: Q, en: Q}, tasks: {sv: [Q], en: [Q]}}
"""


def handbook_of_titles(folder: Path, titles: Sequence[Mapping[str, str]]) -> Handbook:
    """A handbook with one entry per title, which is given by language: ``title-0`` and so on."""
    data = folder / DATA_FOLDER
    data.mkdir(parents=True)
    (data / "playbook.yml").write_text(PLAYBOOK, encoding="utf-8")
    (data / "roles.yml").write_text(OWNER, encoding="utf-8")
    entries = [
        {
            "id": f"title-{number}",
            "title": dict(title),
            "author": "Q",
            "year": "2020",
            "why": {"sv": "Q", "en": "Q"},
        }
        for number, title in enumerate(titles)
    ]
    reading = {"defaults": {"owner": "owner"}, "entries": entries}
    (data / "reading.yml").write_text(json.dumps(reading, ensure_ascii=False), encoding="utf-8")
    playbook = read_project(folder).playbook
    assert playbook is not None
    assert len(playbook.entries) == len(titles) + 1
    return Handbook(playbook)
