"""Every key of ``playbook.yml`` has a direction, and each that affects readers is reported."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from pydantic import BaseModel

from playbook.changes.compare import compare
from playbook.changes.labels import Labels
from playbook.changes.renderers import as_text
from playbook.changes.report import Report
from playbook.model.directions import NotCompared, binds
from playbook.model.settings import Organisation, Settings
from playbook.model.settings_bindings import SETTINGS_BINDINGS
from playbook.project import read_project
from playbook.words.catalogue import catalogue
from support import SMALL, replace

NEW_VALUES = {
    "organisation.name": ("name: Exempel AB", "name: Exempel och Co AB"),
    "organisation.sector": ("sector: company", "sector: municipal_company"),
    "organisation.countries": ("countries: [SE]", "countries: [SE, NO]"),
    "organisation.time_zone": ("Europe/Stockholm", "Pacific/Auckland"),
    "organisation.office_hours": ('closes: "17:00"', 'closes: "12:00"'),
    "title": ("public: no\n", "public: no\ntitle: {sv: Handbok, en: Handbook}\n"),
    "languages": ("languages: [sv, en]", "languages: [en, sv]"),
    "acknowledge_link": ("https://forms.example.com", "https://other.example.com"),
}
"""For each setting that is compared, a text in the small playbook and its replacement."""
LANGUAGES = ("sv", "en", "nb")


def keys(model: type[BaseModel], path: str = "") -> Iterator[str]:
    """The path of each setting, and of each part of the organisation."""
    for name, field in model.model_fields.items():
        if field.annotation is Organisation:
            yield from keys(Organisation, f"{name}.")
        else:
            yield f"{path}{name}"


def test_each_key_of_the_settings_has_a_direction() -> None:
    assert sorted(keys(Settings)) == sorted(SETTINGS_BINDINGS)


def test_each_setting_that_is_compared_is_tried() -> None:
    compared = {key for key, each in SETTINGS_BINDINGS.items() if not isinstance(each, NotCompared)}
    assert NEW_VALUES.keys() == compared


@pytest.mark.parametrize("key", NEW_VALUES)
@pytest.mark.parametrize("language", LANGUAGES)
def test_a_changed_setting_is_reported_and_binds(
    key: str, language: str, small_project: Path
) -> None:
    replace(small_project, "playbook.yml", *NEW_VALUES[key])
    old, new = read_project(SMALL).playbook, read_project(small_project).playbook
    assert old
    assert new
    change = next(
        change for change in compare(old, new, "sv", {key: "Only a typo"}) if change.id == key
    )
    assert change.is_binding is binds(SETTINGS_BINDINGS[key])
    assert change.differences[0].old != change.differences[0].new
    text = as_text(Report([change], Labels(old, new, catalogue(language))))
    assert catalogue(language)("diff.settings") in text
    assert catalogue(language)(f"settings.{key.split('.')[-1]}") in text
