"""Checks that no text in the data runs code in a browser, and that texts are shown as written.

Every hostile text is put into every field of every kind. A field may refuse it with a problem on
its line; texts that are accepted are built and opened in a real browser.
"""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterator
from itertools import zip_longest
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page

import hostile_values
from browsing import chromium, collect_browser_errors
from hostile_values import HOSTILE, Field
from playbook.project import read_project
from site_helpers import build_in_process, make_project, served

pytestmark = [pytest.mark.slow]

DATA = hostile_values.files()
FIELDS = hostile_values.fields()
FREE_TEXT_FIELDS = [field for field in FIELDS if field.field_type != "closed"]
CONSTRAINED_FIELDS = [field for field in FIELDS if field.field_type == "closed"]
FIELD_NUMBERS = {field: number for number, field in enumerate(FIELDS)}

NOT_ON_PAGES = re.compile(
    r"\.(asked_as|forms|summary|retired_because|suppress\.because|decided\.\w+|checks\..+)$"
)
"""Free-text fields that pages need not show: those of search, lists, retired entries, releases and
checks."""

NOT_FREE_TEXT = ("url", "form", "address", "logo", "icon", "social")
"""The ends of the names of fields for web addresses and for files."""

FIND_DANGER = """() => {
  const bad = [];
  for (const element of document.querySelectorAll("*")) {
    for (const { name, value } of element.attributes) {
      if (/^on/i.test(name) || name === "style") bad.push(`${element.tagName} ${name}`);
      const scheme = value.replace(/[\\s\\x00-\\x1f]/g, "").match(/^(javascript|data|vbscript):/i);
      if (scheme && /href|src|action/.test(name)) bad.push(`${element.tagName} ${name}=${value}`);
    }
    if (/^(IMG|IFRAME|OBJECT|EMBED|FORM|BASE)$/i.test(element.tagName)
        && element.closest("article.pb-entry")) bad.push(element.tagName);
    if (element.tagName === "SCRIPT" && /ran=1/.test(element.textContent)) bad.push("SCRIPT");
  }
  // The text of a page does not say where a paragraph of a reply ends.
  for (const paragraph of document.querySelectorAll(".pb-template-text p")) paragraph.after(" ");
  const ran = window.ran === undefined ? null : String(window.ran);
  return { bad, ran, text: document.body.textContent };
}"""


def text_in(field: Field, text: str) -> str:
    """A hostile text after a word that identifies its field on a page."""
    word = f"zq{FIELD_NUMBERS[field]}x"
    return f"{word}\n\n{text}" if field.field_type in ("prose", "prose_list") else f"{word} {text}"


def with_text(text: str, fields: list[Field]) -> dict[str, dict[str, Any]]:
    data = copy.deepcopy(DATA)
    for field in fields:
        hostile_values.put(data[field.file], field, text_in(field, text))
    return data


def refusing_and_accepting_fields(project: Path, text: str) -> tuple[list[Field], list[Field]]:
    """The free-text fields that refuse a text, and the free-text fields that accept it.

    Every problem must be on a line of a field that refuses the text; each value has its own line.
    """
    accepted = list(FREE_TEXT_FIELDS)
    for _ in range(len(FREE_TEXT_FIELDS)):
        hostile_values.write(with_text(text, accepted), project)
        errors = read_project(project).errors
        if not errors:
            return [field for field in FREE_TEXT_FIELDS if field not in accepted], accepted
        reported = {(place.path, place.line) for error in errors for place in error.locations}
        refusing = [field for field in accepted if lines_of(project, field) & reported]
        too_large = {error.location.path for error in errors if error.code == "PB014"}
        refusing += [field for field in accepted if f"playbook_data/{field.file}" in too_large]
        reported = {(path, line) for path, line in reported if path not in too_large}
        unrelated_lines = reported - {
            line for field in accepted for line in lines_of(project, field)
        }
        assert not unrelated_lines, [str(problem) for problem in errors]
        assert refusing
        accepted = [field for field in accepted if field not in refusing]
    raise AssertionError("fields still refuse the text")


def lines_of(project: Path, field: Field) -> set[tuple[str, int]]:
    """The lines that contain the texts of a free-text field."""
    return hostile_values.lines_with(project, field.file, f'"zq{FIELD_NUMBERS[field]}x')


def test_every_free_text_field_accepts_a_harmless_text_and_a_page_shows_it(project: Path) -> None:
    refused, accepted = refusing_and_accepting_fields(project, "harmlös text")
    names = [field.name for field in refused if not field.name.endswith(NOT_FREE_TEXT)]
    assert names == []
    build_in_process(project, strict=False)
    pages = "".join(path.read_text(encoding="utf-8") for path in (project / "site").rglob("*.html"))
    missing = {field.name for field in accepted if f"zq{FIELD_NUMBERS[field]}x" not in pages}
    assert {name for name in missing if not NOT_ON_PAGES.search(name)} == set()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return make_project(tmp_path_factory.mktemp("hostile"))


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    """A browser that draws little: nobody looks at the hundreds of pages that it reads."""
    options = ("--disable-gpu", "--disable-gpu-compositing", "--disable-threaded-compositing")
    with chromium(*options) as launched:
        yield launched


