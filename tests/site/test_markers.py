"""Checks that no character in a text is confused with the markup that the program uses.

Each marker is put before and after the text of every free-text field, with and without a space. A
field may refuse it with a problem on its line; accepted texts appear on the pages as written.
"""

from __future__ import annotations

import copy
import re
import unicodedata
from collections.abc import Iterator
from pathlib import Path

import pytest
from markdown_it import MarkdownIt
from playwright.sync_api import Browser, Page, expect
from selectolax.lexbor import LexborHTMLParser

import hostile_values
from browsing import collect_browser_errors
from hostile_values import Field
from playbook.model.playbook import Playbook
from playbook.pages.handbook import Handbook
from playbook.pages.llms import llms_txt
from playbook.pages.plan import plan
from playbook.pages.render import render_all
from playbook.problems import Problem
from playbook.project import DATA_FOLDER, read_project
from playbook.search.files import search_files
from site_helpers import LANGUAGES, build_in_process, make_project, served, without_offline
from support import copy_small, replace

FILES = hostile_values.files()
FIELDS = [field for field in hostile_values.fields() if field.field_type != "closed"]
NUMBERS = {field: number for number, field in enumerate(FIELDS)}
MARKERS = {
    "brace": "{", "closing brace": "}", "empty braces": "{}", "numbered braces": "{0}",
    "a letter after z": "{1", "words in braces": "{a b}", "an unknown name": "{zq}",
    "template": "{{", "template's end": "}}", "template statement": "{%", "template comment": "{#",
    "hash": "#", "percent": "%s", "percent alone": "%", "dollar": "$&", "backslash": "\\",
    "tag": "<", "comment": "<!--", "table": "|", "backtick": "`", "bracket": "[", "link": "](",
    "entity": "&lt;", "quote": '"', "quotes": "”", "colon": "::", "include": "--8<--",
    "document": "---", "dash": "–", "id": "w.", "entry": "id:", "scheme": "//", "star": "*",
    "digit": "1", "another digit": "١", "fraction": "½", "roman number": "Ⅷ", "list": "1.",
    "emoji": "🎉", "joined emoji": "👩‍👩‍👧", "mark alone": "\u0301", "marked letter": "e\u0301",
    "ligature": "ﬁ", "dotless": "ı", "dotted": "İ", "cyrillic": "я", "hebrew": "א", "han": "字",
    "outside the first plane": "𐍈", "private use": "\ue000", "no-break space": "\u00a0",
    "no width": "\u200b", "soft hyphen": "\u00ad", "turn": "\u200f", "override": "\u202e",
    "nul": "\x00", "byte order mark": "\ufeff", "replacement": "\ufffd",
}  # fmt: skip
TEXT_TEMPLATES = ("{marker} {word}", "{marker}{word}", "{word}{marker}")
REFUSED_MARKERS = ("template", "template statement", "no width", "soft hyphen", "turn", "override",
           "nul", "byte order mark", "replacement")  # fmt: skip
"""Markers that every field refuses."""
MARKERS_REFUSED_AS_TITLES = ("no-break space", "an unknown name")
"""Markers that are refused as a whole title: the text is then empty or not defined."""
TITLE_FIELDS = ("title", "question")
"""Fields that the guide for language models uses as an entry's title."""
LINKED_FILES = ("playbook.json", "playbook.schema.json")
"""The other links in the guide."""
_LINK = re.compile(r"<a [^>]*>(.*?)</a>", re.DOTALL)


def word(field: Field) -> str:
    """The word that identifies a field on a page."""
    return f"zq{NUMBERS[field]}x"


def text_in(field: Field, marker: str, template: str) -> str:
    return template.replace("{marker}", marker).replace("{word}", word(field))


def put_all(project: Path, texts: dict[Field, str]) -> None:
    """Write the small playbook with the given texts in some of its fields."""
    data = copy.deepcopy(FILES)
    for field, text in texts.items():
        hostile_values.put(data[field.file], field, text)
    hostile_values.write(data, project)


