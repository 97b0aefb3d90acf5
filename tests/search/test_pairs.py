"""Checks that each query finds its title in ``pairs.yml``, and not its title in ``strangers.yml``.

The queries cover inflections, compounds, folded letters, typing errors and two languages.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Browser, Page

from playbook.languages.files import SHIPPED_FOLDER, shipped_languages
from playbook.languages.pack import shipped_language
from playbook.pages.handbook import Handbook
from playbook.search import index as search_index
from playbook.search.analysis import words
from playbook.search.coding import front_decoded
from playbook.search.language_index import serialized_rules
from playbook.search.vocabulary import vocabulary
from playbook.site.context import THEME
from search.asking import served
from search.titles import handbook_of_titles
from support import TESTS

HERE = Path(__file__).parent
ENGINE = THEME / "assets" / "playbook" / "search"
OTHER_LANGUAGE = {"sv": "en", "en": "sv"}
MIN_PAIRS = {"sv": 150, "en": 80}
MIN_STRANGERS = 60

FIND = """
async ([index, queries]) => {
  const { openIndex } = await import("./index.js");
  const { search } = await import("./rank.js");
  const opened = await openIndex(JSON.parse(index));
  return queries.map((query) =>
    search(opened, query).results.map(({ entry }) => opened.ids[entry]));
}
"""
TERMS = """
async ([knowledge, words]) => {
  const { createAnalyzer } = await import("./analysis.js");
  const { term } = await createAnalyzer(knowledge);
  return words.map(term);
}
"""


def rows(name: str, language: str) -> list[list[str]]:
    """The rows of a table (``pairs`` or ``strangers``) for queries in a language.

    Each has a query, a title in its language, and perhaps a title in the other language.
    """
    table = yaml.safe_load((HERE / f"{name}.yml").read_text(encoding="utf-8"))
    return [[str(cell) for cell in row] for row in table[language]]


def titles_of(table_rows: list[list[str]], language: str) -> list[dict[str, str]]:
    """The titles in each row, by language; a missing title is *Q*, which no query finds."""
    other_language = OTHER_LANGUAGE[language]
    return [
        {language: title, other_language: other_titles[0] if other_titles else "Q"}
        for _query, title, *other_titles in table_rows
    ]


@pytest.fixture(scope="module")
def engine(browser: Browser) -> Iterator[Page]:
    """A page that can import the engine's modules."""
    with served(ENGINE) as site:
        page = browser.new_page()
        page.goto(site.url)
        yield page


def search_all(
    engine: Page, handbook: Handbook, language: str, queries: list[str]
) -> list[list[str]]:
    """The ids that each query finds in a handbook, best first."""
    index = json.dumps(search_index.index(handbook, language))
    results = engine.evaluate(FIND, [index, queries])
    assert isinstance(results, list)
    return results


def test_the_tables_are_long_enough() -> None:
    for language, minimum in MIN_PAIRS.items():
        assert len(rows("pairs", language)) >= minimum, language
    assert sum(len(rows("strangers", language)) for language in OTHER_LANGUAGE) >= MIN_STRANGERS


@pytest.mark.browser
@pytest.mark.parametrize("language", OTHER_LANGUAGE)
def test_a_query_finds_related_words_but_not_similar_words(
    engine: Page, tmp_path: Path, language: str
) -> None:
    """Each query ends with a space, so that its last word is complete."""
    pairs, strangers = rows("pairs", language), rows("strangers", language)
    titles = titles_of([*pairs, *strangers], language)
    handbook = handbook_of_titles(tmp_path, titles)
    results = search_all(engine, handbook, language, [f"{row[0]} " for row in (*pairs, *strangers)])
    is_hit = [f"title-{n}" in ids for n, ids in enumerate(results)]
    hits_of_pairs, hits_of_strangers = is_hit[: len(pairs)], is_hit[len(pairs) :]
    missing = [row for row, hit in zip(pairs, hits_of_pairs, strict=True) if not hit]
    wrong = [row for row, hit in zip(strangers, hits_of_strangers, strict=True) if hit]
    assert (missing, wrong) == ([], [])


@pytest.mark.browser
def test_retired_entries_come_after_current_entries(engine: Page, tmp_path: Path) -> None:
    titles = [{"sv": "Blockera", "en": "Q"}, {"sv": "Om att blockera någon länge", "en": "Q"}]
    index = dict(search_index.index(handbook_of_titles(tmp_path, titles), "sv"))
    orders = []
    for retired in ([], [front_decoded(index["ids"]).index("title-0")]):
        data = json.dumps({**index, "retired": retired})
        orders.append(engine.evaluate(FIND, [data, ["blockera"]])[0])
    assert orders == [["title-0", "title-1"], ["title-1", "title-0"]]


def differing_terms(engine: Page, language: str, text: str) -> list[tuple[str, str, str]]:
    """The words whose terms in Python and JavaScript differ, each with both terms."""
    all_words = sorted({word.whole for word in words(text)})
    assert len(all_words) > 5000
    known = vocabulary(shipped_language(language))
    javascript_terms = engine.evaluate(TERMS, [serialized_rules(known), all_words])
    python_terms = [known.term(word) for word in all_words]
    return [
        (word, python_term, javascript_term)
        for word, python_term, javascript_term in zip(
            all_words, python_terms, javascript_terms, strict=True
        )
        if python_term != javascript_term
    ]


@pytest.mark.browser
@pytest.mark.parametrize("language", shipped_languages())
def test_python_and_javascript_analyse_words_in_the_same_way(engine: Page, language: str) -> None:
    folders = (*(TESTS / name for name in ("data", "post", "search", "starter")), SHIPPED_FOLDER)
    files = [path for folder in folders for path in sorted(folder.rglob("*.yml"))]
    text = "\n".join(path.read_text(encoding="utf-8") for path in files)
    assert differing_terms(engine, language, text) == []