@pytest.fixture
def context(browser: Browser) -> Iterator[BrowserContext]:
    context = browser.new_context(viewport={"width": 320, "height": 240})
    yield context
    context.close()


@pytest.mark.browser
@pytest.mark.parametrize("name", HOSTILE)
def test_no_code_runs_and_the_text_is_displayed_as_written(
    name: str, folder: Path, context: BrowserContext, hostile_inputs: Counter[str]
) -> None:
    attack = HOSTILE[name]
    _, accepted = refusing_and_accepting_fields(folder, attack.text)
    hostile_inputs["refused"] += len(FREE_TEXT_FIELDS) - len(accepted)
    hostile_inputs["shown"] += len(accepted)
    if not accepted:
        return
    build_in_process(folder, strict=False)
    # Without the offline copy: caching the handbook for each value would take most of the time.
    (folder / "site" / "offline.json").write_text('{"offline": false}', encoding="utf-8")
    with served(folder / "site") as site:
        browser_errors = collect_browser_errors(context, site.url)
        page_text = " ".join(read_all(context.new_page(), folder / "site", site.url))
    assert browser_errors == []
    altered = []
    for field in accepted:
        shown = (
            attack.prose if attack.prose and field.field_type.startswith("prose") else attack.text
        )
        words = f"zq{FIELD_NUMBERS[field]}x {' '.join(shown.split())}".rstrip()
        if words not in page_text and not NOT_ON_PAGES.search(field.name):
            altered.append(field.name)
    assert altered == []


def read_all(page: Page, site: Path, url: str) -> Iterator[str]:
    """The text of every Swedish page. Fails if a hostile text has run code."""
    for path in sorted(site.rglob("*.html")):
        if path.is_relative_to(site / "en") or path.name == "404.html":
            continue  # rendered by the same templates from the same texts
        page.goto(url + path.relative_to(site).as_posix().removesuffix("index.html"))
        result = page.evaluate(FIND_DANGER)
        text = result.pop("text")
        assert result == {"bad": [], "ran": None}, path
        yield " ".join(str(text).split())


REFUSED_BY_CONSTRAINED_FIELDS = (
    "script", "path", "right to left", "nul", "template expression", "script link",
    "lone surrogate", "very long word",
)  # fmt: skip


@pytest.mark.parametrize("name", REFUSED_BY_CONSTRAINED_FIELDS)
def test_fields_that_are_not_text_refuse_hostile_texts(
    project: Path, hostile_inputs: Counter[str], name: str
) -> None:
    """Ids, references, dates, numbers, URLs and choices: each gives a problem on its line."""
    text = HOSTILE[name].text
    # If the settings or an id are invalid, fewer problems are reported for other fields.
    fields_in_turn = [
        f for f in CONSTRAINED_FIELDS if f.file == "playbook.yml" or f.path[-1] == "id"
    ]
    by_file = [
        [f for f in CONSTRAINED_FIELDS if f.file == file and f not in fields_in_turn]
        for file in DATA
    ]
    # One field of each file at a time, and the fields that need a turn of their own.
    for fields_together in (*zip_longest(*by_file), *zip(fields_in_turn)):
        data = copy.deepcopy(DATA)
        invalid_inputs = [field for field in fields_together if field is not None]
        for field in invalid_inputs:
            hostile_values.put(data[field.file], field, f"{text}{FIELD_NUMBERS[field]}")
        hostile_values.write(data, project)
        errors = read_project(project).errors
        lines = {(place.path, place.line) for error in errors for place in error.locations}
        for field in invalid_inputs:
            assert lines & hostile_values.lines_with(
                project, field.file, f"{text}{FIELD_NUMBERS[field]}"
            ), field
        hostile_inputs["refused"] += len(invalid_inputs)


@pytest.mark.parametrize("name", REFUSED_BY_CONSTRAINED_FIELDS)
@pytest.mark.parametrize(
    ("file", "path"),
    [
        ("playbook.yml", ("values",)),
        ("templates.yml", ("entries", 0, "slots")),
        ("flows.yml", ("entries", 0, "questions")),
        ("flows.yml", ("entries", 0, "outcomes")),
        ("flows.yml", ("entries", 0)),
        ("tone.yml", ()),
    ],
)
def test_keys_refuse_hostile_texts(
    project: Path, hostile_inputs: Counter[str], file: str, path: tuple[str | int, ...], name: str
) -> None:
    data = copy.deepcopy(DATA)
    target: Any = data[file]
    for step in path:
        target = target[step]
    first = next(iter(target))
    target[HOSTILE[name].text] = target.pop(first)
    hostile_values.write(data, project)
    assert read_project(project).errors
    hostile_inputs["refused"] += 1