def accepted_texts(project: Path, marker: str, template: str) -> dict[Field, str]:
    """The fields that accept a marker, with their texts. The others must refuse it on their own
    lines."""
    texts = {field: text_in(field, marker, template) for field in FIELDS}
    while texts:
        put_all(project, texts)
        errors = read_project(project).errors
        if not errors:
            break
        refusing = {field for field in texts if problem_lines(project, field) & lines(errors)}
        assert refusing, list(map(str, errors))
        texts = {field: text for field, text in texts.items() if field not in refusing}
    return texts


def lines(problems: list[Problem]) -> set[tuple[str, int]]:
    return {
        (location.path, location.line) for problem in problems for location in problem.locations
    }


def problem_lines(project: Path, field: Field) -> set[tuple[str, int]]:
    return hostile_values.lines_with(project, field.file, word(field))


def text_of_html(html: str) -> str:
    """The text of HTML, as a browser parses it."""
    body = LexborHTMLParser(html).body
    assert body
    return " ".join(body.text().split())


def altered(texts: dict[Field, str], shown: str) -> list[str]:
    """The plain-text fields that are shown, but not as written (apart from composed letters)."""
    return [
        field.name
        for field, text in texts.items()
        if field.field_type in ("text", "texts", "string")
        and word(field) in shown
        and unicodedata.normalize("NFC", " ".join(text.split())) not in shown
    ]


def check_pages(playbook: Playbook, texts: dict[Field, str]) -> None:
    """Check every page, the search and the guide for language models."""
    handbook = Handbook(playbook)
    shown = []
    for page in render_all(handbook, plan(handbook)):
        ids = re.findall(r'\sid="([^"]*)"', page.html)
        assert len(ids) == len(set(ids)), page.planned_page.path
        shown.append(text_of_html(page.html))
    assert altered(texts, " ".join(shown)) == []
    for language in LANGUAGES:
        assert dict(search_files(handbook, language))
    links = [
        text_of_html(link)
        for link in _LINK.findall(MarkdownIt().render(llms_txt(handbook, "Title")))
    ]
    assert len(links) == len(handbook.shown) + len(LINKED_FILES)
    titles = {field: text for field, text in texts.items() if field.path[-1] in TITLE_FIELDS}
    assert altered(titles, " ".join(links)) == []


@pytest.mark.slow
@pytest.mark.parametrize("name", MARKERS)
def test_a_marker_is_refused_or_shown_as_written(name: str, tmp_path: Path) -> None:
    project = copy_small(tmp_path)
    for template in TEXT_TEMPLATES:
        texts = accepted_texts(project, MARKERS[name], template)
        assert bool(texts) is (name not in REFUSED_MARKERS), template
        if texts:
            playbook = read_project(project).playbook
            assert playbook is not None
            check_pages(playbook, texts)


@pytest.mark.slow
@pytest.mark.parametrize("name", [name for name in MARKERS if name not in REFUSED_MARKERS])
def test_titles_and_terms_that_only_contain_a_marker_are_shown_or_refused(
    name: str, tmp_path: Path
) -> None:
    project = copy_small(tmp_path)
    names = (*TITLE_FIELDS, "forms", "synonyms", "asked_as", "platform")
    data = copy.deepcopy(FILES)
    for field in FIELDS:
        if set(names) & set(field.path):
            hostile_values.put(data[field.file], field, MARKERS[name])
    hostile_values.write(data, project)
    checked = read_project(project)
    if not checked.errors:
        assert checked.playbook is not None
        check_pages(checked.playbook, {})
    assert bool(checked.errors) is (name in MARKERS_REFUSED_AS_TITLES)


def texts_with_different_markers(project: Path, turn: int) -> dict[Field, str]:
    """The text of each field with a marker that it accepts; ``turn`` shifts the markers."""
    markers = [marker for name, marker in MARKERS.items() if name not in REFUSED_MARKERS]
    texts = {
        field: text_in(field, markers[(number + turn) % len(markers)], TEXT_TEMPLATES[number % 2])
        for number, field in enumerate(FIELDS)
    }
    while True:
        put_all(project, texts)
        errors = read_project(project).errors
        refusing = {field for field in texts if problem_lines(project, field) & lines(errors)}
        if not refusing:
            assert errors == []
            return texts
        texts = {field: text for field, text in texts.items() if field not in refusing}


