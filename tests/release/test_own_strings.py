"""The pages at the root of a published tree have the organisation's own strings and languages."""

from __future__ import annotations

from pathlib import Path

import pytest
from factories import RULES
from test_change_pages import version

from playbook.languages.published import languages_of, own_texts
from playbook.pages.handbook import Handbook
from playbook.pages.json_export import entry_index
from playbook.project import read_project
from playbook.release.publish import add_to_folder
from support import replace as replace_text

ROOTS = {"sv": "", "ar": "ar/"}
OWN = {
    "sv": {"ui": {"release": {"all": "Alla utgåvor vi har haft"}}},
    "ar": {
        "ui": {"release": {"all": "كل الإصدارات"}, "diff": {"sort": {"changed": "تغيّر"}}},
        "writing": {"name": "العربية"},
    },
}


@pytest.fixture
def tree(tmp_path: Path) -> Path:
    tree = tmp_path / "tree"
    add_to_folder(version(tmp_path, "1.0.0", roots=ROOTS, languages=OWN), tree)
    rules = {**RULES, "say-it": "Say where you work."}
    at = "2026-11-30T08:00:00Z"
    later = version(
        tmp_path, "2.0.0", since="1.0.0", rules=rules, at=at, roots=ROOTS, languages=OWN
    )  # fmt: skip
    add_to_folder(later, tree)
    return tree


def test_root_pages_have_own_strings_dates_and_direction(tree: Path) -> None:
    pages = {root: (tree / root / "releases/index.html").read_text() for root in ROOTS.values()}
    assert "<h1>Alla utgåvor vi har haft</h1>" in pages[""]
    assert '<time datetime="2026-11-30">30 november 2026</time>' in pages[""]
    assert '<html lang="ar" dir="rtl">' in pages["ar/"]
    assert "<h1>كل الإصدارات</h1>" in pages["ar/"]
    assert '<time datetime="2026-11-30">30 نوفمبر 2026</time>' in pages["ar/"]
    missing = (tree / "404.html").read_text()
    assert '<section lang="ar" dir="rtl" data-language="ar">' in missing
    assert "Alla utgåvor vi har haft" in missing


def test_a_page_of_changes_has_own_strings(tree: Path) -> None:
    (page,) = (tree / "ar" / "releases").glob("1.0.0-2.0.0/index.html")
    assert "كل الإصدارات" in page.read_text()


@pytest.mark.parametrize("damaged", [None, [], {"sv": []}, {"sv": {"ui": [], "writing": "x"}}])
def test_damaged_languages_are_left_out(tmp_path: Path, damaged: object) -> None:
    tree = tmp_path / "tree"
    add_to_folder(version(tmp_path, "1.0.0", languages=damaged), tree)
    assert "<h1>Alla versioner</h1>" in (tree / "releases/index.html").read_text()


def test_the_index_of_a_version_has_the_own_texts_of_its_languages(small_project: Path) -> None:
    plain = read_project(small_project).playbook
    assert plain is not None
    assert "languages" not in entry_index(Handbook(plain), [], {})
    for code, name, text in (
        ("xx", "ui", "release: {all: Xall}"),
        ("xx", "writing", "locale: nb"),
        ("xx", "search", "stop: a b"),
        ("yy", "ui", "print: Yrint"),
    ):
        path = small_project / f"playbook_data/languages/{code}/{name}.yml"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(f"{text}\n")
    replace_text(small_project, "playbook.yml", "[sv, en]", "[sv, en, xx]\nmissing_text: notice")
    playbook = read_project(small_project).playbook
    assert playbook is not None
    found = own_texts(playbook.language_data, playbook.languages)
    assert found == {"xx": {"ui": {"release": {"all": "Xall"}}, "writing": {"locale": "nb"}}}
    assert entry_index(Handbook(playbook), [], {})["languages"] == found
    assert languages_of(found)["xx"].locale_name == "nb"
