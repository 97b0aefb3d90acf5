"""Checks template helpers: missing translations, links for editing, numbers and values."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path

import pytest

from playbook.pages.handbook import Handbook
from playbook.pages.page_formatter import PageFormatter
from site_helpers import handbook_of
from support import replace


def allow_missing_translations(project: Path) -> None:
    """Allow missing translations with `missing_text: notice`."""
    replace(project, "playbook.yml", "public: no\n", "public: no\nmissing_text: notice\n")


def test_a_missing_translation_is_replaced_by_a_marked_text_in_another_language(
    small_project: Path,
) -> None:
    allow_missing_translations(small_project)
    replace(small_project, "tone.yml", "{sv: Vi är varma, en: We are warm}", "{sv: Vi är <varma>}")
    replace(
        small_project, "reading.yml", "{sv: Kort och klar., en: Short and clear.}", "{sv: Kort.}"
    )
    replace(small_project, "roles.yml", "{sv: [Lugn.], en: [Calm.]}", "{sv: [Lugn.]}")
    handbook = handbook_of(small_project)
    entry = handbook.playbook.entries
    formatter = PageFormatter(handbook, "en", "")
    mark = 'lang="sv" title="There is no English text yet." class="pb-other-language"'
    assert formatter.title("warm-tone") == f"<span {mark}>Vi är &lt;varma&gt;</span>"
    assert formatter.plain(entry["warm-tone"].title) == "Vi är <varma>"
    why = vars(entry["spot-hidden-ads"])["why"]
    assert formatter.prose(why) == f"<div {mark}><p>Kort.</p></div>"
    assert formatter.lines(vars(entry["moderator"])["skills"]) == [f"<span {mark}>Lugn.</span>"]
    assert "lang=" not in PageFormatter(handbook, "sv", "").title("warm-tone")


def test_without_a_setting_readers_have_no_way_to_send_a_message(handbook: Handbook) -> None:
    formatter, entry = PageFormatter(handbook, "sv", ""), handbook.playbook.entries["warm-tone"]
    assert (formatter.ways("report", entry), formatter.ways("suggest", entry)) == ([], [])


def test_the_ways_to_send_a_message_are_filled_in_and_named(small_project: Path) -> None:
    replace(
        small_project, "playbook.yml", "public: no\n",
        """public: no
contribute:
  report:
    - "mailto:handbook@example.com?subject={title}"
    - "https://forms.example.com/r?rule={id}&v={version}&lang={language}"
    - "{url}/issues/new?entry={id}"
  suggest: ["mailto:handbook@example.com?subject={id}&body={suggestion}"]
""",
    )  # fmt: skip
    handbook = handbook_of(small_project)
    formatter, entry = PageFormatter(handbook, "en", ""), handbook.playbook.entries["warm-tone"]
    assert formatter.ways("report", entry) == [
        ("mailto:handbook@example.com?subject=We%20are%20warm", "by e-mail"),
        ("https://forms.example.com/r?rule=warm-tone&v=1.0.0&lang=en", "in a form"),
        ("https://git.example.com/exempel/playbook/issues/new?entry=warm-tone",
         "as an issue, with an account"),
    ]  # fmt: skip
    assert formatter.ways("suggest", entry) == [
        ("mailto:handbook@example.com?subject=warm-tone&body=", "")
    ]


def test_the_links_of_older_settings_are_ways_to_send_a_message(small_project: Path) -> None:
    replace(
        small_project, "playbook.yml", "  branch: main\n",
        '  branch: main\n  issue_link: "{url}/new?{id}"\n  change_link: "{url}/change?{id}"\n',
    )  # fmt: skip
    handbook = handbook_of(small_project)
    formatter, entry = PageFormatter(handbook, "en", ""), handbook.playbook.entries["warm-tone"]
    repository = "https://git.example.com/exempel/playbook"
    assert formatter.ways("report", entry) == [(f"{repository}/new?warm-tone", "")]
    assert formatter.ways("suggest", entry) == [(f"{repository}/change?warm-tone", "")]


def test_the_source_link_points_to_the_line_of_the_entry(
    handbook: Handbook, small_project: Path
) -> None:
    line = "https://git.example.com/exempel/playbook/blob/main/playbook_data/tone.yml#L2"
    assert PageFormatter(handbook, "sv", "").source(handbook.playbook.entries["warm-tone"]) == line
    replace(
        small_project,
        "playbook.yml",
        "  branch: main",
        '  branch: trunk\n  source_link: "{url}/-/edit/{branch}/{path}?at={line}"',
    )
    replace(small_project, "tone.yml", "entries:\n", "# A comment\n\nentries:\n")
    changed = handbook_of(small_project)
    entry = changed.playbook.entries["warm-tone"]
    assert PageFormatter(changed, "sv", "").source(entry) == (
        "https://git.example.com/exempel/playbook/-/edit/trunk/playbook_data/tone.yml?at=4"
    )


def test_the_path_in_a_source_link_is_quoted(small_project: Path) -> None:
    data = small_project / "playbook_data"
    (data / "tone").mkdir()
    (data / "tone.yml").rename(data / "tone" / "å b).yml")
    changed = handbook_of(small_project)
    link = PageFormatter(changed, "sv", "").source(changed.playbook.entries["warm-tone"])
    assert link.endswith("/blob/main/playbook_data/tone/%C3%A5%20b%29.yml#L2")


@pytest.mark.parametrize(
    ("language", "name", "words"),
    [
        ("sv", "reply_within", "1 arbetsdag"),
        ("en", "act_within", "15 minutes"),
        ("sv", "kind_share", "12,5 %"),
        ("en", "kind_share", "12.5%"),
        ("sv", "post_rate", "3 gånger i veckan"),
        ("en", "emoji_max", "2"),
        ("sv", "greeting", "Hej"),
    ],
)
def test_values_are_formatted_in_the_language(
    handbook: Handbook, language: str, name: str, words: str
) -> None:
    assert (
        PageFormatter(handbook, language, "").value(name).replace("\N{NO-BREAK SPACE}", " ")
        == words
    )


def test_numbers_are_formatted_in_the_language(handbook: Handbook) -> None:
    number = Decimal("-12345.5")
    assert PageFormatter(handbook, "sv", "").number(number) == "-12\N{NO-BREAK SPACE}345,5"
    assert PageFormatter(handbook, "en", "").number(number) == "-12,345.5"
    assert PageFormatter(handbook, "sv", "").number(None) == ""


def test_links_omits_hidden_entries(handbook: Handbook) -> None:
    formatter = PageFormatter(handbook, "sv", "")
    assert formatter.links(["public-record", "moderator", "posts-a-week"]) == [
        formatter.link("moderator")
    ]