@pytest.mark.slow
@pytest.mark.parametrize("turn", [0, 17, 34])
def test_a_site_with_all_markers_is_built(turn: int, tmp_path: Path) -> None:
    project = make_project(tmp_path)
    texts = texts_with_different_markers(project, turn)
    assert len(texts) > len(FIELDS) / 2
    build_in_process(project, strict=False)
    pages = (path.read_text(encoding="utf-8") for path in (project / "site").rglob("*.html"))
    assert altered(texts, " ".join(map(text_of_html, pages))) == []


BROWSER_TIMEOUT = 60_000
"""Milliseconds to wait for a browser on a busy machine."""


@pytest.fixture(scope="module")
def marked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A site whose data contains placeholders of our scripts and of JavaScript's ``replace``."""
    project = make_project(tmp_path_factory.mktemp("marked"))
    replace(project, "templates.yml", "Personens förnamn", "Namn $& $1")
    tone = (project / DATA_FOLDER / "tone.yml").read_text(encoding="utf-8")
    (project / DATA_FOLDER / "tone.yml").write_text(
        tone.replace("föreligger: finns", 'föreligger: "$& $1"')
    )
    replace(project, "playbook.yml", "sv: Hej, en: Hello", "sv: '{done}', en: '{all}'")
    replace(project, "checklists.yml", "sv: Ta en skärmbild.", "sv: '**{greeting}**: en bild.'")
    replace(project, "checklists.yml", "    trigger", "    tags: [self-test]\n    trigger")
    build_in_process(project, strict=False)
    with served(without_offline(project / "site", project)) as site:
        yield site.url


@pytest.fixture
def page(browser: Browser, marked: str) -> Iterator[Page]:
    context = browser.new_context()
    errors = collect_browser_errors(context, marked)
    yield context.new_page()
    context.close()
    assert errors == []


@pytest.mark.browser
@pytest.mark.slow
def test_a_query_is_shown_as_typed(page: Page, marked: str) -> None:
    page.goto(marked)
    page.locator("[role=combobox]").fill("$& xqzv blorp")
    expect(page.locator(".pb-search-panel [role=status]")).to_contain_text(
        "$& xqzv blorp", timeout=BROWSER_TIMEOUT
    )
    link = page.locator(".pb-search-panel a[rel~=nofollow]")
    expect(link).to_have_attribute("href", re.compile("%24%26%20xqzv"), timeout=BROWSER_TIMEOUT)


@pytest.mark.browser
@pytest.mark.slow
def test_the_name_of_a_slot_is_shown_as_written(page: Page, marked: str) -> None:
    page.goto(f"{marked}templates/")
    page.locator("[data-copy-reply]").click()
    expect(page.locator(".pb-slots-left")).to_contain_text("Namn $& $1", timeout=BROWSER_TIMEOUT)


@pytest.mark.browser
@pytest.mark.slow
def test_a_value_with_braces_in_a_checklist_state_is_shown_as_written(
    page: Page, marked: str
) -> None:
    page.goto(f"{marked}checklists/threat-checklist/")
    expect(page.locator("[data-ticks-state]")).to_contain_text(
        "{done}: 0/1", timeout=BROWSER_TIMEOUT
    )
    page.locator("[data-ticks] input").first.check()
    expect(page.locator("[data-ticks-state]")).to_contain_text(
        "{done}: 1/1", timeout=BROWSER_TIMEOUT
    )


@pytest.mark.browser
@pytest.mark.slow
def test_a_replacement_is_shown_and_inserted_as_written(page: Page, marked: str) -> None:
    page.goto(f"{marked}check-a-post/")
    page.select_option("#draft-channel", "company-blog")
    page.fill("#draft-text", "Det föreligger hinder.")
    replacing = page.locator(".pb-finding [data-replace]")
    expect(replacing).to_contain_text("$& $1", timeout=BROWSER_TIMEOUT)
    replacing.click()
    expect(page.locator("#draft-text")).to_have_value("Det $& $1 hinder.", timeout=BROWSER_TIMEOUT)
    expect(page.locator("[data-draft] [role=status]")).to_contain_text(
        "$& $1", timeout=BROWSER_TIMEOUT
    )
