"""The pages and tools of a handbook in its search index."""

from __future__ import annotations

import pytest

from playbook.pages.handbook import Handbook
from playbook.pages.plan import plan
from playbook.pages.release_info import ReleaseInfo
from playbook.ranking.index import open_index
from playbook.ranking.rank import search
from playbook.search.coding import decode
from playbook.search.index import index
from playbook.search.page_sections import page_sections
from site_helpers import handbook_of
from support import SMALL


@pytest.fixture(scope="module")
def handbook() -> Handbook:
    return handbook_of(SMALL)


def test_each_chapter_overview_and_tool_has_a_section(handbook: Handbook) -> None:
    paths = {section.url for section in page_sections(handbook, "en")}
    assert paths == {
        page.path
        for page in plan(handbook)
        if page.page_type not in ("home", "entry", "pocket", "confirm", "health", "search")
    }
    assert {"crisis/", "policy/", "a-z/"} <= paths


@pytest.mark.parametrize(
    ("language", "query", "page"),
    [
        ("en", "all titles", "a-z/"),
        ("en", "A to Z", "a-z/"),
        ("en", "who may do what", "who-may-do-what/"),
        ("sv", "frågesport", "quiz/"),
        ("sv", "hela handboken", "all/"),
    ],
)
def test_a_page_is_found_by_its_title_and_by_the_phrases_of_the_language(
    handbook: Handbook, language: str, query: str, page: str
) -> None:
    data = index(handbook, language, list(page_sections(handbook, language)))
    opened = open_index(data)
    first = search(opened, query)[0].entry
    assert data["pages"][decode(data["page"])[first]] == page


def test_the_list_of_versions_is_found_in_a_release(handbook: Handbook) -> None:
    release = Handbook(handbook.playbook, ReleaseInfo("1.0.0", "2026-01-01"))
    urls = {
        language: [section.url for section in page_sections(release, language)]
        for language in ("sv", "en")
    }
    assert urls["sv"][-1] == "../releases/"
    assert urls["en"][-1] == "../../en/releases/"
    assert not any("releases" in section.url for section in page_sections(handbook, "sv"))
