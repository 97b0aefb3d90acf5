"""Checks that the answers are written into the settings, and that everything else stays."""

from __future__ import annotations

from dataclasses import replace

import pytest
import yaml

from init_helpers import ANSWERS
from playbook.model.repository import Repository
from playbook.starter.answers import Host
from playbook.starter.settings_file import LINKS, with_answers, with_languages

SETTINGS = """\
# A comment at the top.
organisation:
  name: 'Old # name'           # the name
  sector: company
  countries: [SE]              # where
  time_zone: Europe/Stockholm
languages: [sv, en]          # the first is the default
brand_colour: "#0f5c5c"  # one colour
repository:
  url: https://git.example.com/old
  branch: main
  issue_link: "{url}/old"
# The end.
"""


def test_values_are_replaced_and_comments_stay() -> None:
    answers = replace(
        ANSWERS, name='A "B" # C', countries=("NO", "FI"),
        brand_colour="#123456", repository="https://code.example.com/a/b",
    )  # fmt: skip
    assert (
        with_answers("playbook.yml", SETTINGS, answers)
        == """\
# A comment at the top.
organisation:
  name: "A \\"B\\" # C"          # the name
  sector: public_body
  countries: ["NO", FI]        # where
  time_zone: Europe/Stockholm
languages: [sv, en]          # the first is the default
brand_colour: "#123456"  # one colour
repository:
  url: "https://code.example.com/a/b"
  branch: main
# The end.
"""
    )


@pytest.mark.parametrize("host", ["github", "gitlab"])
def test_the_links_of_a_code_host_are_valid(host: Host) -> None:
    text = with_answers("playbook.yml", SETTINGS, replace(ANSWERS, host=host))
    written = yaml.safe_load(text)["repository"]
    assert {key: written[key] for key in LINKS[host]} == LINKS[host]
    assert Repository.model_validate(written).issue_link == LINKS[host]["issue_link"]
    assert "{url}/old" not in text


@pytest.mark.parametrize("name", ["no", "12:30", "[x", "å: b", "''", "*x", "- a", "\\", "x #y"])
def test_any_name_is_written_as_a_text(name: str) -> None:
    text = with_answers("playbook.yml", SETTINGS, replace(ANSWERS, name=name))
    assert yaml.safe_load(text)["organisation"]["name"] == name


def test_languages_are_replaced_and_missing_texts_of_partial_ones_become_notices() -> None:
    complete = with_languages("playbook.yml", SETTINGS, ("en",), is_partial=False)
    assert complete == SETTINGS.replace("[sv, en]  ", "[en]      ")
    partial = with_languages("playbook.yml", SETTINGS, ("nb", "sv"), is_partial=True)
    assert (
        "languages: [nb, sv]          # the first is the default\nmissing_text: notice " in partial
    )
    again = with_languages("playbook.yml", partial, ("nb", "sv"), is_partial=True)
    assert again == partial
