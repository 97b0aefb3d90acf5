"""Builds a page that an organisation writes, with every element that Material documents."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files

from playbook.site.written.components import ASSETS
from playbook.site.written.titles import titles_by_language
from shared import shared
from site_helpers import build
from written_site import build_written, written_project


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return shared(tmp_path_factory, "written", build_written) / "site"


def page(site: Path, url: str) -> str:
    return (site / url / "index.html").read_text(encoding="utf-8")


def content_of(site: Path, url: str) -> str:
    """The hand-written part of a page."""
    return page(site, url).partition('id="pb-content"')[2]


@pytest.mark.slow
def test_titles_that_markdown_makes_are_in_the_language_of_the_page(site: Path) -> None:
    swedish, english = content_of(site, "kitchen-sink"), content_of(site, "en/kitchen-sink")
    titles = r'<(?:p class="admonition-title"|summary)>([^<]+)'
    assert re.findall(titles, swedish)[:4] == ["Obs", "I korthet", "Bra att veta", "Tips"]
    assert re.findall(titles, english) == ["Note", "Danger", "Warning"]
    assert 'aria-label="Tillbaka till texten"' in swedish
    assert 'title="Permanent link"' not in swedish + english


def test_a_title_in_the_page_itself_is_kept(site: Path) -> None:
    assert "Egen rubrik med <code>kod</code></p>" in page(site, "kitchen-sink")
    assert "<summary>Går det att fälla ihop?</summary>" in page(site, "kitchen-sink")


def test_an_annotation_is_a_link_to_the_list_below(site: Path) -> None:
    html = page(site, "kitchen-sink")
    number = re.search(r'class="pb-annotation" href="#([^"]+)" aria-label="Anmärkning 1">1<', html)
    assert number
    assert f'<li id="{number[1]}">Här står förklaringen' in html
    assert "(1)" not in html
    assert "# namnet" in html  # a comment without an annotation


def test_an_emoji_is_a_character_and_needs_no_other_host(site: Path) -> None:
    assert '<span class="twemoji">😄</span>' in page(site, "kitchen-sink")
    assert "cdn.jsdelivr.net" not in page(site, "kitchen-sink")


def test_a_task_has_a_name_for_screen_readers(site: Path) -> None:
    html = page(site, "kitchen-sink")
    tasks = re.findall(
        r'<input type="checkbox" disabled(?:="")?([^>]*) aria-label="([^"]+)">', html
    )
    assert [(bool(checked), name) for checked, name in tasks] == [
        (True, "Klart"), (False, "Inte klart"), (True, "Klart"), (False, "Inte klart"),
    ]  # fmt: skip


def test_a_wide_table_scrolls_next_to_code_with_line_numbers(site: Path) -> None:
    assert page(site, "kitchen-sink").count('<div class="pb-table-scroll" tabindex="0">') == 1


def test_only_a_page_with_components_loads_their_style_sheet_and_script(site: Path) -> None:
    for url in ("kitchen-sink", "en/kitchen-sink"):
        assert "written.css" in page(site, url)
        assert "written.js" in page(site, url)
    for url in ("about", "tone", "policy/posting", "keys"):
        assert "written.css" not in page(site, url)
        assert "written.js" not in page(site, url)


def test_a_site_without_components_does_not_contain_their_files(built: Path) -> None:
    assets = built / "site" / "assets" / "playbook"
    assert not [name for name in ASSETS if (assets / name).exists()]


@pytest.mark.slow
def test_code_can_be_copied_only_if_the_theme_s_feature_is_on(site: Path, tmp_path: Path) -> None:
    assert page(site, "kitchen-sink").count('class="pb-copy-code" hidden>Kopiera<') == 4
    written_project(tmp_path)
    config = (tmp_path / "mkdocs.yml").read_text(encoding="utf-8")
    for feature in ("content.code.copy", "content.tabs.link"):
        config = config.replace(f"    - {feature}\n", "")
    (tmp_path / "mkdocs.yml").write_text(config, encoding="utf-8")
    with (tmp_path / "docs" / "about.md").open("a", encoding="utf-8") as about:
        about.write("\n``` { .yaml .copy }\na: 1\n```\n")
    build(tmp_path, "--strict")
    assert "pb-copy-code" not in page(tmp_path / "site", "kitchen-sink")
    assert "data-linked-tabs" not in page(tmp_path / "site", "kitchen-sink")
    assert "pb-copy-code" in page(tmp_path / "site", "about")


def test_a_page_without_a_heading_has_its_title_as_heading(site: Path) -> None:
    assert "<h1>Sida utan rubrik &amp; mer</h1>" in content_of(site, "untitled")
    assert page(site, "kitchen-sink").count("<h1") == 1


@pytest.mark.slow
def test_the_index_lists_hand_written_pages_that_the_search_finds(site: Path) -> None:
    found = re.findall(
        r'<a href="(\.\./[^"]+)">([^<]+)</a> <span[^>]*>Om handboken<', page(site, "a-z")
    )
    assert dict(found) == {
        "../about/": "Om handboken", "../kitchen-sink/": "Allt på en sida",
        "../untitled/": "Sida utan rubrik &amp; mer",
    }  # fmt: skip
    english = page(site, "en/a-z")
    assert '<a href="../kitchen-sink/">' in english


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("# Parking\n", "Parking"),
        ("---\ntitle: Cars\n---\n# Parking\n", "Cars"),
        ("```sh\n# a comment\n```\n\n# The **wide** [door](a.md) `x` {#door}\n", "The wide door x"),
        ("---\nsearch: {exclude: true}\n---\n# Parking\n", ""),
        ("## Parking\n#hashtag\n", ""),
    ],
)
def test_a_title_is_read_from_the_source(tmp_path: Path, text: str, title: str) -> None:
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs" / "a.md").write_text(text, encoding="utf-8")
    config = MkDocsConfig()
    config.load_dict({"site_name": "Site", "docs_dir": str(tmp_path / "docs")})
    files = Files([File("a.md", str(tmp_path / "docs"), str(tmp_path / "site"), True)])
    expected = {"sv": (("a/", title),) if title else (), "en": ()}
    assert titles_by_language(files, config, ["sv", "en"]) == expected
